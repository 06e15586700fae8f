// The chat's modals: a stack of views that the app opens, fills and closes; the top one is shown.

import { get, part, post } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { announce, fill, h } from "./dom.js";
import { openDialog } from "./dialog.js";
import { words } from "./elements.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";

export class Modals {
  constructor(app) {
    this.app = app;
    this.shown = null;
    this.turn = 0;
    this.typed = new Map(); // view id → what was filled in, so that a view that was covered comes back as it was
  }

  /** Ask which views are open and draw the top one. */
  async refresh() {
    const turn = ++this.turn;
    const me = this.app.me;
    const { views } = await this.app.quietly(() => get("views", { as: me }), { views: [] });
    if (turn !== this.turn || me !== this.app.me) return;
    const stack = views.map((one) => ({ ...(one.view ?? one), ...one, view: undefined })).filter((view) => view.type !== "home");
    const top = stack.at(-1);
    const open = new Set(stack.map((view) => view.id));
    for (const id of this.typed.keys()) if (!open.has(id)) this.typed.delete(id);
    if (!top) return this.leave();
    if (this.shown && this.shown.id !== top.id) this.leave();
    if (!this.shown) this.open(top, stack.length);
    else if (this.shown.hash !== top.hash || this.shown.depth !== stack.length) this.draw(top, stack.length);
    if (top.errors && Object.keys(top.errors).length) this.showErrors(top.errors);
  }

  /** Take the window away without telling the app. */
  leave() {
    this.remember();
    this.shown?.dialog.remove();
    this.shown = null;
  }

  remember() {
    for (const [key, control] of this.shown?.drawn?.controls ?? []) this.shown.kept.set(key, control.read());
  }

  open(view, depth) {
    const dialog = openDialog({ title: words(view.title), className: "dialog-view", data: { viewId: view.id }, onClose: (by) => this.close(by === "cross") });
    const form = h("form", { class: "view-form", novalidate: true, on: { submit: (event) => { event.preventDefault(); this.submit(); } } });
    fill(dialog.body, form);
    if (!this.typed.has(view.id)) this.typed.set(view.id, new Map());
    this.shown = { id: view.id, dialog, form, kept: this.typed.get(view.id) };
    this.draw(view, depth);
    const first = form.querySelector("input, select, textarea, summary") ?? form.querySelector("button") ?? dialog.foot.querySelector("button");
    (first ?? dialog.cross).focus();
  }

  draw(view, depth) {
    const shown = this.shown;
    const focused = document.activeElement?.dataset?.actionId;
    this.remember();
    Object.assign(shown, { hash: view.hash, depth, view });
    shown.dialog.node.dataset.callbackId = view.callback_id ?? "";
    shown.dialog.setTitle(words(view.title));
    shown.dialog.setLead(depth > 1
      ? h("button", { class: "icon-button", type: "button", "aria-label": t("modal.back"), on: { click: () => this.close() } }, icon("back"))
      : null);
    const container = { type: "view", view_id: shown.id };
    shown.drawn = renderBlocks(view.blocks, {
      names: this.app.names, kept: shown.kept, headings: 3,
      act: (blockId, element, value, node) => this.app.act(container, blockId, element, value, node, this.values()),
      suggest: (blockId, element, typed) => this.app.suggest(container, blockId, element, typed),
    });
    shown.alert = h("p", { class: "form-alert", role: "alert", hidden: true });
    fill(shown.form, shown.alert, shown.drawn.nodes);
    const submit = view.submit || shown.drawn.fields.size
      ? h("button", { class: "button button-primary", type: "button", data: { role: "submit" }, on: { click: () => this.submit() } }, words(view.submit) || t("modal.submit"))
      : null;
    fill(shown.dialog.foot,
      h("button", { class: "button", type: "button", data: { role: "close" }, on: { click: () => this.close() } }, words(view.close) || t("modal.close")),
      submit);
    if (focused) [...shown.dialog.node.querySelectorAll("[data-action-id]")].find((node) => node.dataset.actionId === focused)?.focus();
  }

  /** What is filled in now: {block_id: {action_id: plain value}}. */
  values() {
    const out = {};
    for (const control of this.shown?.drawn.controls.values() ?? []) (out[control.blockId] ??= {})[control.actionId] = control.read();
    return out;
  }

  async submit() {
    const shown = this.shown;
    const missing = {};
    for (const [blockId, field] of shown.drawn.fields) {
      const value = field.read();
      const empty = value === null || (Array.isArray(value) && value.length === 0);
      if (empty && !field.optional) missing[blockId] = t("modal.required");
      else if (field.input.validity && !field.input.validity.valid) missing[blockId] = field.input.validationMessage;
    }
    this.showErrors(missing);
    if (Object.keys(missing).length) return;
    const answer = await this.busy(() => post(`views/${part(shown.id)}/submit`, { as: this.app.me, values: this.values() }));
    if (!answer) return;
    const silent = answer.acked === false && answer.checked_by !== "client";
    if (answer.errors && Object.keys(answer.errors).length && !silent) this.showErrors(answer.errors);
    else await this.refresh();
    if (silent) this.warn(t("slack.noAck"));
  }

  /** Close the top view, or with the cross all of them. */
  async close(everything = false) {
    const shown = this.shown;
    if (!shown || shown.closing) return; // a browser may say "cancel" twice for one Escape
    shown.closing = true;
    await this.app.tell(() => post(`views/${part(shown.id)}/close`, { as: this.app.me, everything }));
    shown.closing = false;
    await this.refresh();
  }

  async busy(work) {
    const { foot } = this.shown.dialog;
    const buttons = [...foot.querySelectorAll("button")];
    buttons.forEach((button) => { button.disabled = true; });
    foot.setAttribute("aria-busy", "true");
    try {
      return await this.app.tell(work);
    } finally {
      foot.removeAttribute("aria-busy");
      buttons.forEach((button) => { button.disabled = false; });
    }
  }

  warn(text) {
    if (!this.shown) return;
    this.shown.alert.textContent = text;
    this.shown.alert.hidden = !text;
  }

  showErrors(errors) {
    const shown = this.shown;
    let first = null;
    for (const [blockId, field] of shown.drawn.fields) {
      const fault = errors[blockId];
      field.error.textContent = fault ?? "";
      field.error.hidden = !fault;
      field.node.classList.toggle("has-error", Boolean(fault));
      if (fault) field.input.setAttribute("aria-invalid", "true");
      else field.input.removeAttribute("aria-invalid");
      if (fault) first ??= field.input;
    }
    // An error of no field is the client's own trouble with reaching the app.
    this.warn(errors[""] ? t("slack.noAck") : Object.keys(errors).length ? t("modal.errors") : "");
    if (first) { first.focus(); announce(t("modal.errors")); }
  }
}
