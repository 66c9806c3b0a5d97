// The list of offers above the command line, as the ARIA practices describe a
// combobox: the keyboard stays in the field, the arrows move a mark in the list.

import { h, replace } from "/assets/dom.js";
import { finished, offers } from "/assets/complete.js";

// combobox makes field one, with its offers in box; known() is what can be offered.
export function combobox(field, box, known) {
  let list = [];
  let range = { from: 0, to: 0 };
  let at = -1;

  const close = () => {
    list = [];
    at = -1;
    box.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const mark = (to) => {
    at = (to + list.length) % list.length;
    [...box.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    field.setAttribute("aria-activedescendant", box.children[at].id);
    box.children[at].scrollIntoView({ block: "nearest" });
  };

  const pick = (one) => {
    const after = field.value.slice(range.to);
    field.value = field.value.slice(0, range.from) + one.text + after.replace(/^ /, "");
    const caret = range.from + one.text.length;
    field.setSelectionRange(caret, caret);
    field.focus();
    suggest();
  };

  const option = (one, i) => h("li", {
    role: "option", id: `${box.id}-${i}`, class: "offer", "aria-selected": "false",
    onmousedown: (event) => event.preventDefault(), // the field keeps the keyboard
    onclick: () => pick(one),
  }, h("span", { class: "offer-label" }, one.label), one.note && h("span", { class: "offer-note" }, one.note));

  const suggest = () => {
    const found = offers(field.value, field.selectionStart ?? field.value.length, known());
    if (!found.list.length || (found.list.length === 1 && finished(field.value.slice(found.from, found.to), found.list))) return close();
    ({ list, ...range } = found);
    replace(box, list.map(option));
    box.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(0);
  };

  field.addEventListener("input", suggest);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => keys(event));

  const acts = {
    ArrowDown: () => mark(at + 1),
    ArrowUp: () => mark(at - 1),
    Tab: () => pick(list[at]),
    Enter: () => pick(list[at]),
    Escape: close,
  };

  function keys(event) {
    if (!list.length || !acts[event.key] || event.shiftKey || event.isComposing) return;
    // What is complete is sent, and the list is in nobody's way.
    if (event.key === "Enter" && finished(field.value.slice(range.from, range.to), list)) return close();
    event.preventDefault();
    event.stopImmediatePropagation();
    acts[event.key]();
  }

  return { close };
}
