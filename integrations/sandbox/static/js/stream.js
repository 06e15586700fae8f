// Listening to what changes in the sandbox. Changes that come together are told together.

import { toast } from "./dom.js";
import { t } from "./i18n.js";

const GATHER_MS = 40;

/** Listen for `person`; `changed` gets a Set of topics, "*" when anything may have changed. Gives {close}. */
export function listen(person, changed) {
  const source = new EventSource(`/desk/api/stream?as=${encodeURIComponent(person)}`);
  const waiting = new Set();
  let timer = 0;
  let lost = false;
  const tell = (topic) => {
    waiting.add(topic);
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const topics = new Set(waiting);
      waiting.clear();
      changed(topics);
    }, GATHER_MS);
  };
  source.onmessage = (event) => {
    const { topic } = JSON.parse(event.data);
    if (topic) tell(topic);
  };
  source.onopen = () => {
    tell("*"); // what changed before the stream was open was told to nobody
    if (!lost) return;
    lost = false;
    document.documentElement.classList.remove("offline");
    toast(t("app.online"));
  };
  source.onerror = () => {
    if (lost) return;
    lost = true;
    document.documentElement.classList.add("offline");
    toast(t("app.offline"), "problem");
  };
  return { close: () => { window.clearTimeout(timer); source.close(); } };
}
