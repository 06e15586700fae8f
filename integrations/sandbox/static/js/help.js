// "What can I try here?": three stories, each of which can be set up with one click.

import { h, fill } from "./dom.js";
import { openDialog } from "./dialog.js";
import { t } from "./i18n.js";

const STORIES = [["1", "klant/verzoek/voorbeeld"], ["2", "klant/mail/inzage"], ["3", "klant/mail/verwijderen"]];

/** Open the window with the stories. */
export function openHelp(app) {
  const dialog = openDialog({ title: t("help.title"), className: "dialog-wide", data: { role: "help" }, onClose: () => dialog.remove() });
  const begin = (path) => { dialog.remove(); app.go(path); };
  fill(dialog.body, h("p", { class: "lead" }, t("help.intro")), h("div", { class: "stories" }, STORIES.map(([n, path]) => h("section", { class: "story", data: { story: n } },
    h("h3", {}, h("span", { class: "story-number", "aria-hidden": "true" }, n), t(`help.${n}.title`)),
    h("p", {}, t(`help.${n}.text`)),
    h("ol", {}, ["a", "b", "c"].map((step) => h("li", {}, t(`help.${n}.${step}`)))),
    h("button", { class: "button button-primary", type: "button", on: { click: () => begin(path) } }, t("help.start"))))));
  fill(dialog.foot, h("button", { class: "button", type: "button", on: { click: () => dialog.remove() } }, t("app.close")));
}
