// What is always there: the bar with the clock at the top, the rail with the parts at the left, and room for one part.

import { clockBar } from "./clock.js";
import { fill, h } from "./dom.js";
import { bell, icon } from "./icons.js";
import { current, setLanguage, t } from "./i18n.js";
import { openHelp } from "./help.js";

const PARTS = [["klant", "person", "rail.customer"], ["slack", "chat", "rail.slack"], ["uit", "outbox", "rail.outbox"], ["tickets", "ticket", "rail.tickets"]];
const THEMES = ["auto", "light", "dark"];

let ticking = null;

/** Draw the frame into the page: {main, clock, mark(name)}. */
export function drawFrame(app) {
  ticking?.stop();
  const clock = clockBar(app);
  ticking = clock;
  const main = h("main", { id: "main", class: "main", tabindex: -1 });
  const links = PARTS.map(([name, drawing, word]) => h("a", { class: "rail-link", href: `#/${name}`, data: { view: name } }, icon(drawing, 22), h("span", {}, t(word))));
  fill(document.getElementById("app"),
    h("header", { class: "top" },
      h("a", { class: "brand", href: "#/klant" }, bell(30), h("span", { class: "brand-name" }, "Balie"), h("span", { class: "brand-place" }, t("app.place"))),
      clock.node,
      h("div", { class: "top-tools" },
        h("button", { class: "button button-quiet", type: "button", title: t("help.open"), data: { role: "help" }, on: { click: () => openHelp(app) } }, icon("help", 18), h("span", { class: "wide-only" }, t("help.open"))),
        languages(app), themeButton())),
    h("div", { class: "body" }, h("nav", { class: "rail", "aria-label": t("rail.label") }, links), main));
  const mark = (name) => links.forEach((link) => {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  return { main, clock, mark };
}

function languages(app) {
  const choose = (code) => { setLanguage(code); app.draw().then(() => document.querySelector(`[data-language=${code}]`)?.focus()); };
  return h("div", { class: "switch", role: "group", "aria-label": t("app.language") },
    [["nl", "Nederlands"], ["en", "English"]].map(([code, name]) => h("button", {
      type: "button", lang: code, "aria-label": name, "aria-pressed": String(current() === code), data: { language: code }, on: { click: () => choose(code) },
    }, code.toUpperCase())));
}

/** Use a theme: "auto" follows the system. */
function applyTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("balie.theme", theme);
}

function themeButton() {
  let theme = THEMES.includes(localStorage.getItem("balie.theme")) ? localStorage.getItem("balie.theme") : "auto";
  const button = h("button", { class: "icon-button", type: "button", data: { role: "theme" } });
  const show = () => {
    applyTheme(theme);
    button.setAttribute("aria-label", t(`app.theme.${theme}`));
    button.title = t(`app.theme.${theme}`);
    fill(button, icon({ auto: "half", light: "sun", dark: "moon" }[theme]));
  };
  button.addEventListener("click", () => { theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]; show(); });
  show();
  return button;
}
