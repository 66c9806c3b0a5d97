// One small menu for everything that opens under a button.

import { h } from "/assets/dom.js";

// openMenu shows items under the button; each has a label, perhaps a note, and act.
export function openMenu(anchor, items, label) {
  const choose = (item) => () => {
    menu.hidePopover();
    item.act();
  };
  const menu = h("div", { class: "menu", role: "menu", popover: "auto", "aria-label": label },
    items.map((item) => h("button", { type: "button", role: "menuitem", class: "menu-item", onclick: choose(item) },
      h("span", { class: "menu-label" }, item.label), item.note && h("span", { class: "menu-note" }, item.note))));
  // A dialog makes everything outside of it inert, so its menus live inside.
  (anchor.closest("dialog, main, aside, header") ?? document.body).append(menu);
  menu.addEventListener("keydown", (event) => step(menu, event));
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    const within = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (within) anchor.focus();
  });
  menu.showPopover();
  anchor.setAttribute("aria-expanded", "true");
  place(menu, anchor);
  menu.querySelector("button")?.focus();
}

function place(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const below = at.bottom + 6 + size.height <= innerHeight;
  menu.style.top = `${Math.max(8, below ? at.bottom + 6 : at.top - size.height - 6)}px`;
  const left = at.left + size.width <= innerWidth - 8 ? at.left : at.right - size.width;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - size.width - 8))}px`;
}

function step(menu, event) {
  const items = [...menu.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[(to + items.length) % items.length]?.focus();
}
