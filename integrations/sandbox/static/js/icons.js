// The page's own drawings, as strokes on a grid of 20 by 20. They are decoration: the words beside them carry the meaning.

const SPACE = "http://www.w3.org/2000/svg";

const STROKES = {
  alert: ["M10 3.2 18 16.8H2z", "M10 8v4", "M10 14.4v.2"],
  attach: ["M15.5 9.2 9.6 15a3.4 3.4 0 0 1-4.8-4.8l6.4-6.3a2.3 2.3 0 0 1 3.2 3.2l-6.2 6.2a1.1 1.1 0 0 1-1.6-1.6l5.3-5.2"],
  back: ["M12.5 4.5 7 10l5.5 5.5"],
  bolt: ["M11 2.5 4.5 11.5H9l-.5 6L15.5 8.5H11z"],
  calendar: ["M3.5 5h13v11.5h-13z", "M3.5 8.5h13", "M7 3v3.2", "M13 3v3.2"],
  chat: ["M3 4.5h14v9H9l-3.5 3v-3H3z"],
  check: ["M4 10.5 8.2 14.7 16 6"],
  clock: ["M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4z", "M10 6v4.2l2.8 1.8"],
  close: ["M5 5l10 10", "M15 5 5 15"],
  eye: ["M2 10s3-5.2 8-5.2S18 10 18 10s-3 5.2-8 5.2S2 10 2 10z", "M10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z"],
  file: ["M5 2.8h6.5L15 6.3v10.9H5z", "M11.3 3v3.5H15"],
  half: ["M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "M10 3v14", "M12.4 4.2v11.6", "M14.7 5.6v8.8"],
  hash: ["M7.6 3.5 6.2 16.5", "M13.8 3.5l-1.4 13", "M3.8 7.4h13", "M3.2 12.6h13"],
  help: ["M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4z", "M7.9 7.9a2.1 2.1 0 1 1 3 2c-.6.3-.9.7-.9 1.4", "M10 13.8v.2"],
  home: ["M3.2 9.3 10 3.5l6.8 5.8", "M5 8.2v8.3h10V8.2", "M8.3 16.5v-4.7h3.4v4.7"],
  key: ["M6.7 9.6a3.2 3.2 0 1 0 .1 6.4 3.2 3.2 0 0 0-.1-6.4z", "M9 10.5 16.5 3", "M13 6.5l2.6 2.6"],
  lock: ["M5 9h10v8H5z", "M7 9V6.5a3 3 0 0 1 6 0V9"],
  mail: ["M3 5h14v10.5H3z", "M3.3 5.4 10 10.8l6.7-5.4"],
  moon: ["M16 12.3A6.8 6.8 0 0 1 7.7 4a6.8 6.8 0 1 0 8.3 8.3z"],
  more: ["M4.4 9.6h.8v.8h-.8z", "M9.6 9.6h.8v.8h-.8z", "M14.8 9.6h.8v.8h-.8z"],
  outbox: ["M3 11v5.5h14V11", "M10 12.5V3.5", "M6.6 6.8 10 3.4l3.4 3.4"],
  person: ["M10 3.2a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4z", "M3.8 16.8c.5-3.3 3-5 6.2-5s5.7 1.7 6.2 5"],
  plus: ["M10 4v12", "M4 10h12"],
  reply: ["M8 5 3.5 9.5 8 14", "M3.8 9.5h7.7c3 0 5 1.8 5 5v.5"],
  send: ["M3 10 17 3.6l-4.4 13-3-5.4z", "M9.6 11.2 17 3.6"],
  sun: ["M10 6.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8z", "M10 2v1.8", "M10 16.2V18", "M2 10h1.8", "M16.2 10H18", "M4.3 4.3l1.3 1.3", "M14.4 14.4l1.3 1.3", "M4.3 15.7l1.3-1.3", "M14.4 5.6l1.3-1.3"],
  ticket: ["M3 6h14v2.6a1.6 1.6 0 0 0 0 2.8V14H3v-2.6a1.6 1.6 0 0 0 0-2.8z", "M12.2 6.2v1", "M12.2 9.5v1", "M12.2 12.8v1"],
};

/** A drawing by name. */
export function icon(name, size = 20) {
  const svg = document.createElementNS(SPACE, "svg");
  const settings = {
    viewBox: "0 0 20 20", width: size, height: size, fill: "none", stroke: "currentColor", "stroke-width": 1.6,
    "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true", focusable: "false", class: "icon",
  };
  for (const [key, value] of Object.entries(settings)) svg.setAttribute(key, value);
  for (const stroke of STROKES[name] ?? []) {
    const path = document.createElementNS(SPACE, "path");
    path.setAttribute("d", stroke);
    svg.append(path);
  }
  return svg;
}

/** The bell of the counter, our mark. */
export function bell(size = 30) {
  const image = document.createElement("img");
  image.src = "/desk/static/bell.svg";
  image.width = size;
  image.height = size;
  image.alt = "";
  return image;
}
