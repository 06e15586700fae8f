// The customer's side: a request to the servicedesk, own tickets, a letter to the privacy address, received mail.

import { get, part, post } from "./api.js";
import { fill, h, keyed, toast } from "./dom.js";
import { CUSTOMERS, personal, REQUEST } from "./examples.js";
import { chip, field, prose, tick } from "./forms.js";
import { icon } from "./icons.js";
import { current, shortMoment, t } from "./i18n.js";
import { letterForm } from "./letter.js";

const TABS = [["verzoek", "request", "bell"], ["tickets", "tickets", "ticket"], ["mail", "mail", "send"], ["post", "received", "mail"]];
const KEPT = "balie.customer";

export class CustomerView {
  constructor(app) {
    this.app = app;
    const kept = sessionStorage.getItem(KEPT);
    this.customer = kept ? JSON.parse(kept) : { ...CUSTOMERS[0] };
    this.answering = null;
  }

  async mount(main, route) {
    this.tabs = h("nav", { class: "tabs", "aria-label": t("rail.customer") });
    this.panel = h("section", { class: "panel" });
    fill(main, h("div", { class: "customer" },
      h("header", { class: "page-head" }, h("h1", {}, t("customer.title"))),
      h("div", { class: "customer-grid" }, this.identity(), h("div", { class: "customer-main" }, this.tabs, this.panel))));
    await this.moved(route);
  }

  async moved([tab = "verzoek", extra]) {
    this.tab = TABS.some(([name]) => name === tab) ? tab : "verzoek";
    this.extra = extra ?? null;
    fill(this.tabs, TABS.map(([name, word, drawing]) => h("a", { class: "tab", href: `#/klant/${name}`, data: { tab: name }, "aria-current": name === this.tab ? "page" : null }, icon(drawing === "bell" ? "chat" : drawing, 18), t(`customer.tab.${word}`))));
    if (this.tab !== "mail") this.answering = null;
    await { verzoek: () => this.showRequest(), tickets: () => this.showTickets(), mail: () => this.showLetter(), post: () => this.showReceived() }[this.tab]();
  }

  async changed(topics) {
    if (this.tab === "tickets" && (topics.has("tickets") || topics.has("*"))) await this.drawTickets();
    if (this.tab === "post" && (topics.has("mail") || topics.has("*"))) await this.drawReceived();
  }

  identity() {
    const known = CUSTOMERS.findIndex((one) => one.email === this.customer.email);
    const choice = field(t("customer.example"), {
      kind: "select", value: String(known), data: { role: "customer" },
      options: [...CUSTOMERS.map((one, index) => [String(index), one.name]), ["-1", t("customer.own")]],
    });
    const inputs = ["name", "email", "phone", "organisation"].map((name) => {
      const made = field(t(`customer.${name}`), { kind: { email: "email", phone: "tel" }[name] ?? "text", value: this.customer[name], required: name === "email", data: { customer: name } });
      made.input.addEventListener("change", () => this.becomes({ ...this.customer, [name]: made.input.value.trim() }));
      return made;
    });
    choice.input.addEventListener("change", () => {
      const next = CUSTOMERS[Number(choice.input.value)] ?? { name: "", email: "", phone: "", organisation: "" };
      inputs.forEach(({ input }) => { input.value = next[input.dataset.customer]; });
      this.becomes({ ...next });
    });
    return h("aside", { class: "card identity", "aria-label": t("customer.details") }, h("h2", {}, icon("person"), t("customer.who")), choice.node, inputs.map((one) => one.node));
  }

  becomes(customer) {
    this.customer = customer;
    sessionStorage.setItem(KEPT, JSON.stringify(customer));
    this.moved([this.tab]);
  }

  showRequest() {
    const example = this.extra === "voorbeeld" ? REQUEST[current()] : { subject: "", text: "" };
    const subject = field(t("customer.subject"), { required: true, value: example.subject, wide: true, data: { field: "subject" } });
    const text = field(t("customer.text"), { kind: "textarea", required: true, value: personal(example.text, this.customer), wide: true, data: { field: "text" } });
    const contact = field(t("customer.contact"), { kind: "select", value: example.subject ? "telefoon" : "", data: { field: "contactvoorkeur" }, options: [["", t("customer.contact.none")], ["telefoon", t("customer.contact.phone")], ["e-mail", t("customer.contact.mail")]] });
    const daypart = field(t("customer.daypart"), { kind: "select", data: { field: "tijdvak" }, options: [["", t("customer.daypart.none")], ["ochtend", t("customer.daypart.morning")], ["middag", t("customer.daypart.afternoon")]] });
    const date = field(t("customer.date"), { kind: "date", data: { field: "voorkeursdatum" } });
    const noRecording = tick(t("customer.noRecording"), Boolean(example.subject), { field: "geen_opname" });
    const button = h("button", { class: "button button-primary", type: "submit" }, t("customer.send"));
    const send = async (event) => {
      event.preventDefault();
      button.disabled = true;
      const { name, email, phone, organisation } = this.customer;
      const chosen = Object.fromEntries([contact, daypart, date].map(({ input }) => [input.dataset.field, input.value]).filter(([, value]) => value));
      const fields = { naam: name, organisatie: organisation, telefoon: phone, ...chosen, geen_opname: noRecording.input.checked };
      const ticket = await this.app.tell(() => post("tickets", { name, email, phone, organisation, subject: subject.input.value, text: text.input.value, fields }));
      button.disabled = false;
      if (!ticket) return;
      toast(t("customer.sent", { number: ticket.number }));
      this.app.go(`klant/tickets/${ticket.number}`);
    };
    fill(this.panel, h("form", { class: "card form", data: { form: "request" }, on: { submit: send } },
      h("h2", {}, t("customer.form")), h("p", { class: "lead" }, t("customer.formIntro")), subject.node, text.node, contact.node, daypart.node, date.node, noRecording.node,
      h("div", { class: "form-end" }, button)));
  }

