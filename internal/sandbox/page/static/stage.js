// The bar at the top: who you are, what time it is, and what happens next.

import { $, replace, h, icon } from "/assets/dom.js";
import { acknowledged, attempt } from "/assets/actor.js";
import { api } from "/assets/api.js";
import { dress } from "/assets/avatar.js";
import { nextMonday, shortClock, wallClock } from "/assets/dates.js";
import { toast } from "/assets/dialog.js";
import { arrival, leads } from "/assets/leads.js";
import { openMenu } from "/assets/menu.js";
import { now, realName, world } from "/assets/world.js";

const roles = { rep: "sales rep", manager: "manager", marketer: "marketer", guest: "guest of another company" };

export function setUpStage({ become, refresh }) {
  $("nav-toggle").append(icon("menu"));
  $("hiccups").prepend(icon("bolt"));
  $("person").addEventListener("change", (event) => become(event.target.value));
  $("arrive").addEventListener("click", () => arrive());
  $("hiccups").addEventListener("click", () => openMenu($("hiccups"), hiccups(refresh), "Hiccups"));
  $("hour").addEventListener("click", () => jump({ by: "1h" }, refresh));
  $("monday").addEventListener("click", () =>
    jump({ to: nextMonday(now()).toISOString() }, refresh));
  setInterval(drawClock, 5000);
}

export function drawStage() {
  const select = $("person");
  const sign = JSON.stringify(world.people);
  if (select.dataset.sign !== sign) {
    select.dataset.sign = sign;
    replace(select, world.people.map((p) =>
      h("option", { value: p.id }, `${realName(p)}, ${roles[p.role] ?? p.role}`)));
  }
  select.value = world.me.id;
  $("me").className = "avatar small";
  dress($("me"), world.me.id);
  for (const id of ["hour", "monday"]) {
    $(id).disabled = !world.movable;
    if (!world.movable) $(id).title = "The clock belongs to the bot's own process here";
  }
  drawClock();
}

function drawClock() {
  for (const [id, words] of [["now-long", wallClock(now())], ["now-short", shortClock(now())]]) {
    if ($(id).textContent !== words) $(id).textContent = words;
  }
  $("now").dateTime = now().toISOString();
  $("now").title = world.me.tz ?? "";
}

async function jump(where, refresh) {
  const answer = await attempt(() => api.advance(where));
  if (!answer) return;
  await refresh();
  toast(`It is now ${wallClock(now())}`);
}

// arrive offers the six leads; the menu opens under the button at the top.
export function arrive(anchor = $("arrive")) {
  openMenu(anchor, leads.map((one) => ({ label: one.label, note: one.note, act: () => deliver(one) })), "A lead arrives");
}

const outcomes = {
  created: "arrived", noted: "was here already: added to the open lead", duplicate: "was delivered before", reopened: "is back: reopened",
};

async function deliver(one) {
  const key = "leadpact.arrivals";
  let counts = {};
  try {
    counts = JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    counts = {};
  }
  const count = counts[one.lead.name] ?? 0;
  const answer = await attempt(() => api.lead(arrival(one.lead, count)));
  if (!answer) return;
  try {
    localStorage.setItem(key, JSON.stringify({ ...counts, [one.lead.name]: count + 1 }));
  } catch {
    // without storage the same person comes again, which is fine too
  }
  toast(`${one.lead.name} ${outcomes[answer.results?.[0]?.outcome] ?? "arrived"}`);
}

// hiccups are the bad moments of a chat service; the bot should recover by itself.
function hiccups(refresh) {
  const make = (label, said, fault) => ({
    label: label[0], note: label[1],
    act: async () => {
      const answer = await attempt(() => api.faults(fault));
      if (!answer) return;
      acknowledged(answer);
      toast(said);
      refresh();
    },
  });
  return [
    make(["Too many requests", "the next 10 posts get a 429, wait 1 s"], "The next 10 posts are turned away with 429.",
      { method: "chat.postMessage", mode: "ratelimit", times: 10, retry_after: 1 }),
    make(["A socket is lost", "one of the bot's connections drops"], "One socket was dropped. The other carries on until it is back.",
      { socket: "drop" }),
    make(["A socket is called back", "the workspace warns, then refreshes"], "The workspace warned one socket.",
      { socket: "warning" }),
    make(["Slow answers", "the next 5 posts take 2 s"], "The next 5 posts take two seconds each.",
      { method: "chat.postMessage", mode: "delay", times: 5, delay_ms: 2000 }),
    make(["Everything arrives twice", "the last event is delivered again"], "The last event was delivered again.",
      { redeliver: true }),
  ];
}
