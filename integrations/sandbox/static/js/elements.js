// Block Kit's controls. A control gives its node, what to label, and `read()`: the plain value that a submission carries
// (text, date, option value, id, or a list of them; null for nothing).

import { h, uid } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { confirm, menuButton } from "./dialog.js";
import { external } from "./external.js";
import { fromLocalInput, localInput, t } from "./i18n.js";
import { icon } from "./icons.js";
import { typed } from "./typing.js";
import { follow, unescape } from "./mrkdwn.js";

/** The words of a text object or string, without markup. */
export const words = (text) => withEmoji(typeof text === "string" ? text : text?.type === "mrkdwn" ? unescape(text.text) : text?.text ?? "");

/**
 * Make a control for `element`. `ctx`: {blockId, names, act(blockId, element, value, node), suggest(blockId, element, typed), value (kept from before, or
 * undefined), reports: whether a change is sent at once}. Returns {node, input, group, read} or null for an unknown kind.
 */
export function control(element, ctx) {
  return KINDS[element.type]?.(element, ctx) ?? null;
}

/** Ask when the element says so, then report what was done. */
async function report(element, ctx, value, node, option = null) {
  const question = option?.confirm ?? element.confirm;
  if (question) {
    const agreed = await confirm({
      title: words(question.title) || t("modal.confirm"), text: words(question.text),
      yes: words(question.confirm) || t("modal.yes"), no: words(question.deny) || t("modal.no"), danger: question.style === "danger",
    });
    if (!agreed) return;
  }
  await ctx.act(ctx.blockId, element, value, node);
}

const marks = (element, ctx) => ({ actionId: element.action_id, blockId: ctx.blockId, kind: element.type });

function button(element, ctx) {
  const style = { primary: "button-primary", danger: "button-danger" }[element.style] ?? "";
  const node = h("button", { class: `button ${style}`.trim(), type: "button", data: { ...marks(element, ctx), value: element.value }, "aria-label": element.accessibility_label },
    words(element.text));
  node.addEventListener("click", () => {
    follow(element.url);
    report(element, ctx, null, node);
  });
  return { node, input: node, read: null };
}

function overflow(element, ctx) {
  const node = menuButton({
    label: t("modal.menu"), content: icon("more"), data: marks(element, ctx), className: "button button-square",
    items: () => element.options.map((option) => ({
      label: words(option.text), description: words(option.description),
      run: () => {
        follow(option.url);
        report(element, ctx, { selected_option: option }, node);
      },
    })),
  });
  return { node, input: node.firstElementChild, read: null };
}

const oneOption = (raw) => ({ value: raw.value, label: words(raw.text), description: words(raw.description), raw });

/** Options as [{value, label, raw}] or groups of them. */
function choices(element, ctx) {
  if (element.option_groups) return element.option_groups.map((group) => ({ label: words(group.label), options: group.options.map(oneOption) }));
  if (element.type.includes("users_select")) return ctx.names.people().map((person) => ({ value: person.id, label: person.name, raw: person.id }));
  if (/(conversations|channels)_select/.test(element.type)) return ctx.names.channels().map((channel) => ({ value: channel.id, label: `#${channel.name}`, raw: channel.id }));
  return (element.options ?? (element.initial_option ? [element.initial_option] : element.initial_options ?? [])).map(oneOption);
}

/** The name under which a choice is reported: selected_option, selected_users … */
function chosenName(type, several) {
  const kind = type.includes("users") ? "user" : type.includes("conversations") ? "conversation" : type.includes("channels") ? "channel" : "option";
  return `selected_${kind}${several ? "s" : ""}`;
}

function initial(element) {
  return element.initial_option?.value ?? element.initial_user ?? element.initial_conversation ?? element.initial_channel ?? null;
}

function select(element, ctx) {
  const all = choices(element, ctx);
  const flat = all.flatMap((one) => one.options ?? [one]);
  const chosen = ctx.value === undefined ? initial(element) : ctx.value;
  const make = (one) => h("option", { value: one.value, selected: one.value === chosen }, one.label);
  const input = h("select", { class: "field", data: marks(element, ctx), "aria-label": ctx.label ? null : words(element.placeholder) || t("modal.choose") },
    h("option", { value: "" }, words(element.placeholder) || t("modal.choose")),
    all.map((one) => (one.options ? h("optgroup", { label: one.label }, one.options.map(make)) : make(one))));
  input.addEventListener("change", () => {
    const picked = flat.find((one) => one.value === input.value);
    if (ctx.reports) report(element, ctx, { [chosenName(element.type, false)]: picked?.raw ?? null }, input);
  });
  return { node: input, input, read: () => input.value || null };
}

