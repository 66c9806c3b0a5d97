// The home tab, and the words shown where nothing is yet.

import { h, replace } from "/assets/dom.js";
import { actor } from "/assets/actor.js";
import { api } from "/assets/api.js";
import { drawBlocks } from "/assets/blocks.js";
import { world } from "/assets/world.js";

let sign = "";

export async function drawHome(el) {
  const me = world.me.id;
  let view = null;
  try {
    view = await api.home(me);
  } catch {
    view = null;
  }
  if (me !== world.me.id || world.place.kind !== "home") return;
  const next = JSON.stringify([me, view]);
  if (sign === next && el.querySelector(".home")) return;
  sign = next;
  const blocks = view?.blocks ?? [];
  replace(el, h("div", { class: "home" }, blocks.length
    ? drawBlocks(blocks, actor({ view_id: view.id }))
    : h("div", { class: "empty" }, h("h3", {}, "Nothing here yet"), h("p", {}, "When the bot publishes a home tab for you, it shows here."))));
}

// welcome is the first thing that a newcomer sees.
export function welcome(name, arrive) {
  if (name === "sales-leads") {
    return h("div", { class: "empty first" },
      h("h3", {}, "Leads come in here"),
      h("p", {}, "This is a whole workspace on your own machine, with the bot in it. Nothing leaves your computer. Three things to try:"),
      h("ol", { class: "steps" },
        h("li", {}, h("b", {}, "Let a lead arrive."), " Its card appears here, with a Claim button."),
        h("li", {}, h("b", {}, "Claim it."), " Then switch person at the top and press Claim as somebody else."),
        h("li", {}, h("b", {}, "Ask."), " Type ", h("code", {}, "/sla status"), " below.")),
      h("button", { type: "button", class: "primary large", onclick: arrive }, "Let a lead arrive"));
  }
  const words = name.startsWith("@") ? "What the bot tells you alone shows here." : "Nobody has written here yet.";
  return h("div", { class: "empty" }, h("h3", {}, "All quiet"), h("p", {}, words));
}
