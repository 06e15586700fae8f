// One message of a conversation.

import { attachments, renderBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { menuButton } from "./dialog.js";
import { emoji } from "./emoji.js";
import { bell, icon } from "./icons.js";
import { clockTime, longDay, t } from "./i18n.js";
import { mrkdwn } from "./mrkdwn.js";

const HUES = ["a", "b", "c", "d", "e", "f"];

/** A square with somebody's initials; the same person always has the same colour. */
export function avatar(name, key) {
  const letters = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word)).map((word) => word[0]);
  const sum = [...String(key)].reduce((total, letter) => total + letter.codePointAt(0), 0);
  return h("span", { class: `avatar hue-${HUES[sum % HUES.length]}`, "aria-hidden": "true" }, (letters[0] ?? "?") + (letters.length > 1 ? letters.at(-1) : ""));
}

/** The moment of a message. */
export const moment = (ts) => new Date(Number(ts) * 1000);

/** Who wrote a message, in words. */
export function writer(message, names) {
  return message.username || (message.user && names.user(message.user)) || "Balie";
}

/**
 * A message as a list item. `ctx`: {app, channel, inThread, openThread(ts)}.
 */
export function renderMessage(message, ctx) {
  const { app } = ctx;
  const at = moment(message.ts);
  const who = writer(message, app.names);
  const container = { type: "message", channel: ctx.channel, ts: message.ts };
  const act = (blockId, element, value, node) => app.act(container, blockId, element, value, node, read(drawn));
  const suggest = (blockId, element, typed) => app.suggest(container, blockId, element, typed);
  const drawn = renderBlocks(message.blocks, { names: app.names, act, suggest, headings: 3 });
  const body = drawn.nodes.length ? drawn.nodes : h("div", { class: "b-text" }, mrkdwn(message.text, app.names));
  const face = message.bot ? h("span", { class: "avatar avatar-app" }, bell(36)) : avatar(who, message.user);
  return h("li", { class: `message${message.ephemeral ? " message-ephemeral" : ""}`, data: { ts: message.ts, user: message.user, ephemeral: message.ephemeral ? "true" : null } },
    face,
    h("article", { class: "message-main", "aria-label": `${who}, ${clockTime(at)}` },
      message.ephemeral ? h("p", { class: "only-you" }, icon("eye", 15), t("slack.onlyYou")) : null,
      h("div", { class: "message-head" },
        h("span", { class: "message-who" }, who),
        message.bot ? h("span", { class: "app-mark" }, t("slack.app")) : null,
        h("time", { class: "message-time", datetime: at.toISOString(), title: `${longDay(at)}, ${clockTime(at)}` }, clockTime(at)),
        message.edited ? h("span", { class: "message-edited" }, `(${t("slack.edited")})`) : null),
      h("div", { class: "message-body" }, body, attachments(message.attachments, { names: app.names, act }), files(message.files, app.me)),
      reactions(message.reactions),
      ctx.inThread || !message.reply_count ? null : threadLink(message, ctx)),
    message.ephemeral ? null : tools(message, ctx));
}

function read(drawn) {
  const out = {};
  for (const control of drawn.controls.values()) (out[control.blockId] ??= {})[control.actionId] = control.read();
  return out;
}

function threadLink(message, ctx) {
  const n = message.reply_count;
  return h("button", { class: "thread-link", type: "button", data: { role: "thread" }, on: { click: () => ctx.openThread(message.ts) } },
    icon("reply", 16), n === 1 ? t("slack.replies.one") : t("slack.replies.many", { n }));
}

function reactions(list) {
  if (!list?.length) return null;
  return h("ul", { class: "reactions" }, list.map((one) => h("li", {}, emoji(one.name), ` ${one.count ?? one.users?.length ?? 1}`)));
}

/** Files lie on this computer and open for people who may see the conversation, so the address says who asks. */
function files(list, me) {
  return (list ?? []).map((file) => {
    const address = file.url ?? file.url_private ?? "";
    const url = address.startsWith("/") || address.startsWith(window.location.origin) ? new URL(address, window.location.origin) : null;
    const name = file.title || file.name || t("slack.file");
    const path = url ? `${url.pathname}?as=${encodeURIComponent(me)}` : null;
    if (path && /^image\/(png|jpeg|gif|webp)$/.test(file.mimetype ?? "")) {
      return h("figure", { class: "b-image" }, h("figcaption", {}, name), h("img", { class: "large", src: path, alt: file.alt_txt || name }));
    }
    return h("p", { class: "file" }, icon("file", 18), path ? h("a", { href: path, download: true }, name) : name);
  });
}

function tools(message, ctx) {
  const { app } = ctx;
  const shortcuts = (app.workspace?.shortcuts ?? []).filter((one) => (one.type ?? "message").startsWith("message"));
  const run = (shortcut) => app.shortcut(shortcut.callback_id, { channel: ctx.channel, ts: message.ts });
  return h("div", { class: "message-tools" },
    ctx.inThread ? null : h("button", { class: "icon-button", type: "button", "aria-label": t("slack.inThread"), title: t("slack.inThread"), on: { click: () => ctx.openThread(message.thread_ts ?? message.ts) } }, icon("reply", 18)),
    menuButton({
      label: t("slack.more"), content: icon("more", 18), data: { role: "message-menu" },
      items: () => (shortcuts.length ? shortcuts.map((one) => ({ label: one.name, description: one.description, run: () => run(one) })) : [{ label: t("slack.noShortcuts") }]),
    }));
}