function lookup(element, ctx) {
  const found = (answer) => [...answer.options, ...answer.option_groups.flatMap((group) => group.options)].map(oneOption);
  return external(element, ctx, marks(element, ctx), choices(element, ctx), found, (raw, node) => {
    if (ctx.reports) report(element, ctx, { selected_option: raw }, node);
  });
}

/** Radio buttons, checkboxes and the multi-selects: a group of boxes to tick. */
function ticks(element, ctx, kind) {
  const several = kind === "checkbox";
  const all = choices(element, ctx).flatMap((one) => one.options ?? [one]);
  const first = (element.initial_options ?? []).map((option) => option.value).concat(element.initial_users ?? [], element.initial_channels ?? [], element.initial_conversations ?? []);
  const chosen = new Set(ctx.value === undefined ? (several ? first : [initial(element)]) : [ctx.value].flat());
  const group = uid("group");
  const boxes = all.map((one) => {
    const input = h("input", { type: kind, name: group, value: one.value, checked: chosen.has(one.value) });
    return { one, input, row: h("label", { class: "tick" }, input, h("span", {}, one.label, one.description ? h("small", {}, one.description) : null)) };
  });
  const node = h("div", { class: "ticks", data: marks(element, ctx) }, boxes.map((box) => box.row));
  const picked = () => boxes.filter((box) => box.input.checked).map((box) => box.one);
  node.addEventListener("change", () => {
    if (!ctx.reports) return;
    const raw = picked().map((one) => one.raw);
    report(element, ctx, { [chosenName(element.type, several)]: several ? raw : raw[0] ?? null }, node);
  });
  const read = () => { const values = picked().map((one) => one.value); return several ? values : values[0] ?? null; };
  return { node, input: boxes[0]?.input ?? node, group: true, read };
}

function multi(element, ctx) {
  const inner = ticks(element, ctx, "checkbox");
  const summary = h("summary", { class: "field multi-summary" });
  const say = () => {
    const n = inner.read().length;
    summary.textContent = n ? t("modal.chosen", { n }) : words(element.placeholder) || t("modal.choose");
  };
  say();
  inner.node.addEventListener("change", say);
  return { ...inner, node: h("details", { class: "multi" }, summary, inner.node), input: summary };
}

function picker(element, ctx, type, first, name, out) {
  const kept = ctx.value === undefined ? first : ctx.value;
  const shown = kept && type === "datetime-local" ? localInput(new Date(Number(kept) * 1000)) : kept;
  const input = h("input", { class: "field", type, value: shown ?? null, data: marks(element, ctx), "aria-label": ctx.label ? null : words(element.placeholder) || t("modal.choose") });
  const read = () => (input.value ? out(input.value) : null);
  input.addEventListener("change", () => { if (ctx.reports) report(element, ctx, { [name]: read() }, input); });
  return { node: input, input, read };
}

const same = (value) => value;

const KINDS = {
  button, overflow,
  workflow_button: (element, ctx) => button({ ...element, url: null }, ctx),
  static_select: select, external_select: lookup, users_select: select, conversations_select: select, channels_select: select,
  multi_static_select: multi, multi_external_select: multi, multi_users_select: multi, multi_conversations_select: multi, multi_channels_select: multi,
  radio_buttons: (element, ctx) => ticks(element, ctx, "radio"),
  checkboxes: (element, ctx) => ticks(element, ctx, "checkbox"),
  datepicker: (element, ctx) => picker(element, ctx, "date", element.initial_date, "selected_date", same),
  timepicker: (element, ctx) => picker(element, ctx, "time", element.initial_time, "selected_time", (text) => text.slice(0, 5)),
  datetimepicker: (element, ctx) => picker(element, ctx, "datetime-local", element.initial_date_time, "selected_date_time", fromLocalInput),
  plain_text_input: (element, ctx) => typed(element, ctx, element.multiline ? "textarea" : "text", report),
  rich_text_input: (element, ctx) => typed(element, ctx, "textarea", report),
  number_input: (element, ctx) => typed(element, ctx, "number", report),
  email_text_input: (element, ctx) => typed(element, ctx, "email", report),
  url_text_input: (element, ctx) => typed(element, ctx, "url", report),
  file_input: () => { const node = h("p", { class: "hint" }, t("modal.noFiles")); return { node, input: node, read: () => null }; },
};
