// What Balie sent by mail: a list, and one message with its headers.

import { get, part } from "./api.js";
import { fill, h, keyed } from "./dom.js";
import { chip, prose } from "./forms.js";
import { icon } from "./icons.js";
import { longDay, clockTime, shortMoment, t } from "./i18n.js";

export class OutboxView {
  constructor(app) {
    this.app = app;
  }

  async mount(main, route) {
    this.list = h("ul", { class: "rows", "aria-label": t("outbox.list"), data: { list: "outbox" } });
    this.reader = h("section", { class: "reader", "aria-label": t("outbox.title"), tabindex: -1 });
    fill(main, h("div", { class: "split" },
      h("div", { class: "split-list" }, h("header", { class: "page-head" }, h("h1", {}, t("outbox.title")), h("p", {}, t("outbox.intro"))), this.list),
      this.reader));
    await this.drawList();
    await this.moved(route);
  }

  async moved([id]) {
    this.id = id ?? null;
    this.mark();
    await this.drawMessage();
  }

  async changed(topics) {
    if (topics.has("mail") || topics.has("*")) await this.drawList();
  }

  async drawList() {
    const answer = await this.app.quietly(() => get("mail/outbox"), null);
    if (!answer) return;
    const rows = answer.messages.length ? answer.messages : [{ id: "none" }];
    keyed(this.list, rows, (row) => row.id, (row) => (row.id === "none" ? h("li", { class: "empty" }, t("outbox.empty")) : this.row(row)));
    this.mark();
  }

  row(row) {
    return h("li", {}, h("a", { class: "row", href: `#/uit/${part(row.id)}`, data: { mail: row.id } },
      h("span", { class: "row-top" }, h("span", { class: "row-who" }, row.recipients.join(", ")), h("time", { datetime: row.at }, shortMoment(new Date(row.at)))),
      h("span", { class: "row-title" }, row.subject || t("outbox.noSubject")),
      h("span", { class: "row-more" }, row.text.slice(0, 140)),
      row.duplicate ? chip(t("outbox.duplicate"), "problem") : null));
  }

  mark() {
    for (const link of this.list.querySelectorAll("a.row")) {
      if (link.dataset.mail === this.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  async drawMessage() {
    const { id } = this;
    const mail = id ? await this.app.quietly(() => get(`mail/${part(id)}`), null) : null;
    if (id !== this.id) return;
    if (!mail) return fill(this.reader, h("p", { class: "empty" }, icon("outbox", 28), t("outbox.choose")));
    const at = new Date(mail.at);
    fill(this.reader, h("article", { class: "letter", data: { mail: mail.id } },
      h("h2", {}, mail.subject || t("outbox.noSubject")),
      h("dl", { class: "facts" },
        fact(t("outbox.from"), mail.from), fact(t("outbox.to"), mail.to),
        fact(t("outbox.envelope"), `${mail.envelope_from || t("outbox.emptySender")} → ${mail.recipients.join(", ")}`),
        fact("", `${longDay(at)}, ${clockTime(at)}`)),
      mail.duplicate ? h("p", { class: "notice" }, icon("alert", 17), t("outbox.duplicate")) : null,
      h("div", { class: "paper" }, prose(mail.text)),
      mail.attachments.length ? h("div", {}, h("h3", {}, t("outbox.attachments")), h("ul", { class: "files" }, mail.attachments.map((one) => h("li", {}, icon("attach", 16), `${one.name} · ${one.type} · ${one.size} B`)))) : null,
      h("details", {}, h("summary", {}, t("outbox.headers")), h("dl", { class: "headers" }, mail.headers.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]))),
      h("details", {}, h("summary", {}, t("outbox.raw")), h("pre", { class: "code-block", tabindex: 0 }, mail.raw))));
    this.reader.scrollTop = 0;
  }
}

const fact = (name, value) => [h("dt", {}, name), h("dd", {}, value)];
