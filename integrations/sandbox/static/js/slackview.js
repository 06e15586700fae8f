// The Slack workspace: who you are, the channels, a conversation, a thread, and the app's own page.

import { get, part, post } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { composer } from "./composer.js";
import { announce, fill, h, keyed } from "./dom.js";
import { bell, icon } from "./icons.js";
import { has, longDay, dayKey, t } from "./i18n.js";
import { avatar, moment, renderMessage, writer } from "./message.js";
import { Modals } from "./modal.js";

const HOME = "home";

const role = (word) => (has(`slack.role.${word}`) ? t(`slack.role.${word}`) : word ?? "");

export class SlackView {
  constructor(app) {
    this.app = app;
    this.modals = new Modals(app);
  }

  async mount(main, [place, thread]) {
    this.place = place;
    this.threadTs = thread ?? null;
    this.side = h("nav", { class: "slack-side", "aria-label": t("slack.label") });
    this.center = h("section", { class: "slack-center" });
    this.aside = h("aside", { class: "slack-thread", "aria-label": t("slack.thread"), hidden: true });
    fill(main, h("h1", { class: "unseen" }, t("slack.label")), h("div", { class: "slack" }, this.side, this.center, this.aside));
    await this.app.loadWorkspace();
    this.drawSide();
    await this.show();
    await this.modals.refresh();
  }

  unmount() {
    this.modals.leave();
    this.place = null;
  }

  /** The route changed inside this view. */
  async moved([place, thread]) {
    const samePlace = place === this.place;
    this.place = place;
    this.threadTs = thread ?? null;
    if (!samePlace) await this.show();
    else await this.showThread();
  }

  async changed(topics) {
    await this.app.loadWorkspace();
    this.drawSide();
    const touched = (topic) => topics.has(topic) || topics.has("*");
    if (touched("views")) await this.modals.refresh();
    if (this.place === HOME && touched("home")) await this.refreshHome();
    if (touched(`channel:${this.place}`)) await this.refresh();
  }

  /** The page now acts for somebody else. */
  async becomes(person) {
    this.modals.leave();
    this.app.setMe(person);
    await this.app.loadWorkspace();
    this.threadTs = null;
    if (!this.conversations().some((one) => one.id === this.place)) this.place = this.place === HOME ? HOME : null;
    this.drawSide();
    await this.show();
    await this.modals.refresh();
    document.getElementById("person")?.focus();
  }

  conversations() {
    return [...(this.app.workspace?.channels ?? []), ...(this.app.workspace?.dms ?? [])];
  }

  here() {
    return this.conversations().find((one) => one.id === this.place) ?? null;
  }

  title(one) {
    return this.app.workspace.channels.includes(one) ? `#${one.name}` : one.name;
  }

  go(place, thread = null) {
    this.app.go(["slack", place, thread].filter(Boolean).map(part).join("/"));
  }

  drawSide() {
    const { workspace, me } = this.app;
    if (!workspace) return;
    const focused = document.activeElement?.dataset?.place;
    const switcher = h("select", { class: "field person-select", id: "person", data: { role: "person" }, on: { change: (event) => this.becomes(event.target.value) } },
      workspace.people.map((one) => h("option", { value: one.id, selected: one.id === me }, `${one.name} · ${role(one.role)}`)));
    const mine = workspace.people.find((one) => one.id === me);
    fill(this.side,
      h("div", { class: "team" }, h("strong", {}, workspace.team?.name ?? workspace.team ?? "")),
      h("div", { class: "person-card" },
        avatar(mine?.name ?? "?", me),
        h("label", { for: "person" }, t("slack.me"), h("strong", { "aria-hidden": "true" }, mine?.name ?? "")), switcher),
      h("ul", { class: "places" }, this.entry({ id: HOME, label: t("slack.home"), drawing: bell(18) })),
      h("h2", { class: "side-title" }, t("slack.channels")),
      h("ul", { class: "places" }, workspace.channels.map((one) => this.entry({ ...one, label: one.name, drawing: icon(one.private ? "lock" : "hash", 17), note: one.private ? t("slack.private") : "" }))),
      h("h2", { class: "side-title" }, t("slack.dms")),
      h("ul", { class: "places" }, workspace.dms.map((one) => this.entry({ ...one, label: one.name, drawing: icon("chat", 17) }))));
    if (focused) [...this.side.querySelectorAll("[data-place]")].find((node) => node.dataset.place === focused)?.focus();
  }

  entry({ id, label, drawing, unread = 0, note = "" }) {
    const count = id === this.place ? 0 : Number(unread); // what is on screen has been read
    return h("li", {}, h("button", {
      class: `place${count ? " place-unread" : ""}`, type: "button", data: { place: id, channel: id === HOME ? null : id },
      "aria-current": id === this.place ? "page" : null, on: { click: () => this.go(id) },
    }, drawing, h("span", { class: "place-name" }, label), note ? h("span", { class: "unseen" }, ` (${note})`) : null,
    count ? h("span", { class: "badge" }, count, h("span", { class: "unseen" }, ` ${t("slack.unread", { n: count })}`)) : null));
  }

