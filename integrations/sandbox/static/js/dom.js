// Building the page from data. Text only ever becomes a text node or an attribute: there is no way in for markup.

const FORBIDDEN = new Set(["innerHTML", "outerHTML", "srcdoc", "style"]);

/**
 * Make an element. `props`: `class`, `data` (object of data- attributes), `on` (object of listeners), booleans
 * (present or absent), everything else an attribute; undefined, null and false leave it out.
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (FORBIDDEN.has(name) || name.startsWith("on") && name !== "on") throw new Error(`not an attribute: ${name}`);
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "data") for (const [key, text] of Object.entries(value)) setData(node, key, text);
    else if (value === true) node.setAttribute(name, "");
    else node.setAttribute(name, String(value));
  }
  return append(node, children);
}

function setData(node, key, text) {
  if (text !== undefined && text !== null) node.dataset[key] = String(text);
}

/** Append children: nodes, strings, numbers, nested lists; null, undefined and false are left out. */
export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

/** Replace what is in `node`. */
export function fill(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

let counter = 0;

/** An id for tying labels and descriptions to a control. */
export function uid(prefix = "u") {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** Read a sentence to people who cannot see it appear. */
export function announce(text) {
  const live = document.getElementById("live");
  live.textContent = "";
  window.setTimeout(() => { live.textContent = text; }, 30);
}

/** Show a short message that goes away; problems stay longer. */
export function toast(text, kind = "info") {
  const close = h("button", { class: "toast-close", type: "button", "aria-label": "×", on: { click: () => box.remove() } }, "×");
  const box = h("div", { class: `toast toast-${kind}`, data: { kind } }, h("span", {}, text), close);
  document.getElementById("toasts").append(box);
  window.setTimeout(() => box.remove(), kind === "problem" ? 9000 : 4500);
}

/**
 * Keep a list of elements in step with a list of rows without touching what did not change, so that focus, scroll
 * position and half-typed text survive. `key` names a row, `make` renders it. Returns the rows that are new.
 */
export function keyed(list, rows, key, make) {
  const had = new Map([...list.children].map((node) => [node.dataset.key, node]));
  const fresh = [];
  let place = list.firstElementChild;
  for (const row of rows) {
    const name = String(key(row));
    const print = JSON.stringify(row);
    let node = had.get(name);
    if (!node || node.fingerprint !== print) {
      const made = make(row);
      made.dataset.key = name;
      made.fingerprint = print;
      if (node) {
        if (place === node) place = made;
        swap(node, made);
      } else fresh.push(row);
      node = made;
    }
    had.delete(name);
    if (node === place) place = place.nextElementSibling;
    else list.insertBefore(node, place);
  }
  for (const gone of had.values()) gone.remove();
  return fresh;
}

/** Put `made` where `old` is; when the focus was inside, find the same control again. */
function swap(old, made) {
  const active = old.contains(document.activeElement) ? document.activeElement : null;
  const wanted = active?.dataset?.actionId;
  old.replaceWith(made);
  if (!active) return;
  const again = wanted ? [...made.querySelectorAll("[data-action-id]")].find((n) => n.dataset.actionId === wanted) : null;
  const goal = again ?? made;
  if (goal === made) made.tabIndex = -1;
  goal.focus({ preventScroll: true });
}