  async showTickets() {
    this.list = h("ul", { class: "stack", data: { list: "my-tickets" } });
    fill(this.panel, this.list);
    await this.drawTickets();
  }

  async drawTickets() {
    if (!this.customer.email) return fill(this.list, h("li", { class: "empty" }, t("customer.noTickets")));
    const answer = await this.app.quietly(() => get("tickets", { email: this.customer.email }), null);
    if (!answer || this.tab !== "tickets") return;
    const rows = answer.tickets.length ? answer.tickets : [{ number: "none" }];
    keyed(this.list, rows, (row) => row.number, (row) => (row.number === "none" ? h("li", { class: "empty" }, t("customer.noTickets")) : this.ticket(row)));
  }

  ticket(row) {
    const reply = field(t("customer.reply"), { kind: "textarea", rows: 3, wide: true });
    const send = async (event) => {
      event.preventDefault();
      if (!reply.input.value.trim()) return;
      if (await this.app.tell(() => post(`tickets/${part(row.number)}/entries`, { author: "customer", public: true, text: reply.input.value }))) reply.input.value = "";
    };
    const words = [{ author: row.requester.email, text: row.text, at: row.created }, ...row.entries];
    return h("li", { class: "card", data: { number: row.number } },
      h("details", { open: this.extra ? row.number === this.extra : true },
        h("summary", { class: "ticket-head" }, h("span", { class: "mono" }, `#${row.number}`), h("strong", {}, row.subject), chip(t(`tickets.status.${row.status}`), row.status)),
        h("ol", { class: "talk" }, words.map((one) => {
          const mine = one.author === row.requester.email;
          return h("li", { class: mine ? "talk-mine" : "talk-desk" },
            h("p", { class: "talk-who" }, mine ? t("customer.you") : t("customer.desk"), " · ", h("time", { datetime: one.at }, shortMoment(new Date(one.at)))), prose(one.text));
        })),
        row.status === "closed" ? null : h("form", { class: "form", on: { submit: send } }, reply.node, h("div", { class: "form-end" }, h("button", { class: "button", type: "submit" }, t("customer.sendReply"))))));
  }

  async showLetter() {
    const address = await this.app.quietly(() => get("mail/address"), { address: "" });
    if (this.tab !== "mail") return;
    fill(this.panel, letterForm(this.app, this.customer, address.address, this.extra, this.answering));
  }

  async showReceived() {
    this.list = h("ul", { class: "stack", data: { list: "received" } });
    fill(this.panel, this.list);
    await this.drawReceived();
  }

  async drawReceived() {
    const { email } = this.customer;
    const answer = email ? await this.app.quietly(() => get("mail/customer", { email }), null) : { messages: [] };
    if (!answer || this.tab !== "post") return;
    const rows = answer.messages.length ? answer.messages : [{ id: "none" }];
    keyed(this.list, rows, (row) => `${row.source}-${row.id}`, (row) => (row.id === "none" ? h("li", { class: "empty" }, t("customer.noMail", { email })) : this.mail(row)));
  }

  mail(row) {
    const answer = () => {
      this.answering = row;
      this.app.go("klant/mail");
    };
    const action = row.source === "balie"
      ? h("button", { class: "button", type: "button", on: { click: answer } }, icon("reply", 17), t("customer.answer"))
      : h("a", { class: "button", href: `#/klant/tickets/${row.ticket}` }, t("customer.showTicket", { number: row.ticket }));
    return h("li", { class: "card mail", data: { mail: row.id, source: row.source } },
      h("header", { class: "mail-head" }, h("strong", {}, row.subject || t("outbox.noSubject")), chip(t(row.source === "balie" ? "customer.fromBalie" : "customer.fromDesk"), row.source)),
      h("p", { class: "mail-line" }, `${t("customer.from")}: ${row.from}`, " · ", h("time", { datetime: row.at }, shortMoment(new Date(row.at)))),
      prose(row.text), h("div", { class: "form-end" }, action));
  }
}
