// The page. It keeps what is shown in step with the workspace: fetch, draw, listen.

import { $, gather, h, icon, replace } from "/assets/dom.js";
import { actor } from "/assets/actor.js";
import { api, listen } from "/assets/api.js";
import { setUpComposer } from "/assets/composer.js";
import { setZone } from "/assets/dates.js";
import { toast } from "/assets/dialog.js";
import { drawFeed } from "/assets/feed.js";
import { drawHome, welcome } from "/assets/home.js";
import { isBot } from "/assets/avatar.js";
import { mrkdwn } from "/assets/mrkdwn.js";
import { showViews, shut } from "/assets/modal.js";
import { address, drawSidebar, parse } from "/assets/sidebar.js";
import { arrive, drawStage, setUpStage } from "/assets/stage.js";
import { drawThread } from "/assets/thread.js";
import { direct, isReply, label, later, markRead, mayRead, person, personName, readMark, realName, shown, unread, visible, world } from "/assets/world.js";

const topics = {
  "sales-leads": "New leads, and who has claimed them",
  "sales-managers": "What managers are told: late leads, digests, reviews",
  general: "Everybody, about everything",
};

const most = 150; // messages shown of a long channel
let all = false; // show the whole channel, not only its newest part
let first = ""; // the oldest message on show, "" for all of them
let stuck = true; // the newest message is in sight and stays there
let lastTop = 0;
let mark; // what was read when this place was opened

async function refreshState() {
  const state = await api.state();
  world.people = state.people ?? [];
  world.channels = (state.channels ?? []).filter((c) => !c.is_archived);
  world.sockets = state.sockets ?? 0;
  world.bot = state.bot ?? world.bot;
  world.command = state.command || "/sla";
  world.movable = state.can_advance !== false;
  if (state.now) world.ahead = new Date(state.now) - Date.now();
}

// fetchChannel asks as the person; a channel they may not see is not listed.
async function fetchChannel(name) {
  const me = world.me.id;
  const before = visible(name).at(-1)?.ts;
  try {
    const messages = await api.messages(name, me);
    if (me !== world.me.id) return;
    world.messages.set(name, messages);
    if (before !== undefined) announce(name, messages.filter((m) => later(m.ts, before) > 0));
  } catch (error) {
    if (error.status === 403 || error.status === 404) world.messages.delete(name);
  }
}

const places = () => [...world.channels.filter((c) => mayRead(c, world.me)).map((c) => c.name), direct()];

async function fetchAll() {
  await Promise.all(places().map(fetchChannel));
}

function announce(name, messages) {
  for (const m of messages.slice(-3)) {
    const who = isBot(m.user) ? "Leadpact" : personName(m.user);
    const where = name.startsWith("@") ? "a message to you" : `#${name}`;
    const line = h("p", {}, `${who}, in ${where}: ${mrkdwn(m.text).map((part) => part.textContent).join(" ")}`);
    $("live").append(line);
    setTimeout(() => line.remove(), 10_000);
  }
}

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
  if (home) drawHome($("stream"));
  else drawChannel(name);
  drawThread(() => go({ ...world.place, thread: "" }));
  drawSidebar();
}

function drawChannel(name) {
  const atEnd = stuck || isAtEnd();
  const messages = shown(name);
  // While somebody reads further up, what they read must not slide away.
  if (atEnd || all) first = all ? "" : messages.filter((m) => !isReply(m)).at(-most)?.ts ?? "";
  const stream = $("stream");
  if (!messages.length) replace(stream, welcome(name, (event) => arrive(event.currentTarget)));
  else {
    stream.querySelectorAll(":scope > .empty, :scope > .home").forEach((el) => el.remove());
    drawFeed(stream, messages, {
      first, mark, actor: (m) => actor({ channel: name, ts: m.ts }),
      openThread: (ts) => go({ ...world.place, thread: ts }),
      earlier: () => {
        all = true;
        draw();
      },
    });
  }
  stuck = atEnd;
  if (atEnd) toEnd();
  const fresh = unread(name);
  $("newer").hidden = atEnd || !messages.length;
  replace($("newer"), icon("down"), fresh ? `${fresh} new` : "To the newest");
  if (atEnd && document.visibilityState === "visible") markRead(name);
}

function isAtEnd() {
  const scroll = $("scroll");
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
}

function toEnd() {
  const scroll = $("scroll");
  scroll.scrollTop = scroll.scrollHeight;
  $("newer").hidden = true;
  stuck = true;
}

const go = (place) => {
  location.hash = address(place);
};

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
  all = false;
  mark = label() ? readMark(label()) : undefined;
  $("stream").replaceChildren();
  showNav(false);
  if (world.place.kind === "home") api.openHome(world.me.id).then(draw, (error) => toast(error.message, "bad"));
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
  await fetchAll();
  enter();
  arriveAt();
  toEnd();
  await showViews();
}

function showNav(open) {
  $("desk").classList.toggle("nav-open", open);
  $("nav-toggle").setAttribute("aria-expanded", String(open));
}

const stale = new Set();
const flush = gather(60, async () => {
  const names = [...stale];
  stale.clear();
  if (names.includes("state") || names.includes("all")) await refreshState().catch(() => {});
  if (names.includes("views") || names.includes("all")) await showViews();
  const known = names.includes("all") ? places() : names.filter((name) => places().includes(name));
  await Promise.all(known.map(fetchChannel));
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
  setUpStage({ become, refresh });
  setUpComposer(async (name) => {
    await fetchChannel(name);
    draw();
    toEnd();
  });
  $("newer").addEventListener("click", () => {
    toEnd();
    draw();
  });
  $("scroll").addEventListener("scroll", () => {
    const was = stuck;
    const top = $("scroll").scrollTop;
    if (isAtEnd()) stuck = true;
    else if (top < lastTop - 2) stuck = false; // only a person scrolls up
    lastTop = top;
    if (was !== stuck) draw();
  });
  new ResizeObserver(() => stuck && toEnd()).observe($("stream")); // a picture came in late
  $("nav-toggle").addEventListener("click", () => showNav(!$("desk").classList.contains("nav-open")));
  addEventListener("hashchange", arriveAt);
  addEventListener("focus", () => world.me && draw());
  addEventListener("keydown", keys);
  await refreshState();
  const asked = new URLSearchParams(location.search).get("as") ?? sessionStorage.getItem("leadpact.me");
  await become(person(asked)?.id ?? world.people[0]?.id);
  listen(changed, (connected) => {
    world.connected = connected;
    drawSidebar();
  });
}

// covered: a dialog or a menu has the keyboard; a toast never does.
const covered = () => document.querySelector("dialog[open], .menu:popover-open");

// keys: / goes to the command line, Escape leaves the thread or the channel list.
function keys(event) {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || covered();
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    $("command").focus();
  } else if (event.key === "Escape" && !covered()) {
    if ($("desk").classList.contains("nav-open")) showNav(false);
    else if (world.place.thread) go({ ...world.place, thread: "" });
  }
}

start().catch((error) => toast(error.message, "bad"));
