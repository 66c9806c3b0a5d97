// The bad moments of a chat service. The bot should recover by itself, and the
// pulse tells how it does.

import { acknowledged, attempt } from "/assets/actor.js";
import { api } from "/assets/api.js";
import { toast } from "/assets/dialog.js";
import { begin } from "/assets/weather.js";
import { world } from "/assets/world.js";

const list = [
  {
    label: "Too many requests", note: "the next 10 posts get a 429, wait 1 s", said: "The next 10 posts are turned away with 429.",
    fault: { method: "chat.postMessage", mode: "ratelimit", times: 10, retry_after: 1 },
  },
  {
    label: "A socket is lost", note: "one of the bot's connections drops", said: "One socket was dropped. The other carries on until it is back.",
    fault: { socket: "drop" }, words: "A socket was dropped: the other carries on",
  },
  {
    label: "A socket is called back", note: "the workspace warns, then refreshes", said: "The workspace warned one socket.",
    fault: { socket: "warning" }, words: "The workspace asked one socket to go: the bot opens a new one first",
  },
  {
    label: "Slow answers", note: "the next 5 posts take 2 s", said: "The next 5 posts take two seconds each.",
    fault: { method: "chat.postMessage", mode: "delay", times: 5, delay_ms: 2000 },
  },
  {
    label: "Everything arrives twice", note: "the last event is delivered again", said: "The last event was delivered again.",
    fault: { redeliver: true }, words: "The last event came a second time: the bot lets it pass",
  },
];

const calm = { label: "No more hiccups", note: "Slack behaves again at once", said: "Slack behaves again.", fault: { clear: true } };

// hiccups are the menu's items; refresh is called when one was ordered.
export function hiccups(refresh) {
  const items = world.hiccups.laid.length ? [calm, ...list] : list;
  const apt = items.filter((one) => !(world.overHTTP && one.fault.socket));
  return apt.map((one) => ({ label: one.label, note: one.note, act: () => order(one, refresh) }));
}

async function order({ fault, said, words }, refresh) {
  if (words) begin(words);
  const answer = await attempt(() => api.faults(fault));
  if (answer) {
    acknowledged(answer);
    toast(said);
  }
  refresh();
}
