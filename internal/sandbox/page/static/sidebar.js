// The list of places: channels, direct messages and the home tab.

import { $, h, icon, replace } from "/assets/dom.js";
import { direct, unread, world } from "/assets/world.js";

export const address = (place) => "#" + (place.kind === "channel" ? place.name : place.kind) + (place.thread ? "/" + place.thread : "");

// parse reads the page's address back into a place.
export function parse(hash) {
  const [name, thread = ""] = decodeURIComponent(hash.replace(/^#/, "")).split("/");
  if (name === "direct" || name === "home") return { kind: name, name, thread };
  return { kind: "channel", name: name || world.channels[0]?.name || "", thread };
}

let drawn = "";

export function drawSidebar() {
  const channels = world.channels.filter((c) => world.messages.has(c.name));
  const waiting = [...channels.map((c) => unread(c.name)), unread(direct())];
  $("nav-toggle").classList.toggle("new", waiting.some(Boolean));
  $("nav-toggle").setAttribute("aria-label", waiting.some(Boolean) ? "Show channels, new messages" : "Show channels");
  // Whoever walks the list by keyboard must not lose it to a redraw that changes nothing.
  const sign = JSON.stringify([channels.map((c) => [c.name, c.is_private]), waiting, world.place.kind, world.place.name]);
  if (sign === drawn) return;
  drawn = sign;
  const at = document.activeElement?.closest("#places a")?.getAttribute("href");
  replace($("places"),
    section("Channels", channels.map((c, i) => item({ kind: "channel", name: c.name }, c.is_private ? icon("lock") : hash(), c.name, waiting[i]))),
    section("Leadpact", [
      item({ kind: "direct", name: "direct" }, icon("chat"), "Messages to you", unread(direct())),
      item({ kind: "home", name: "home" }, icon("home"), "Home", 0),
    ]));
  if (at) [...$("places").querySelectorAll("a")].find((a) => a.getAttribute("href") === at)?.focus();
}

const hash = () => h("span", { class: "hash", "aria-hidden": "true" }, "#");

const section = (name, items) => h("section", {}, h("h2", {}, name), h("ul", {}, items));

function item(place, mark, name, count) {
  const here = world.place.kind === place.kind && world.place.name === place.name;
  return h("li", {}, h("a", { href: address(place), class: count ? "new" : "", "aria-current": here && "page" },
    mark, h("span", { class: "name" }, name), " ",
    count > 0 && h("span", { class: "count" }, count > 99 ? "99+" : count, h("span", { class: "hidden" }, " new"))));
}
