// What the tests ask of the page, from inside of it. It reads, and changes nothing.

window.probe = {
  squeeze: (text) => text.replace(/[\s\u00a0]+/g, " ").trim(),

  shows: (el) => el.checkVisibility({ opacityProperty: true, visibilityProperty: true }),

  words: (el) => (el ? probe.squeeze(el.innerText) : ""),

  // scope is the last element of the kind that shows the words.
  scope: (selector, holding) => [...document.querySelectorAll(selector)]
    .filter((el) => probe.shows(el) && probe.words(el).includes(holding)).at(-1) ?? null,

  // point is where to press the element: once it holds still, in sight, with nothing above it.
  async point(el) {
    el.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    let was = "";
    for (let i = 0; i < 60; i++) {
      const r = el.getBoundingClientRect();
      const is = [r.x, r.y, r.width, r.height].join();
      const x = r.x + r.width / 2;
      const y = r.y + r.height / 2;
      const top = document.elementFromPoint(x, y);
      if (is === was && r.width && top && (el.contains(top) || top.closest("label")?.control === el)) return { x, y, wide: r.width, high: r.height };
      was = is;
      await frame();
    }
    const r = el.getBoundingClientRect();
    const top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
    return { trouble: `it cannot be pressed: ${el.isConnected ? "on top of it is " + (top?.outerHTML ?? "nothing").slice(0, 120) : "it is gone"}` };
  },

  // frame is the box around parts of the page, with some space, within the window.
  frame(parts, beside, high) {
    const boxes = parts.map(([selector, holding]) => {
      const el = probe.scope(selector, holding);
      if (!el) throw new Error(`the page has no ${selector} with ${holding}`);
      return el.getBoundingClientRect();
    });
    const left = Math.max(0, Math.floor(Math.min(...boxes.map((b) => b.left)) - beside));
    const top = Math.max(0, Math.floor(Math.min(...boxes.map((b) => b.top)) - high));
    const right = Math.min(innerWidth, Math.ceil(Math.max(...boxes.map((b) => b.right)) + beside));
    const bottom = Math.min(innerHeight, Math.ceil(Math.max(...boxes.map((b) => b.bottom)) + high));
    return { x: left, y: top, wide: right - left, high: bottom - top };
  },

  // focus tells what has the keyboard, and whether one can see that it does.
  focus() {
    const el = document.activeElement ?? document.body;
    const style = getComputedStyle(el);
    const outlined = (s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 && !/, 0\)$/.test(s.outlineColor);
    // Words that were given the keyboard to be read out cannot be operated, and need no ring;
    // a field may have its ring around what it stands in.
    const words = el.tabIndex < 0 && el.matches("h1, h2, h3, article, section");
    const seen = words || outlined(style) || style.boxShadow !== "none" || (el.matches("input") && outlined(getComputedStyle(el.parentElement)));
    const r = el.getBoundingClientRect();
    const inSight = r.bottom > 0 && r.right > 0 && r.top < innerHeight && r.left < document.documentElement.clientWidth && r.width > 0;
    return { lost: el === document.body || el === document.documentElement, seen, inSight, what: el.outerHTML.slice(0, 160) };
  },
};
