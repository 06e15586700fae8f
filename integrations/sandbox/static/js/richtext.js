// Block kind "rich_text": text that arrives as a tree of elements instead of markup.

import { emoji, withEmoji } from "./emoji.js";
import { h } from "./dom.js";
import { longDay } from "./i18n.js";
import { link } from "./mrkdwn.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code" };

/** Nodes for the elements of a rich_text block. */
export function richText(elements, names) {
  return (elements ?? []).map((element) => PARTS[element.type]?.(element, names) ?? null);
}

const PARTS = {
  rich_text_section: (part, names) => h("div", { class: "rich-section" }, leaves(part, names)),
  rich_text_quote: (part, names) => h("blockquote", { class: "quote" }, leaves(part, names)),
  rich_text_preformatted: (part, names) => h("pre", { class: "code-block" }, leaves(part, names)),
  rich_text_list: (part, names) =>
    h(part.style === "ordered" ? "ol" : "ul", { class: "rich-list", start: part.offset ? part.offset + 1 : null, data: { indent: part.indent ?? 0 } },
      (part.elements ?? []).map((item) => h("li", {}, leaves(item, names)))),
};

const leaves = (part, names) => (part.elements ?? []).map((leaf) => styled(leaf, bare(leaf, names)));

function styled(leaf, node) {
  return Object.entries(STYLES).reduce((inner, [style, tag]) => (leaf.style?.[style] ? h(tag, { class: tag === "code" ? "code" : null }, inner) : inner), node);
}

function bare(leaf, names) {
  switch (leaf.type) {
    case "text": return leaf.text.split("\n").flatMap((line, index) => (index ? [h("br"), withEmoji(line)] : [withEmoji(line)]));
    case "link": return link(leaf.url, leaf.text || leaf.url);
    case "emoji": return emoji(leaf.name);
    case "user": return mention(`@${names.user(leaf.user_id) ?? leaf.user_id}`);
    case "channel": return mention(`#${names.channel(leaf.channel_id) ?? leaf.channel_id}`);
    case "usergroup": return mention(`@${names.group(leaf.usergroup_id)}`);
    case "broadcast": return mention(`@${leaf.range}`);
    case "date": return h("time", {}, leaf.fallback || longDay(new Date(leaf.timestamp * 1000)));
    default: return "";
  }
}

const mention = (text) => h("span", { class: "mention" }, text);
