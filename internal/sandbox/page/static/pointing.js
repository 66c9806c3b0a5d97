// Puts a note beside something, and a ring around it.

import { h } from "/assets/dom.js";

const gap = 14; // between the note and what it points at
const edge = 10; // from the window's edge

let circle = null;

// ring draws attention to el; null takes the ring away.
export function ring(el) {
  if (!el) {
    circle?.remove();
    circle = null;
    return;
  }
  circle ??= document.body.appendChild(h("div", { class: "tour-ring", "aria-hidden": "true" }));
  const at = el.getBoundingClientRect();
  const [left, top] = [Math.max(2, at.left - 5), Math.max(2, at.top - 5)];
  move(circle, left, top);
  circle.style.width = `${Math.min(innerWidth - 2, at.right + 5) - left}px`;
  circle.style.height = `${Math.min(innerHeight - 2, at.bottom + 5) - top}px`;
}

function move(el, left, top) {
  el.style.left = `${Math.round(left)}px`;
  el.style.top = `${Math.round(top)}px`;
}

// nextTo puts box on the side of el, or of a menu that is open, where nothing of
// either is covered.
export function nextTo(box, el) {
  const size = box.getBoundingClientRect();
  if (!el) return move(box, innerWidth - size.width - 24, innerHeight - size.height - 24);
  const taken = [el, document.querySelector(".menu:popover-open"), document.querySelector(".offers:not([hidden])")]
    .filter(Boolean).map((one) => one.getBoundingClientRect());
  const beside = taken.flatMap((one, i) => places(one, size).map(([side, left, top]) => [i ? "none" : side, left, top]));
  const spots = beside.map(([side, left, top]) => {
    const x = clamp(left, innerWidth - size.width);
    const y = clamp(top, innerHeight - size.height);
    return { side, x, y, over: taken.reduce((sum, one) => sum + overlap(one, x, y, size), 0) };
  });
  const best = spots.reduce((a, b) => (b.over < a.over ? b : a));
  box.dataset.side = best.over ? "none" : best.side;
  box.style.setProperty("--tip", `${Math.max(16, Math.min(size.width - 16, taken[0].left + taken[0].width / 2 - best.x))}px`);
  box.style.setProperty("--tip-y", `${Math.max(16, Math.min(size.height - 16, taken[0].top + taken[0].height / 2 - best.y))}px`);
  move(box, best.x, best.y);
}

const clamp = (at, most) => Math.max(edge, Math.min(at, most - edge));

// places are where a box could stand, the nicest first.
function places(at, { width, height }) {
  const middle = at.left + at.width / 2 - width / 2;
  const level = at.top + at.height / 2 - height / 2;
  return [
    ["below", middle, at.bottom + gap], ["above", middle, at.top - height - gap],
    ["right", at.right + gap, level], ["left", at.left - width - gap, level],
    ["none", innerWidth, innerHeight], ["none", 0, innerHeight], ["none", innerWidth, 0],
  ];
}

const overlap = (at, x, y, { width, height }) =>
  Math.max(0, Math.min(at.right, x + width) - Math.max(at.left, x)) * Math.max(0, Math.min(at.bottom, y + height) - Math.max(at.top, y));
