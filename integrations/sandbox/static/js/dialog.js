// Windows over the page and small menus. The browser's own modal dialog keeps the focus inside and everything else inert.

import { fill, h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";

/**
 * Open a window. `onClose("escape" | "cross")` is called when the user asks to close it; it decides what happens.
 * Gives {node, body, foot, setTitle, remove}; `remove` takes it away and puts the focus back where it was.
 */
export function openDialog({ title, className = "", data = {}, onClose, lead = null }) {
  const before = document.activeElement;
  const heading = h("h2", { id: uid("title"), class: "dialog-title" }, title);
  const body = h("div", { class: "dialog-body" });
  const foot = h("div", { class: "dialog-foot" });
  const start = h("div", { class: "dialog-lead" }, lead);
  const cross = h("button", { class: "icon-button", type: "button", "aria-label": t("app.close"), on: { click: () => onClose("cross") } }, icon("close"));
  const node = h("dialog", { class: `dialog ${className}`.trim(), data, "aria-labelledby": heading.id },
    h("div", { class: "dialog-head" }, start, heading, cross), body, foot);
  node.addEventListener("cancel", (event) => { event.preventDefault(); onClose("escape"); });
  document.body.append(node);
  node.showModal();
  return {
    node, body, foot, cross,
    setTitle: (text) => { heading.textContent = text; },
    setLead: (child) => fill(start, child),
    remove: () => {
      node.close();
      node.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    },
  };
}

/** Ask a question; resolves to true when the user agrees. */
export function confirm({ title, text, yes, no, danger = false }) {
  return new Promise((resolve) => {
    const done = (answer) => { dialog.remove(); resolve(answer); };
    const dialog = openDialog({ title, className: "dialog-small", data: { role: "confirm" }, onClose: () => done(false) });
    fill(dialog.body, text);
    fill(dialog.foot,
      h("button", { class: "button", type: "button", on: { click: () => done(false) } }, no),
      h("button", { class: `button ${danger ? "button-danger" : "button-primary"}`, type: "button", on: { click: () => done(true) } }, yes));
    dialog.foot.lastElementChild.focus();
  });
}

/** A button that opens a menu of `items` [{label, description, run}], worked with the arrow keys. */
export function menuButton({ label, content, items, className = "icon-button", data = {} }) {
  const id = uid("menu");
  const button = h("button", { class: className, type: "button", "aria-label": label, title: label, "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": id, data }, content);
  const list = h("div", { class: "menu", id, role: "menu", "aria-label": label, hidden: true });
  const box = h("span", { class: "menu-box" }, button, list);
  const entries = () => [...list.querySelectorAll("[role=menuitem]:not([aria-disabled])")];
  const close = (back) => {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    if (back) button.focus();
  };
  const outside = (event) => { if (!box.contains(event.target)) close(false); };
  const open = () => {
    const rows = items();
    fill(list, rows.map((item) => h("button", {
      class: "menu-item", role: "menuitem", type: "button", tabindex: -1, "aria-disabled": item.run ? null : "true",
      on: { click: () => { if (item.run) { close(true); item.run(); } } },
    }, h("span", {}, item.label), item.description ? h("small", {}, item.description) : null)));
    list.hidden = false;
    list.classList.toggle("menu-up", box.getBoundingClientRect().bottom + list.offsetHeight > window.innerHeight);
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", outside, true);
    entries()[0]?.focus();
  };
  button.addEventListener("click", () => (list.hidden ? open() : close(true)));
  button.addEventListener("keydown", (event) => { if (event.key === "ArrowDown") { event.preventDefault(); open(); } });
  list.addEventListener("keydown", (event) => {
    const all = entries();
    const at = all.indexOf(document.activeElement);
    const step = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (step !== undefined && all.length) { event.preventDefault(); all[step % all.length].focus(); }
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(true); }
    if (event.key === "Tab") close(false);
  });
  return box;
}
