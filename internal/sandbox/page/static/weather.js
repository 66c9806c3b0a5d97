// The pulse: one line that tells how the bot and the workspace get on, what goes
// wrong at the moment, and when all is well again.

import { $ } from "/assets/dom.js";
import { world } from "/assets/world.js";

const lull = 10_000; // how long "all is well again" stays
const glance = 2000; // a trouble shorter than that is shown for so long
const resign = 60_000; // sockets that stay away for longer are not expected back

let most = 0; // sockets that the bot is expected to have
let fewerSince = 0;
let trouble = null; // {words, since, hits}: what goes on until all is well
let over = null; // {words, until}

// observe compares what was just fetched with what was known before.
export function observe() {
  if (world.sockets < most && !fewerSince) fewerSince = Date.now();
  if (world.sockets >= most || Date.now() - fewerSince > resign) {
    most = world.sockets;
    fewerSince = 0;
  }
  const words = wrong();
  if (words) trouble = { hits: world.hiccups.hits, since: Date.now(), ...trouble, words };
  else if (trouble) recover();
}

// begin tells at once of a hiccup that may be over before anybody could see it.
export function begin(words) {
  over = null;
  trouble = { words, since: Date.now(), hits: world.hiccups.hits };
  drawPulse();
}

function recover() {
  const left = trouble.since + glance - Date.now();
  if (left > 0) {
    setTimeout(() => {
      if (trouble && !wrong()) recover();
      drawPulse();
    }, left + 20);
    return;
  }
  const n = world.hiccups.hits - trouble.hits;
  trouble = null;
  over = { words: `All is well again${n ? `, after ${count(n, "call")} met trouble` : ""}`, until: Date.now() + lull };
  setTimeout(drawPulse, lull + 20);
}

const count = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;

// wrong is what is wrong at the moment, or "".
function wrong() {
  const { laid, hits, failing } = world.hiccups;
  if (laid.length) return storm(laid[0], hits - (trouble?.hits ?? hits));
  if (failing.length) return "The bot waits as it was told to, then tries again";
  if (world.sockets > 0 && world.sockets < most) return `${count(most - world.sockets, "socket")} lost, ${world.sockets} left: that is enough until it is back`;
  return "";
}

const does = {
  ratelimit: (what) => `turns ${what} away (429)`, delay: (what) => `is slow with ${what}`,
  error: (what) => `refuses ${what}`, cut_before: (what) => `hangs up on ${what}`, cut_after_body: (what) => `hangs up on ${what}`,
};

function storm(f, met) {
  const what = f.method === "chat.postMessage" ? "posts" : f.method === "*" ? "every call" : f.method;
  const left = f.times > 0 ? `${f.times} to come` : "until told otherwise";
  return `Slack ${(does[f.mode] ?? does.error)(what)}: ${met > 0 ? `${met} so far, ` : ""}${left}${met > 0 ? "" : ". Let a lead arrive to see it"}`;
}

function state() {
  if (!world.connected) return ["ill", "Workspace unreachable"];
  if (trouble) return ["ill news", trouble.words];
  if (world.overHTTP) return ["well", "Bot connected, over HTTP"];
  if (world.sockets === 0) return ["ill", "The bot is not connected"];
  if (over && Date.now() < over.until) return ["well news", over.words];
  return ["well", `Bot connected, ${count(world.sockets, "socket")}`];
}

export const inTrouble = () => Boolean(trouble);

export function drawPulse() {
  const [look, words] = state();
  const el = $("pulse");
  el.className = `pulse ${look}`;
  if (el.textContent !== words) el.textContent = words;
}
