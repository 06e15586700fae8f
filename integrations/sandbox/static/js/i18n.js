// The words of the page, in Dutch and in English, and dates as people here write them.

import { en } from "./words.en.js";
import { nl } from "./words.nl.js";

const LANGUAGES = { nl, en };
const LOCALES = { nl: "nl-NL", en: "en-GB" };
const ZONE = "Europe/Amsterdam";

let language = localStorage.getItem("balie.language") === "en" ? "en" : "nl";

/** The language in use: "nl" or "en". */
export const current = () => language;

/** Change the language; the caller draws the page again. */
export function setLanguage(next) {
  language = next in LANGUAGES ? next : "nl";
  localStorage.setItem("balie.language", language);
  document.documentElement.lang = language;
}

/** A text by name; `{name}` in it is replaced from `values`. */
export function t(name, values = {}) {
  const text = LANGUAGES[language][name] ?? nl[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

/** Whether there is a text of this name. */
export const has = (name) => name in nl;

const formats = new Map();

function format(kind, options) {
  const key = `${language}:${kind}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, ...options }));
  return formats.get(key);
}

const bare = (text) => text.replaceAll(".", "");

/** "di 24 nov, 10:00" */
export function shortMoment(date) {
  return `${shortDay(date)}, ${clockTime(date)}`;
}

/** "di 24 nov" */
export const shortDay = (date) => bare(format("day", { weekday: "short", day: "numeric", month: "short" }).format(date)).replace(",", "");

/** "dinsdag 24 november 2026" */
export const longDay = (date) => format("long", { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(date);

/** "10:00" */
export const clockTime = (date) => format("time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date);

/** "2026-11-24" in Amsterdam, for grouping by day. */
export function dayKey(date) {
  const parts = Object.fromEntries(format("key", { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(date).map((p) => [p.type, p.value]));
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** The value of an input of type datetime-local for an instant, in Amsterdam. */
export function localInput(date) {
  return `${dayKey(date)}T${clockTime(date)}`;
}

/** The instant of a datetime-local value read as Amsterdam time, in whole seconds since 1970. */
export function fromLocalInput(text) {
  const [day, time] = text.split("T");
  const [year, month, date] = day.split("-").map(Number);
  const [hour, minute] = time.split(":").map(Number);
  const guess = Date.UTC(year, month - 1, date, hour, minute);
  // The zone is one or two hours ahead of UTC: take the offset that reads back as what was typed.
  for (const offset of [60, 120]) {
    const instant = new Date(guess - offset * 60_000);
    if (localInput(instant) === `${day}T${time.slice(0, 5)}`) return instant.getTime() / 1000;
  }
  return (guess - 60 * 60_000) / 1000;
}
