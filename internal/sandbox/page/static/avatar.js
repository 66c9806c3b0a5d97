// The round marks beside names.

import { h } from "/assets/dom.js";
import { person, realName } from "/assets/world.js";

const initials = (name) => name.split(/\s+/).map((word) => word[0] ?? "").slice(0, 2).join("").toUpperCase();

function tone(id) {
  let sum = 0;
  for (const c of id) sum = (sum * 31 + c.codePointAt(0)) % 997;
  return sum % 7;
}

export const isBot = (id) => !person(id);

export function dress(el, id) {
  const p = person(id);
  el.classList.add(`tone-${tone(id)}`);
  el.textContent = p ? initials(realName(p)) : "?";
  return el;
}

export function avatar(id, size = "") {
  if (isBot(id)) return h("img", { class: `avatar ${size}`, src: "/assets/seal.svg", alt: "" });
  return dress(h("span", { class: `avatar ${size}`, "aria-hidden": "true" }), id);
}
