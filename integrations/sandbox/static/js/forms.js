// Labelled fields for the page's own forms.

import { h, uid } from "./dom.js";

/** A labelled field: {node, input}. `kind`: text, email, tel, date, file, textarea, or select with `options` [[value, label]]. */
export function field(label, { kind = "text", value = "", required = false, options = [], hint = "", wide = false, data = {}, rows = 7, autocomplete = "off", multiple = false } = {}) {
  const id = uid("f");
  const shared = { id, class: "field", required, data, "aria-describedby": hint ? `${id}-hint` : null };
  const input = kind === "textarea" ? h("textarea", { ...shared, rows }, value)
    : kind === "select" ? h("select", shared, options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)))
      : h("input", { ...shared, type: kind, value: kind === "file" ? null : value, autocomplete, multiple });
  const node = h("div", { class: `form-row${wide ? " form-wide" : ""}` }, h("label", { for: id }, label, required ? h("span", { class: "must", "aria-hidden": "true" }, " *") : null), input,
    hint ? h("p", { class: "hint", id: `${id}-hint` }, hint) : null);
  return { node, input };
}

/** A labelled box to tick: {node, input}. */
export function tick(label, checked = false, data = {}) {
  const input = h("input", { type: "checkbox", checked, data });
  return { node: h("label", { class: "tick form-wide" }, input, h("span", {}, label)), input };
}

/** Words of a message or ticket, with their line breaks. */
export const prose = (text) => h("div", { class: "prose" }, text);

/** A word in a coloured frame; the word says it all, the colour only helps. */
export const chip = (text, kind = "") => h("span", { class: `chip ${kind ? `chip-${kind}` : ""}`.trim() }, text);
