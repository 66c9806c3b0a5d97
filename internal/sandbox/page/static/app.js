// The page. It keeps what is shown in step with the workspace: fetch, draw, listen.

import { $, gather } from "/assets/dom.js";
import { listen } from "/assets/api.js";
import { drawChannel, enterChannel, setUpScroll, toEnd } from "/assets/channel.js";
import { drawComposer, setUpComposer } from "/assets/composer.js";
import { setZone } from "/assets/dates.js";
import { toast } from "/assets/dialog.js";
import { drawHome, openHome } from "/assets/home.js";
import { showViews, shut } from "/assets/modal.js";
import { address, drawSidebar, parse } from "/assets/sidebar.js";
import { drawStage, setUpStage } from "/assets/stage.js";
import { fetchAll, fetchChannel, fetchMail, places, refreshState } from "/assets/sync.js";
import { drawThread } from "/assets/thread.js";
import { followTour, offerTour, startTour } from "/assets/tour.js";
import { drawPulse } from "/assets/weather.js";
import { label, markRead, person, realName, world } from "/assets/world.js";

const topics = {
  "sales-leads": "New leads, and who has claimed them",
  "sales-managers": "What managers are told: late leads, digests, reviews",
  general: "Everybody, about everything",
};

const go = (place) => {
  location.hash = address(place);
};

// draw shows everything that is known now.
function draw() {
  drawStage();
  const name = label();
  const home = world.place.kind === "home";
  $("title").textContent = home ? "Home" : name.startsWith("@") ? "Messages to you" : "#" + name;
  $("topic").textContent = home ? `What ${realName(world.me)} sees in the home tab` : name.startsWith("@")
    ? `Between the bot and ${realName(world.me)}` : topics[name] ?? "";
  document.title = `${$("title").textContent} · Leadpact sandbox`;
  $("composer").hidden = home;
  drawComposer();
  if (home) drawHome($("stream"));
  else drawChannel(name, { openThread: (ts) => go({ ...world.place, thread: ts }), redraw: draw, tour: () => startTour() });
  drawThread(() => go({ ...world.place, thread: "" }));
  drawSidebar();
  drawPulse();
  followTour();
}

// arriveAt follows the address of the page.
function arriveAt() {
  const before = world.place;
  const place = parse(location.hash);
  if (place.kind === "channel" && world.channels.length && !world.messages.has(place.name)) {
    const open = world.channels.find((c) => world.messages.has(c.name));
    if (open) return history.replaceState(null, "", address({ kind: "channel", name: open.name })), arriveAt();
  }
  world.place = place;
  const moved = before.kind !== place.kind || before.name !== place.name;
  if (moved) enter();
  draw();
  if (moved) toEnd();
  if (moved && label()) markRead(label());
  if (before.thread && !place.thread) focusThreadButton(before.thread);
  drawSidebar();
}

function enter() {
  enterChannel();
  showNav(false);
  if (world.place.kind === "home") openHome(draw);
}

function focusThreadButton(ts) {
  const entry = [...$("stream").children].find((child) => child.dataset.key === ts);
  entry?.querySelector('[data-action="thread"]')?.focus();
}

async function become(id) {
  world.me = person(id) ?? world.people[0];
  sessionStorage.setItem("leadpact.me", world.me.id);
  setZone(world.me.tz);
  shut();
  world.messages.clear();
  $("live").replaceChildren(); // what was said to the one before is not for this one
  await fetchAll();
  world.mail.delete(world.me.id);
  enter();
  arriveAt();
  toEnd();
  await showViews();
}

function showNav(open) {
  $("desk").classList.toggle("nav-open", open);
  $("nav-toggle").setAttribute("aria-expanded", String(open));
  if (open) $("nav").querySelector("a[aria-current], a")?.focus();
}

const stale = new Set();
const flush = gather(60, async () => {
  const names = [...stale];
  stale.clear();
  const all = names.includes("all");
  if (all || names.includes("state")) await refreshState().catch(() => {});
  if (all || names.includes("views")) await showViews();
  const known = all ? places() : names.filter((name) => places().includes(name));
  await Promise.all([...known.map(fetchChannel), fetchMail(all ? undefined : names)]);
  draw();
});

function changed({ changed: what, channel }) {
  stale.add(what === "messages" ? channel || "all" : what);
  flush();
}

async function refresh() {
  await refreshState();
  await fetchAll();
  draw();
}

async function start() {
  setUpStage({ become, refresh, startTour });
  setUpComposer(async (name) => {
    await fetchChannel(name);
    draw();
    toEnd();
  });
  setUpScroll(draw);
  $("nav-toggle").addEventListener("click", () => showNav(!$("desk").classList.contains("nav-open")));
  addEventListener("hashchange", arriveAt);
  addEventListener("focus", () => world.me && draw());
  addEventListener("keydown", keys);
  await refreshState();
  const asked = new URLSearchParams(location.search).get("as") ?? sessionStorage.getItem("leadpact.me");
  await become(person(asked)?.id ?? world.people[0]?.id);
  listen(changed, (connected) => {
    world.connected = connected;
    drawPulse();
  });
  offerTour();
}

// covered: a dialog or a menu has the keyboard; a toast never does.
const covered = () => document.querySelector("dialog[open], .menu:popover-open");

// keys: / goes to the command line, Escape leaves the thread or the channel list.
function keys(event) {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || covered();
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    $("command").focus();
  } else if (event.key === "Escape" && !event.defaultPrevented && !covered()) {
    if ($("desk").classList.contains("nav-open")) leaveNav();
    else if (world.place.thread) go({ ...world.place, thread: "" });
  }
}

function leaveNav() {
  showNav(false);
  $("nav-toggle").focus();
}

start().catch((error) => toast(error.message, "bad"));
