// The chat's light markup, turned into nodes. Data never becomes markup of the page: every piece ends in a text node,
// and a link is made only for schemes that cannot run anything.

import { withEmoji } from "./emoji.js";
import { clockTime, dayKey, longDay, shortDay } from "./i18n.js";
import { h } from "./dom.js";

const SAFE_LINK = /^(https?:|mailto:|tel:)/i;
const MARKS = { "*": "strong", _: "em", "~": "s" };

/** Undo the escaping of & < > that senders must apply. */
export const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** A link, or only its label when its scheme is not one of the harmless ones. Links to this page stay in this window. */
export function link(href, label) {
  if (!SAFE_LINK.test(href)) return h("span", {}, label);
  const inside = href.startsWith(`${window.location.origin}/#`);
  return h("a", { href, target: inside ? null : "_blank", rel: "noopener noreferrer" }, label);
}

/** Follow the address of a button or menu option the way a link would. */
export function follow(url) {
  const anchor = url ? link(url, "") : null;
  if (anchor instanceof HTMLAnchorElement) anchor.click();
}

/** Nodes for a mrkdwn text. `names` finds names: `names.user(id)`, `names.channel(id)`, `names.group(id)`. */
export function mrkdwn(text, names) {
  const pieces = [];
  for (const [index, piece] of String(text ?? "").split(/```/).entries()) {
    if (index % 2 === 1) pieces.push(h("pre", { class: "code-block" }, unescape(piece.replace(/^\n|\n$/g, ""))));
    else pieces.push(...lines(piece, names));
  }
  return pieces;
}

function lines(text, names) {
  const out = [];
  let quote = null;
  for (const [index, line] of text.split("\n").entries()) {
    const quoted = line.match(/^(?:&gt;|>)\s?(.*)$/);
    if (quoted) {
      if (quote) quote.append(h("br"));
      else out.push(quote = h("blockquote", { class: "quote" }));
      quote.append(...inline(quoted[1], names));
      continue;
    }
    if (index > 0 && !quote) out.push(h("br"));
    quote = null;
    out.push(...inline(line, names));
  }
  return out;
}

const TOKEN = /`([^`]+)`|<([^<>]+)>/g;

function inline(text, names) {
  // Code and <…> are taken out first, because marks do not work inside them; a private-use character holds their place.
  const kept = [];
  const bare = text.replace(TOKEN, (whole, code, angle) => {
    kept.push(code === undefined ? special(angle, names) : h("code", { class: "code" }, unescape(code)));
    return `\uE000${kept.length - 1}\uE001`;
  });
  return marked(bare, kept);
}

function marked(text, kept) {
  const match = text.match(/(^|[^\p{L}\p{N}])([*_~])(?=\S)(.*?\S)\2(?=$|[^\p{L}\p{N}])/u);
  if (!match) return plain(text, kept);
  const start = match.index + match[1].length;
  const end = match.index + match[0].length;
  return [
    ...plain(text.slice(0, start), kept),
    h(MARKS[match[2]], {}, marked(match[3], kept)),
    ...marked(text.slice(end), kept),
  ];
}

function plain(text, kept) {
  return text.split(/(\uE000\d+\uE001)/).filter(Boolean).flatMap((piece) => {
    const place = piece.match(/^\uE000(\d+)\uE001$/);
    return place && kept[Number(place[1])] ? [kept[Number(place[1])]] : addresses(unescape(piece));
  });
}

const ADDRESS = /(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)])/;

/** Text in which bare web addresses are links, as the chat makes them. */
function addresses(text) {
  return text.split(ADDRESS).filter(Boolean).map((piece) => (ADDRESS.test(piece) ? link(piece, piece) : document.createTextNode(withEmoji(piece))));
}

/** What stands between < and >: a person, a channel, a group, a date, a link. */
function special(inner, names) {
  const [target, ...rest] = inner.split("|");
  const label = unescape(rest.join("|"));
  if (target.startsWith("@")) return mention(`@${names.user(target.slice(1)) ?? (label || target.slice(1))}`);
  if (target.startsWith("#")) return mention(`#${names.channel(target.slice(1)) ?? (label || target.slice(1))}`);
  if (target.startsWith("!subteam^")) return mention(label || `@${names.group(target.slice(9))}`);
  if (target.startsWith("!date^")) return moment(target, label);
  if (target.startsWith("!")) return mention(`@${target.slice(1)}`, "loud");
  const href = unescape(target);
  if (!/^[a-z][a-z0-9+.-]*:/i.test(href)) return document.createTextNode(unescape(`<${inner}>`)); // no token at all
  return link(href, label || href.replace(/^(mailto:|tel:)/, ""));
}

const mention = (text, kind = "") => h("span", { class: `mention ${kind}`.trim() }, text);

const DATE_WORDS = {
  date_num: dayKey,
  date: longDay,
  date_long: longDay,
  date_pretty: longDay,
  date_long_pretty: longDay,
  date_short: shortDay,
  date_short_pretty: shortDay,
  time: clockTime,
  time_secs: clockTime,
};

function moment(target, fallback) {
  const [, seconds, pattern = "", href] = target.split("^");
  const at = new Date(Number(seconds) * 1000);
  if (Number.isNaN(at.getTime())) return document.createTextNode(fallback);
  const text = unescape(pattern).replace(/\{(\w+)\}/g, (whole, word) => DATE_WORDS[word]?.(at) ?? whole);
  const node = h("time", { datetime: at.toISOString(), title: fallback || null }, text);
  return href ? link(unescape(href), node) : node;
}
