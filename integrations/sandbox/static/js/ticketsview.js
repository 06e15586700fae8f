// The ticket system as an agent sees it: all tickets, and one with its internal and public entries.

import { get, part, post } from "./api.js";
import { fill, h, keyed } from "./dom.js";
import { chip, field, prose, tick } from "./forms.js";
import { icon } from "./icons.js";
import { shortMoment, t } from "./i18n.js";

const RUNNING = new Set(["new", "open", "pending"]);
const STATUSES = ["new", "open", "pending", "solved", "closed", "gone"];

export class TicketsView {
  constructor(app) {
    this.app = app;
    this.filter = "all";
  }

  async mount(main, route) {
    await this.app.loadWorkspace();
    this.list = h("ul", { class: "rows", "aria-label": t("tickets.list"), data: { list: "tickets" } });
    this.reader = h("section", { class: "reader", "aria-label": t("tickets.title"), tabindex: -1 });
    const filter = h("div", { class: "switch", role: "group", "aria-label": t("tickets.filter") }, ["all", "open"].map((name) => h("button", {
      type: "button", data: { filter: name }, "aria-pressed": String(name === this.filter), on: { click: () => this.choose(name, filter) },
    }, t(`tickets.filter.${name}`))));
    fill(main, h("div", { class: "split" },
      h("div", { class: "split-list" }, h("header", { class: "page-head" }, h("h1", {}, t("tickets.title")), h("p", {}, t("tickets.intro")), filter), this.list),
      this.reader));
    await this.drawList();
    await this.moved(route);
  }

  choose(name, group) {
    this.filter = name;
    for (const button of group.children) button.setAttribute("aria-pressed", String(button.dataset.filter === name));
    this.drawList();
  }

  async moved([number]) {
    this.number = number ?? null;
    this.mark();
    await this.drawTicket(true);
  }

  async changed(topics) {
    if (!topics.has("tickets") && !topics.has("*")) return;
    await this.drawList();
    await this.drawTicket(false);
  }

  async drawList() {
    const answer = await this.app.quietly(() => get("tickets", { as: this.app.me }), null);
    if (!answer) return;
    const shown = answer.tickets.filter((one) => this.filter === "all" || RUNNING.has(one.status));
    const rows = shown.length ? shown : [{ number: "none" }];
    keyed(this.list, rows, (row) => row.number, (row) => (row.number === "none" ? h("li", { class: "empty" }, t("tickets.empty")) : this.row(row)));
    this.mark();
  }

  row(row) {
    return h("li", {}, h("a", { class: "row", href: `#/tickets/${part(row.number)}`, data: { number: row.number, status: row.status } },
      h("span", { class: "row-top" }, h("span", { class: "mono" }, `#${row.number}`), h("time", { datetime: row.updated }, shortMoment(new Date(row.updated)))),
      h("span", { class: "row-title" }, row.subject),
      h("span", { class: "row-more" }, [row.requester.organisation, row.requester.name].filter(Boolean).join(" · ") || row.requester.email),
      h("span", { class: "chips" }, chip(t(`tickets.status.${row.status}`), row.status), row.marks.map((mark) => chip(mark, "mark")))));
  }

