// The controls that are typed into: one line, many lines, a number, an address.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";

/** A control for a text-like element; `report` tells the app when the element asked for that. */
export function typed(element, ctx, type, report) {
  const value = ctx.value === undefined ? element.initial_value ?? null : ctx.value;
  const shared = {
    class: "field", data: { actionId: element.action_id, blockId: ctx.blockId, kind: element.type }, placeholder: withEmoji(element.placeholder?.text) || null,
    minlength: element.min_length, maxlength: element.max_length, autocomplete: "off",
  };
  const numeric = { min: element.min_value, max: element.max_value, step: element.is_decimal_allowed ? "any" : null, inputmode: "decimal" };
  const input = type === "textarea"
    ? h("textarea", { ...shared, rows: 4 }, value)
    : h("input", { ...shared, type, value, ...(type === "number" ? numeric : {}) });
  const asks = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  if (ctx.reports && asks.includes("on_character_entered")) {
    let wait = 0;
    input.addEventListener("input", () => {
      window.clearTimeout(wait);
      wait = window.setTimeout(() => report(element, ctx, { value: input.value }, input), 350);
    });
  }
  if (ctx.reports && asks.includes("on_enter_pressed")) {
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      report(element, ctx, { value: input.value }, input);
    });
  }
  return { node: input, input, read: () => input.value || null };
}
