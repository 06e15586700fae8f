// Block Kit on the page: every block kind becomes plain elements with text nodes.

import { append, h, uid } from "./dom.js";
import { control, words } from "./elements.js";
import { mrkdwn } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { t } from "./i18n.js";
import { withEmoji } from "./emoji.js";

/** Nodes for a text object. */
export function text(object, names) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, names);
  return withEmoji(object.text).split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line]));
}

/**
 * Render blocks. `ctx`: {names, act, suggest, kept (Map "block/action" → value typed before), errors ({block_id: text}), headings
 * (level of a header block)}. Returns {nodes, controls: Map "block/action" → control, fields: Map block_id → {element, node}}.
 */
export function renderBlocks(blocks, ctx) {
  const drawn = { nodes: [], controls: new Map(), fields: new Map() };
  for (const [index, block] of (blocks ?? []).entries()) {
    const blockId = block.block_id ?? `#${index}`;
    const draw = KINDS[block.type] ?? unknown;
    const node = draw(block, { ...ctx, blockId, drawn });
    if (!node) continue;
    node.dataset.blockId = blockId;
    node.dataset.block = block.type;
    drawn.nodes.push(node);
  }
  return drawn;
}

function place(element, ctx, extra = {}) {
  const key = `${ctx.blockId}/${element.action_id}`;
  const made = control(element, { names: ctx.names, act: ctx.act, suggest: ctx.suggest, blockId: ctx.blockId, value: ctx.kept?.get(key), reports: true, ...extra });
  if (made?.read) ctx.drawn.controls.set(key, { ...made, blockId: ctx.blockId, actionId: element.action_id });
  return made;
}

function element(one, ctx) {
  if (one.type === "image") return picture(one, "thumb");
  return place(one, ctx)?.node ?? unknown(one);
}

function unknown(block) {
  return h("p", { class: "hint" }, t("slack.unknownBlock", { type: block.type }));
}

/** A picture when it lies on this computer; the page fetches nothing from outside, then it is named instead. */
function picture(block, className) {
  const source = block.image_url ?? block.slack_file?.url ?? "";
  const url = URL.parse?.(source, window.location.origin) ?? null;
  const alt = block.alt_text || t("slack.image");
  if (url && url.origin === window.location.origin) return h("img", { class: className, src: url.pathname + url.search, alt });
  return h("span", { class: "picture-name", role: "img", "aria-label": alt }, `🖼 ${alt}`);
}

const KINDS = {
  header: (block, ctx) => h(`h${ctx.headings ?? 3}`, { class: "b-header" }, words(block.text)),

  divider: () => h("hr", { class: "b-divider" }),

  section: (block, ctx) => {
    const accessory = block.accessory ? h("div", { class: "b-accessory" }, element(block.accessory, ctx)) : null;
    return h("div", { class: "b-section" },
      h("div", { class: "b-section-text" },
        block.text ? h("div", { class: "b-text" }, text(block.text, ctx.names)) : null,
        block.fields ? h("div", { class: "b-fields" }, block.fields.map((field) => h("div", { class: "b-field" }, text(field, ctx.names)))) : null),
      accessory);
  },

  context: (block, ctx) => h("div", { class: "b-context" },
    block.elements.map((one) => (one.type === "image" ? picture(one, "tiny") : h("span", {}, text(one, ctx.names))))),

  actions: (block, ctx) => h("div", { class: "b-actions", role: "group" }, block.elements.map((one) => element(one, ctx))),

  image: (block) => h("figure", { class: "b-image" },
    block.title ? h("figcaption", {}, words(block.title)) : null, picture(block, "large")),

  rich_text: (block, ctx) => h("div", { class: "b-rich" }, richText(block.elements, ctx.names)),

  markdown: (block, ctx) => h("div", { class: "b-text" }, mrkdwn(block.text.replace(/\*\*(.+?)\*\*/g, "*$1*"), ctx.names)),

  input: (block, ctx) => {
    const made = place(block.element, ctx, { label: true, reports: Boolean(block.dispatch_action) });
    if (!made) return unknown(block.element);
    const name = uid("field");
    const hint = block.hint ? h("p", { class: "hint", id: `${name}-hint` }, words(block.hint)) : null;
    const fault = ctx.errors?.[ctx.blockId];
    const error = h("p", { class: "field-error", id: `${name}-error`, hidden: !fault }, fault ?? "");
    const label = [words(block.label), block.optional ? h("span", { class: "optional" }, ` ${t("modal.optional")}`) : null];
    const described = [hint?.id, error.id].filter(Boolean).join(" ");
    const node = made.group
      ? h("fieldset", { class: "b-input", "aria-describedby": described }, h("legend", {}, label), made.node, hint, error)
      : h("div", { class: "b-input" }, h("label", { for: name, id: `${name}-label` }, label), made.node, hint, error);
    if (!made.group) {
      made.input.id = name;
      made.input.setAttribute("aria-describedby", described);
    }
    if (fault) made.input.setAttribute("aria-invalid", "true");
    ctx.drawn.fields.set(ctx.blockId, { node, input: made.input, error, optional: Boolean(block.optional), read: made.read });
    return node;
  },
};

/** Attachments of the older kind: a coloured bar, then blocks or text. */
export function attachments(list, ctx) {
  return (list ?? []).map((one) => append(h("div", { class: "b-attachment" }),
    [one.blocks ? renderBlocks(one.blocks, ctx).nodes : text({ type: "mrkdwn", text: one.text ?? one.fallback ?? "" }, ctx.names)]));
}
