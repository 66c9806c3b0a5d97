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

export function drawSidebar() {
  const channels = world.channels.filter((c) => world.messages.has(c.name));
  replace($("places"),
    section("Channels", channels.map((c) => item({ kind: "channel", name: c.name }, h("span", { class: "hash", "aria-hidden": "true" }, "#"), c.name, unread(c.name)))),
    section("Leadpact", [
      item({ kind: "direct", name: "direct" }, icon("chat"), "Messages to you", unread(direct())),
      item({ kind: "home", name: "home" }, icon("home"), "Home", 0),
    ]));
  drawPulse();
}

const section = (name, items) => h("section", {}, h("h2", {}, name), h("ul", {}, items));

function item(place, mark, name, count) {
  const here = world.place.kind === place.kind && world.place.name === place.name;
  return h("li", {}, h("a", { href: address(place), class: count ? "new" : "", "aria-current": here && "page" },
    mark, h("span", { class: "name" }, name),
    count > 0 && h("span", { class: "count" }, count > 99 ? "99+" : count, h("span", { class: "hidden" }, " new"))));
}

function drawPulse() {
  const n = world.sockets;
  const words = !world.connected ? "Workspace unreachable" : n === 0 ? "The bot is not connected" : n === 1 ? "Bot connected, 1 socket" : `Bot connected, ${n} sockets`;
  const el = $("pulse");
  el.className = `pulse ${world.connected && n > 0 ? "well" : "ill"}`;
  if (el.textContent !== words) el.textContent = words;
}
