// The clock of the sandbox and the buttons that move it on.

import { get, post } from "./api.js";
import { announce, h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { shortMoment, t } from "./i18n.js";

/** The clock bar: {node, refresh(), now(), stop()}. */
export function clockBar(app) {
  let ahead = 0;
  const label = uid("clock");
  const face = h("time", { class: "clock-face", data: { role: "clock" } }, "…");
  const now = () => new Date(Date.now() + ahead);
  const show = () => {
    face.textContent = shortMoment(now());
    face.setAttribute("datetime", now().toISOString());
  };
  const refresh = async () => {
    const answer = await app.quietly(() => get("clock"), null);
    if (answer) ahead = new Date(answer.now).getTime() - Date.now();
    show();
  };
  const move = async (body) => {
    const before = [...buttons];
    before.forEach((button) => { button.disabled = true; });
    try {
      const target = typeof body === "function" ? await app.tell(body) : body;
      if (target && await app.tell(() => post("clock", target))) {
        await refresh();
        announce(t("clock.moved", { moment: shortMoment(now()) }));
      }
    } finally {
      before.forEach((button) => { button.disabled = false; });
    }
  };
  const step = (name, body) => h("button", { class: "button button-quiet", type: "button", data: { step: name }, on: { click: (event) => move(body).then(() => event.target.focus()) } }, t(`clock.${name}`));
  const buttons = [
    step("hour", { advance: "PT1H" }),
    step("day", { advance: "P1D" }),
    step("workday", async () => ({ to: (await get("workday")).at })),
    step("weeks", { advance: "P28D" }),
  ];
  const timer = window.setInterval(show, 5000);
  const node = h("div", { class: "clock", role: "group", "aria-labelledby": label, title: t("clock.help") },
    icon("clock"), h("span", { id: label, class: "unseen" }, t("clock.label")),
    h("span", { class: "unseen" }, t("clock.now")), face, h("div", { class: "clock-steps" }, buttons));
  return { node, refresh, now, stop: () => window.clearInterval(timer) };
}