  mark() {
    for (const link of this.list.querySelectorAll("a.row")) {
      if (link.dataset.number === this.number) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  async drawTicket(anew) {
    const { number } = this;
    const ticket = number ? await this.app.quietly(() => get(`tickets/${part(number)}`, { as: this.app.me }), null) : null;
    if (number !== this.number) return;
    if (!ticket) { this.history = null; return fill(this.reader, h("p", { class: "empty" }, icon("ticket", 28), t("tickets.choose"))); }
    if (anew || !this.history) this.frame(ticket);
    fill(this.facts, this.factRows(ticket));
    fill(this.chips, chip(t(`tickets.status.${ticket.status}`), ticket.status), ticket.marks.map((mark) => chip(mark, "mark")), ticket.key ? chip(t("tickets.byBalie"), "balie") : null);
    this.status.value = ticket.status;
    this.form.hidden = ticket.status === "closed";
    const first = { ref: "first", author: ticket.requester.email, public: true, text: ticket.text, at: ticket.created };
    keyed(this.history, [first, ...ticket.entries], (entry) => entry.ref, (entry) => this.entry(entry, ticket));
  }

  frame(ticket) {
    this.facts = h("dl", { class: "facts" });
    this.chips = h("div", { class: "chips" });
    this.history = h("ol", { class: "history", "aria-label": t("tickets.history") });
    const status = field(t("tickets.status"), { kind: "select", value: ticket.status, data: { field: "status" }, options: STATUSES.map((one) => [one, t(`tickets.status.${one}`)]) });
    this.status = status.input;
    this.status.addEventListener("change", async () => {
      const done = await this.app.tell(() => post(`tickets/${part(ticket.number)}/status`, { status: this.status.value }));
      if (!done) await this.drawTicket(true);
    });
    this.form = this.addForm(ticket);
    fill(this.reader, h("article", { class: "letter", data: { ticket: ticket.number } },
      h("p", { class: "mono" }, `#${ticket.number}`), h("h2", {}, ticket.subject), this.chips, h("div", { class: "facts-row" }, this.facts, status.node),
      h("h3", {}, t("tickets.history")), this.history, this.form));
    this.reader.scrollTop = 0;
  }

  addForm(ticket) {
    const text = field(t("tickets.addLabel"), { kind: "textarea", rows: 3, wide: true, required: true, data: { field: "entry" } });
    const people = this.app.names.people();
    const author = field(t("tickets.author"), { kind: "select", value: people.find((one) => one.id === this.app.me)?.email ?? "", options: people.map((one) => [one.email, one.name]), data: { field: "author" } });
    const open = tick(t("tickets.asPublic"), false, { field: "public" });
    const send = async (event) => {
      event.preventDefault();
      const done = await this.app.tell(() => post(`tickets/${part(ticket.number)}/entries`, { author: author.input.value, public: open.input.checked, text: text.input.value }));
      if (done) text.input.value = "";
    };
    return h("form", { class: "form card", data: { form: "entry" }, on: { submit: send } }, text.node, author.node, open.node, h("div", { class: "form-end" }, h("button", { class: "button button-primary", type: "submit" }, t("tickets.add"))));
  }

  entry(entry, ticket) {
    const byCustomer = entry.author === ticket.requester.email && entry.author !== "";
    const kind = byCustomer ? "customer" : entry.public ? "public" : "internal";
    const word = byCustomer ? t("tickets.byCustomer") : entry.public ? t("tickets.public") : t("tickets.internal");
    const drawing = { customer: "person", public: "outbox", internal: "lock" }[kind];
    return h("li", { class: `entry entry-${kind}`, data: { entry: entry.ref, public: String(entry.public) } },
      h("p", { class: "entry-head" }, icon(drawing, 16), h("strong", {}, word), h("span", {}, this.author(entry.author)), h("time", { datetime: entry.at }, shortMoment(new Date(entry.at)))),
      prose(entry.text));
  }

  author(email) {
    return this.app.names.people().find((one) => one.email === email)?.name ?? email;
  }

  factRows(ticket) {
    const person = ticket.requester;
    const rows = [
      [t("tickets.requester"), [person.name, person.organisation, person.email, person.phone].filter(Boolean).join(" · ")],
      [t("tickets.owner"), ticket.owner ? this.author(ticket.owner) : t("tickets.nobody")],
      [t("tickets.queue"), ticket.queue],
      [t("tickets.created"), shortMoment(new Date(ticket.created))],
      ticket.due ? [t("tickets.due"), shortMoment(new Date(ticket.due))] : null,
      ...Object.entries(ticket.fields).map(([name, value]) => [name, value === true ? t("tickets.yes") : value === false ? t("tickets.no") : value ?? ""]),
    ];
    return rows.filter(Boolean).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]);
  }
}
