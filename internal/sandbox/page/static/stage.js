// The bar at the top: who you are, what time it is, and what happens next.

import { $, replace, h, icon } from "/assets/dom.js";
import { attempt } from "/assets/actor.js";
import { api } from "/assets/api.js";
import { dress } from "/assets/avatar.js";
import { nextMonday, shortClock, wallClock } from "/assets/dates.js";
import { toast } from "/assets/dialog.js";
import { arrival, leads } from "/assets/leads.js";
import { hiccups } from "/assets/hiccups.js";
import { openMenu } from "/assets/menu.js";
import { mailOf, now, realName, world } from "/assets/world.js";

const roles = { rep: "sales rep", manager: "manager", marketer: "marketer", guest: "guest of another company" };

export function setUpStage({ become, refresh, startTour }) {
  $("nav-toggle").append(icon("menu"));
  $("hiccups").prepend(icon("bolt"));
  $("take-tour").prepend(icon("tour"));
  $("take-tour").addEventListener("click", () => startTour());
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
  const lines = world.people.map((p) => [p.id, `${realName(p)}, ${roles[p.role] ?? p.role}`, mailOf(p)]);
  const sign = JSON.stringify(lines);
  if (select.dataset.sign !== sign) {
    select.dataset.sign = sign;
    replace(select, lines.map(([id, words, mail]) => h("option", { value: id }, mail ? `${words} · ${mail} new` : words)));
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

// deliver lets somebody arrive; quietly when it is not what the person asked for.
export async function deliver(one, quietly) {
  const key = "leadpact.arrivals";
  let counts = {};
  try {
    counts = JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    counts = {};
  }
  const count = counts[one.lead.name] ?? 0;
  const lead = arrival(one.lead, count);
  const answer = await attempt(() => api.lead(lead));
  if (!answer) return;
  try {
    localStorage.setItem(key, JSON.stringify({ ...counts, [one.lead.name]: count + 1 }));
  } catch {
    // without storage the same person comes again, which is fine too
  }
  if (quietly) return;
  world.arrived = lead;
  toast(`${one.lead.name} ${outcomes[answer.results?.[0]?.outcome] ?? "arrived"}`);
}
