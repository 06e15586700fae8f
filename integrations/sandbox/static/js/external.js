// A choice whose options the app looks up while somebody types.

import { fill, h } from "./dom.js";
import { t } from "./i18n.js";

const PAUSE_MS = 250;
const SHORTEST = 3;

/**
 * A control of a search box and the options that the app found. `options(answer)` turns the app's answer into
 * [{value, label, raw}]; `chosen(raw)` is called with what was picked.
 */
export function external(element, ctx, marks, first, options, chosen) {
  const known = new Map(first.map((one) => [one.value, one]));
  const kept = ctx.value === undefined ? first[0]?.value ?? null : ctx.value;
  const select = h("select", { class: "field", data: marks, "aria-label": ctx.label ? null : t("modal.choose") });
  const search = h("input", { class: "field", type: "search", "aria-label": t("modal.search"), placeholder: element.placeholder?.text ?? t("modal.search"), autocomplete: "off" });
  const show = (rows, value) => fill(select, h("option", { value: "" }, t("modal.choose")), rows.map((one) => h("option", { value: one.value, selected: one.value === value }, one.label)));
  show(kept && !known.has(kept) ? [{ value: kept, label: kept }] : first, kept);
  let wait = 0;
  search.addEventListener("input", () => {
    window.clearTimeout(wait);
    const typed = search.value.trim();
    if (typed.length < (element.min_query_length ?? SHORTEST)) return;
    wait = window.setTimeout(async () => {
      const answer = await ctx.suggest?.(ctx.blockId, element, typed);
      if (!answer || search.value.trim() !== typed) return;
      const rows = options(answer);
      rows.forEach((one) => known.set(one.value, one));
      show(rows, select.value);
    }, PAUSE_MS);
  });
  select.addEventListener("change", () => chosen(known.get(select.value)?.raw ?? null, select));
  return { node: h("div", { class: "external" }, search, select), input: select, read: () => select.value || null };
}
