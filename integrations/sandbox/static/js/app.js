// Where the page starts: it knows who is acting, keeps the workspace, listens to the sandbox and shows one view at a time.

import { get, post, Refused } from "./api.js";
import { CustomerView } from "./customer.js";
import { toast } from "./dom.js";
import { drawFrame } from "./frame.js";
import { current, setLanguage, t } from "./i18n.js";
import { OutboxView } from "./outbox.js";
import { SlackView } from "./slackview.js";
import { listen } from "./stream.js";
import { TicketsView } from "./ticketsview.js";

const FIRST_PERSON = "U0SANNE0001";

class App {
  constructor() {
    this.me = localStorage.getItem("balie.me") || FIRST_PERSON;
    this.workspace = null;
    this.names = {
      user: (id) => this.workspace?.people.find((one) => one.id === id)?.name ?? (id?.startsWith("U0BALIE") ? "Balie" : null),
      channel: (id) => this.workspace?.channels.find((one) => one.id === id)?.name ?? null,
      group: (id) => this.workspace?.groups?.find((one) => one.id === id)?.handle ?? id,
      people: () => this.workspace?.people ?? [],
      channels: () => this.workspace?.channels ?? [],
    };
    this.kinds = { klant: CustomerView, slack: SlackView, uit: OutboxView, tickets: TicketsView };
  }

  async start() {
    setLanguage(current());
    window.addEventListener("hashchange", () => this.route());
    await this.draw();
    this.listen();
  }

  /** Draw everything anew, for instance in another language. */
  async draw() {
    this.view?.unmount?.();
    this.view = null;
    document.title = t("app.title");
    document.querySelector(".skip").textContent = t("app.skip");
    this.frame = drawFrame(this);
    await this.frame.clock.refresh();
    await this.route();
  }

  go(path) {
    const hash = `#/${path}`;
    if (window.location.hash === hash) this.route();
    else window.location.hash = hash;
  }

  async route() {
    const [name, ...rest] = window.location.hash.replace(/^#\/?/, "").split("/").filter(Boolean).map(decodeURIComponent);
    const known = name in this.kinds ? name : "klant";
    this.frame.mark(known);
    if (this.view && this.viewName === known && this.view.moved) return this.view.moved(rest);
    this.view?.unmount?.();
    this.viewName = known;
    this.view = new this.kinds[known](this);
    await this.view.mount(this.frame.main, rest);
  }

  setMe(person) {
    this.me = person;
    localStorage.setItem("balie.me", person);
    this.listen();
  }

  listen() {
    this.stream?.close();
    this.stream = listen(this.me, (topics) => this.changed(topics));
  }

  async changed(topics) {
    if (topics.has("clock") || topics.has("*")) await this.frame.clock.refresh();
    await this.view?.changed?.(topics);
  }

  async loadWorkspace() {
    const asker = this.me;
    const data = await this.quietly(() => get("workspace", { as: asker }), null);
    if (asker !== this.me) return; // the page acts for somebody else by now, and asked again
    if (data) this.workspace = { people: [], channels: [], dms: [], commands: [], shortcuts: [], ...data };
  }

  /** Do something for the user; a refusal is shown and gives false. */
  async tell(work) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      toast(error.status ? t("app.failed", { why: error.message }) : t("app.unreachable"), "problem");
      return false;
    }
  }

  /** Read something in the background; a refusal gives `otherwise`. */
  async quietly(work, otherwise) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return otherwise;
    }
  }

  /** Do something that the app must acknowledge within three seconds; say so when it did not. */
  async acked(work) {
    const answer = await this.tell(work);
    if (answer && answer.acked === false) {
      toast(t("slack.noAck"), "problem");
      return false;
    }
    return answer;
  }

  /** A click or a choice on a message, in a modal or on the home page. */
  async act(container, blockId, element, value, node, values) {
    node?.setAttribute("aria-busy", "true");
    try {
      await this.acked(() => post("actions", { as: this.me, container, block_id: blockId, action_id: element.action_id, value, values }));
    } finally {
      node?.removeAttribute("aria-busy");
    }
  }

  /** Options that the app finds for what was typed, or false. */
  async suggest(container, blockId, element, typed) {
    return this.acked(() => post("suggestions", { as: this.me, container, block_id: blockId, action_id: element.action_id, value: typed }));
  }

  async shortcut(callback, where) {
    await this.acked(() => post("shortcuts", { as: this.me, callback_id: callback, ...where }));
  }
}

new App().start();
