// Where people type: a text box that knows the app's slash commands.

import { fill, h, toast, uid } from "./dom.js";
import { menuButton } from "./dialog.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";

/**
 * A composer. `send(text)` and `command(command, text)` give a promise; what was typed stays until it is fulfilled with
 * something other than false.
 */
export function composer({ app, label, placeholder, send, command, shortcuts = false }) {
  const listId = uid("hints");
  const input = h("textarea", {
    class: "composer-input", rows: 1, "aria-label": label, placeholder: placeholder ?? label, role: command ? "combobox" : null,
    "aria-expanded": command ? "false" : null, "aria-controls": command ? listId : null, "aria-autocomplete": command ? "list" : null, autocomplete: "off",
  });
  const hints = h("div", { class: "hints", id: listId, role: "listbox", "aria-label": t("slack.commands"), hidden: true });
  const button = h("button", { class: "icon-button send", type: "submit", "aria-label": t("slack.send"), title: t("slack.send") }, icon("send"));
  const global = () => (app.workspace?.shortcuts ?? []).filter((one) => one.type === "global");
  const menu = shortcuts
    ? menuButton({ label: t("slack.shortcuts"), content: icon("bolt"), items: () => (global().length ? global().map((one) => ({ label: one.name, description: one.description, run: () => app.shortcut(one.callback_id, {}) })) : [{ label: t("slack.noShortcuts") }]) })
    : null;
  const form = h("form", { class: "composer", on: { submit: (event) => { event.preventDefault(); go(); } } }, hints, h("div", { class: "composer-box" }, menu, input, button));
  let at = 0;

  const matches = () => {
    if (!command || !/^\/\S*$/.test(input.value)) return [];
    return (app.workspace?.commands ?? []).filter((one) => one.command.startsWith(input.value));
  };
  const showHints = () => {
    const rows = matches();
    at = Math.min(at, Math.max(rows.length - 1, 0));
    hints.hidden = rows.length === 0;
    input.setAttribute("aria-expanded", String(rows.length > 0));
    fill(hints, rows.map((one, index) => h("div", {
      class: "hint-row", role: "option", id: `${listId}-${index}`, "aria-selected": String(index === at),
      on: { pointerdown: (event) => { event.preventDefault(); take(one); } },
    }, h("strong", {}, one.command), one.usage_hint ? h("code", {}, one.usage_hint) : null, h("span", {}, one.description ?? ""))));
    if (rows.length) input.setAttribute("aria-activedescendant", `${listId}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const take = (one) => {
    input.value = `${one.command} `;
    showHints();
    input.focus();
  };
  const grow = () => { input.rows = Math.min(8, input.value.split("\n").length); };

  const go = async () => {
    const text = input.value.trim();
    if (!text || button.disabled) return;
    const [word, ...rest] = text.split(/\s/);
    button.disabled = true;
    try {
      let done;
      if (command && word.startsWith("/")) {
        const known = (app.workspace?.commands ?? []).some((one) => one.command === word);
        if (!known) { toast(t("slack.badCommand", { command: word }), "problem"); return; }
        done = await command(word, rest.join(" ").trim());
      } else done = await send(text);
      if (done === false) return;
      input.value = "";
      grow();
      showHints();
    } finally {
      button.disabled = false;
    }
  };

  input.addEventListener("input", () => { at = 0; grow(); showHints(); });
  input.addEventListener("blur", () => { hints.hidden = true; input.setAttribute("aria-expanded", "false"); });
  input.addEventListener("keydown", (event) => {
    const rows = hints.hidden ? [] : matches();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (rows.length && step) { event.preventDefault(); at = (at + step + rows.length) % rows.length; showHints(); return; }
    if (rows.length && event.key === "Escape") { event.preventDefault(); hints.hidden = true; input.setAttribute("aria-expanded", "false"); return; }
    if (rows.length && (event.key === "Tab" || event.key === "Enter") && rows[at].command !== input.value.trim()) { event.preventDefault(); take(rows[at]); return; }
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); go(); }
  });
  return { node: form, input };
}
