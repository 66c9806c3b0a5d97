// Builds the page's elements. Data only ever becomes text or a checked attribute,
// never markup.

export const $ = (id) => document.getElementById(id);

// h makes an element: h("p", {class: "x", onclick: f, hidden: true}, "text", child).
export function h(tag, props, ...children) {
  const el = document.createElement(tag);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) el.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked" || key === "selected") el[key] = value;
    else el.setAttribute(key, value === true ? "" : String(value));
  }
  append(el, children);
  return el;
}

export function append(el, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    el.append(child instanceof Node ? child : String(child));
  }
  return el;
}

export function replace(el, ...children) {
  el.replaceChildren();
  return append(el, children);
}

// link makes an anchor for web and mail addresses; anything else stays text.
export function link(address, ...label) {
  const safe = webAddress(address);
  if (!safe) return h("span", {}, label);
  return h("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, label);
}

export function webAddress(address) {
  try {
    const url = new URL(String(address));
    return ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) ? url.href : "";
  } catch {
    return "";
  }
}

const paths = {
  menu: "M4 7h16M4 12h16M4 17h16",
  send: "M5 12h13M12 5l7 7-7 7",
  close: "M6 6l12 12M18 6L6 18",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.6a2.6 2.6 0 100-5.2 2.6 2.6 0 000 5.2z",
  down: "M12 5v14M6 13l6 6 6-6",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
  lock: "M7 11V8a5 5 0 0110 0v3M5.5 11h13v9h-13z",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  tour: "M12 21s-6.5-5.6-6.5-11a6.5 6.5 0 0113 0c0 5.4-6.5 11-6.5 11zM12 12.2a2.2 2.2 0 100-4.4 2.2 2.2 0 000 4.4z",
  home: "M4 11l8-7 8 7M6 9.5V20h12V9.5",
  chat: "M4 5h16v11H9l-5 4z",
};

export function icon(name) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(ns, "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}

// gather turns a burst of wishes into one call: soon, never two at once, and in a
// steady stream still every so often.
export function gather(wait, call) {
  let waiting = false;
  let running = false;
  const run = async () => {
    waiting = false;
    running = true;
    try {
      await call();
    } finally {
      running = false;
      if (waiting) setTimeout(run, wait);
    }
  };
  return () => {
    if (!waiting && !running) setTimeout(run, wait);
    waiting = true;
  };
}