  async show() {
    if (!this.place || (this.place !== HOME && !this.here())) this.place = this.app.workspace?.channels[0]?.id ?? HOME;
    this.drawSide();
    this.list = null;
    this.threadList = null;
    this.aside.hidden = true;
    if (this.place === HOME) return this.showHome();
    const one = this.here();
    const name = this.title(one);
    this.list = h("ul", { class: "messages", "aria-label": t("slack.messages", { name }), data: { channel: one.id } });
    this.scroller = h("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": t("slack.messages", { name }) }, this.list);
    const box = composer({
      app: this.app, label: t("slack.compose", { name }), shortcuts: true,
      send: (text) => this.app.tell(() => post("messages", { as: this.app.me, channel: one.id, text })),
      command: (command, text) => this.app.acked(() => post("commands", { as: this.app.me, channel: one.id, command, text })),
    });
    // Who reads the newest message keeps reading it when the room for it changes.
    this.atEnd = true;
    this.scroller.addEventListener("scroll", () => { this.atEnd = nearEnd(this.scroller); });
    new ResizeObserver(() => { if (this.atEnd) toEnd(this.scroller); }).observe(this.scroller);
    fill(this.center,
      h("header", { class: "center-head" }, icon(one.private ? "lock" : name.startsWith("#") ? "hash" : "chat", 18), h("h2", { tabindex: -1, data: { role: "place" } }, one.name),
        one.private ? h("span", { class: "tag" }, t("slack.private")) : null),
      this.scroller, box.node);
    await this.refresh(true);
    await this.showThread();
  }

  async refresh(first = false) {
    if (this.place === HOME || !this.list) return;
    const { place } = this;
    const answer = await this.app.quietly(() => get(`channels/${part(place)}/messages`, { as: this.app.me }), null);
    if (!answer || place !== this.place) return;
    const messages = answer.messages.filter((one) => !one.thread_ts || one.thread_ts === one.ts || one.subtype === "thread_broadcast");
    const atEnd = first || nearEnd(this.scroller);
    const ctx = { app: this.app, channel: place, openThread: (ts) => this.go(place, ts) };
    const rows = messages.length ? withDays(messages) : [{ empty: true }];
    const fresh = keyed(this.list, rows, (row) => row.ts ?? row.day ?? "empty", (row) => this.row(row, ctx));
    if (!first) this.tellNew(fresh.filter((row) => row.ts));
    if (atEnd) toEnd(this.scroller);
    if (this.threadTs && !first) await this.refreshThread();
  }

  row(row, ctx) {
    if (row.day) return h("li", { class: "day" }, h("span", {}, longDay(moment(row.at))));
    if (row.empty) return h("li", { class: "empty" }, t("slack.empty"));
    return renderMessage(row, ctx);
  }

  tellNew(messages) {
    const last = messages.at(-1);
    if (!last) return;
    announce(t("slack.newMessage", { name: this.title(this.here()), who: writer(last, this.app.names), text: (last.text ?? "").slice(0, 200) }));
  }

  async showThread() {
    this.aside.hidden = !this.threadTs;
    if (!this.threadTs) { fill(this.aside); this.threadList = null; return; }
    const { place, threadTs } = this;
    this.threadList = h("ul", { class: "messages", "aria-label": t("slack.thread"), data: { thread: threadTs } });
    const box = composer({
      app: this.app, label: t("slack.composeThread"),
      send: (text) => this.app.tell(() => post("messages", { as: this.app.me, channel: place, text, thread_ts: threadTs })),
    });
    const heading = h("h2", { tabindex: -1 }, t("slack.thread"));
    fill(this.aside,
      h("header", { class: "center-head" }, heading,
        h("button", { class: "icon-button push", type: "button", "aria-label": t("slack.closeThread"), on: { click: () => this.go(place) } }, icon("close"))),
      h("div", { class: "scroller" }, this.threadList), box.node);
    await this.refreshThread();
    box.input.focus({ preventScroll: true });
  }

  async refreshThread() {
    const { place, threadTs } = this;
    if (!this.threadList || !threadTs) return;
    const answer = await this.app.quietly(() => get(`channels/${part(place)}/messages`, { as: this.app.me, thread_ts: threadTs }), null);
    if (!answer || place !== this.place || threadTs !== this.threadTs) return;
    keyed(this.threadList, answer.messages, (one) => one.ts, (one) => renderMessage(one, { app: this.app, channel: place, inThread: true }));
  }

  async showHome() {
    this.homeBox = h("div", { class: "home", data: { role: "home" } });
    fill(this.center,
      h("header", { class: "center-head" }, bell(22), h("h2", { tabindex: -1, data: { role: "place" } }, t("slack.home"))),
      h("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": t("slack.home") }, this.homeBox));
    await this.refreshHome();
    await this.app.tell(() => post("home/open", { as: this.app.me }));
    await this.refreshHome();
  }

  async refreshHome() {
    const answer = await this.app.quietly(() => get("home", { as: this.app.me }), null);
    if (this.place !== HOME || !answer) return;
    const view = answer.view;
    const print = JSON.stringify(view ?? null);
    if (this.homeBox.fingerprint === print) return;
    this.homeBox.fingerprint = print;
    if (!view?.blocks?.length) { fill(this.homeBox, h("p", { class: "empty" }, t("slack.homeEmpty"))); return; }
    const container = { type: "view", view_id: view.id };
    const drawn = renderBlocks(view.blocks, {
      names: this.app.names, headings: 3,
      act: (blockId, element, value, node) => this.app.act(container, blockId, element, value, node, {}),
      suggest: (blockId, element, typed) => this.app.suggest(container, blockId, element, typed),
    });
    this.homeBox.dataset.viewId = view.id ?? "";
    fill(this.homeBox, drawn.nodes);
  }
}

const nearEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 120;

function toEnd(box) {
  box.scrollTop = box.scrollHeight;
}

/** Messages with a row before the first of each day. */
function withDays(messages) {
  const rows = [];
  let day = "";
  for (const message of messages) {
    const next = dayKey(moment(message.ts));
    if (next !== day) rows.push({ day: `day-${next}`, at: message.ts });
    day = next;
    rows.push(message);
  }
  return rows;
}
