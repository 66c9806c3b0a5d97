// The home tab, and the words shown where nothing is yet.

import { h, replace } from "/assets/dom.js";
import { actor } from "/assets/actor.js";
import { api } from "/assets/api.js";
import { drawBlock } from "/assets/blocks.js";
import { toast } from "/assets/dialog.js";
import { reconcile } from "/assets/feed.js";
import { realName, world } from "/assets/world.js";

const patience = 3000; // after that the wait itself is worth a word

let asking = null; // {me, since}: the bot was told that this person looks at the tab

// openHome tells the bot that the person looks at their home tab. What the bot then
// publishes comes by itself; drawn is called when the bot is done.
export async function openHome(drawn) {
  const mine = (asking = { me: world.me.id, since: Date.now() });
  setTimeout(() => asking === mine && drawn(), patience + 50);
  try {
    await api.openHome(mine.me);
  } catch (error) {
    toast(error.message, "bad");
  }
  if (asking !== mine) return;
  asking = null;
  drawn();
}

export async function drawHome(el) {
  const me = world.me.id;
  const view = await api.home(me).catch(() => null);
  if (me !== world.me.id || world.place.kind !== "home") return;
  const blocks = view?.blocks ?? [];
  if (!blocks.length) return drawAbsent(el, me);
  let home = el.querySelector(":scope > .home.blocks");
  if (!home || home.dataset.of !== me) {
    home = h("div", { class: "home blocks", "data-of": me });
    replace(el, home);
  }
  // Block by block, so that a click that changes one leaves the others, and the focus, alone.
  const ctx = actor({ view_id: view.id });
  reconcile(home, blocks.map((block, i) => ({
    key: String(i), sign: JSON.stringify(block), draw: () => h("div", { class: "home-block", tabindex: "-1" }, drawBlock(block, ctx)),
  })));
}

// drawAbsent says truly whether something is still to come, once for each turn.
function drawAbsent(el, me) {
  const waits = asking?.me === me;
  const words = !waits ? `The bot was told that ${realName(world.me)} is looking, and has published nothing so far. When it does, it shows here at once.`
    : Date.now() - asking.since > patience ? "The bot is taking its time." : "Asking the bot for this home tab…";
  if (el.querySelector(":scope > .home .empty p")?.textContent === words) return;
  replace(el, h("div", { class: "home" }, h("div", { class: "empty", role: "status" },
    waits ? h("span", { class: "spinner", "aria-hidden": "true" }) : h("h3", {}, "Nothing here yet"), h("p", {}, words))));
}

// welcome is the first thing that a newcomer sees.
export function welcome(name, arrive, tour) {
  if (name === "sales-leads") {
    return h("div", { class: "empty first" },
      h("h3", {}, "Leads come in here"),
      h("p", {}, "This is a whole workspace on your own machine, with the bot in it. Nothing leaves your computer. Three things to try:"),
      h("ol", { class: "steps" },
        h("li", {}, h("b", {}, "Let a lead arrive."), " Its card appears here, with a Claim button."),
        h("li", {}, h("b", {}, "Claim it."), " Then switch person at the top and see what the others see."),
        h("li", {}, h("b", {}, "Ask."), " Type ", h("code", {}, `${world.command} status`), " below.")),
      h("p", { class: "elements" },
        h("button", { type: "button", class: "primary large", onclick: arrive }, "Let a lead arrive"),
        h("button", { type: "button", class: "large", onclick: tour }, "Show me around")));
  }
  const words = name.startsWith("@") ? "What the bot tells you alone shows here." : "Nobody has written here yet.";
  return h("div", { class: "empty" }, h("h3", {}, "All quiet"), h("p", {}, words));
}
