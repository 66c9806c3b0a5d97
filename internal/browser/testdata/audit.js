// What can be judged by rule: contrast, names, ids, the width of the page.

window.audit = {
  // paint is a colour as four numbers, alpha from 0 to 1, whatever notation it came in.
  paint(colour) {
    const c = (audit.canvas ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }));
    c.clearRect(0, 0, 1, 1);
    c.fillStyle = colour;
    c.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = c.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  },

  over: ([r, g, b, a], under) => [r, g, b].map((v, i) => v * a + under[i] * (1 - a)),

  // ground is the colour that lies behind an element's words.
  ground(el) {
    const layers = [];
    for (let at = el; at; at = at.parentElement) {
      const layer = audit.paint(getComputedStyle(at).backgroundColor);
      layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reduceRight((under, layer) => audit.over(layer, under), [255, 255, 255]);
  },

  luminance(rgb) {
    const [r, g, b] = rgb.map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  },

  ratio(a, b) {
    const [dark, light] = [audit.luminance(a), audit.luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  },

  contrast(el, colour = getComputedStyle(el).color) {
    const ground = audit.ground(el);
    return audit.ratio(audit.over(audit.paint(colour), ground), ground);
  },

  // enough is what WCAG's level AA asks of the words.
  enough(el) {
    const s = getComputedStyle(el);
    const size = parseFloat(s.fontSize);
    return size >= 24 || (size >= 18.66 && s.fontWeight >= 700) ? 3 : 4.5;
  },

  // faint lists the words in sight that stand out too little.
  faint() {
    const out = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const el = node.parentElement;
      const words = probe.squeeze(node.data);
      if (!/[\p{L}\p{N}]/u.test(words) || el.closest("script, style, noscript, :disabled, option, [aria-hidden=true]") || !probe.shows(el)) continue;
      const got = audit.contrast(el);
      if (got < audit.enough(el)) out.push(`${got.toFixed(2)}: ${words.slice(0, 40)}`);
    }
    for (const el of document.querySelectorAll("input, textarea")) {
      const got = audit.contrast(el, getComputedStyle(el, "::placeholder").color);
      if (el.placeholder && probe.shows(el) && got < 4.5) out.push(`${got.toFixed(2)}: ${el.placeholder}`);
    }
    return out;
  },

  // light is how bright the page's ground is, from 0 to 1.
  light: () => audit.luminance(audit.ground(document.getElementById("stream"))),

  // flaws lists what is wrong with the page's bones.
  flaws() {
    const out = [];
    const seen = new Set();
    for (const el of document.querySelectorAll("[id]")) {
      if (seen.has(el.id)) out.push(`two elements are called #${el.id}`);
      seen.add(el.id);
    }
    for (const el of document.querySelectorAll("img:not([alt])")) out.push(`a picture without alt: ${el.outerHTML.slice(0, 100)}`);
    for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "for"]) {
      for (const el of document.querySelectorAll(`[${name}]`)) {
        for (const id of el.getAttribute(name).split(/\s+/).filter(Boolean)) {
          // What is controlled may only exist while it is open.
          const absent = !document.getElementById(id) && !(name === "aria-controls" && el.getAttribute("aria-expanded") === "false");
          if (absent && !id.endsWith("-hint")) out.push(`${name} points at nothing: ${id}`);
        }
      }
    }
    for (const el of document.querySelectorAll("[tabindex]")) if (el.tabIndex > 0) out.push(`it jumps the queue of the keyboard: ${el.outerHTML.slice(0, 100)}`);
    for (const el of document.querySelectorAll("[aria-hidden=true]")) if (el.querySelector("button, a[href], input, select, textarea")) out.push(`hidden from some, usable by others: ${el.outerHTML.slice(0, 100)}`);
    return out;
  },

  // cut lists what reaches beyond the sides of the window, where nobody can scroll to.
  cut() {
    const scrolls = (el) => el && (/auto|scroll/.test(getComputedStyle(el).overflowX) || scrolls(el.parentElement));
    const room = document.documentElement.clientWidth; // innerWidth grows with what is too wide
    const over = [];
    for (const el of document.querySelectorAll("button, a, input, select, textarea, p, span, h1, h2, h3, li, time, td")) {
      const r = el.getBoundingClientRect();
      const hidden = r.width <= 1 || !probe.shows(el);
      if (!hidden && (r.right > room + 1 || r.left < -1) && !scrolls(el.parentElement)) over.push(`beyond the window: ${el.outerHTML.slice(0, 100)}`);
    }
    const wide = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - room;
    if (wide > 0) over.push(`the page is ${wide} pixels too wide`);
    return over;
  },
};
