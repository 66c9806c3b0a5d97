// The command line: slash commands, typed or picked.

import { $, h, icon, replace } from "/assets/dom.js";
import { acknowledged, attempt } from "/assets/actor.js";
import { api } from "/assets/api.js";
import { toast } from "/assets/dialog.js";
import { label, note, now, visible, world } from "/assets/world.js";

const history = [];
let back = 0;

// setUpComposer wires the form; drawn is called when something is to be shown.
export function setUpComposer(drawn) {
  const field = $("command");
  $("composer").querySelector(".send").append(icon("send"));
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    const line = field.value.trim();
    if (line) send(line, drawn);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    if (!history.length) return;
    event.preventDefault();
    back = Math.max(0, Math.min(history.length, back + (event.key === "ArrowUp" ? 1 : -1)));
    field.value = back ? history[history.length - back] : "";
  });
  replace($("chips"), ["help", "status", "lead "].map((word) => chip(word, field, drawn)));
}

const command = () => world.command;

function chip(word, field, drawn) {
  const act = () => {
    const line = `${command()} ${word}`;
    if (!word.endsWith(" ")) return send(line, drawn);
    field.value = line;
    field.focus();
  };
  return h("button", { type: "button", class: "chip", onclick: act }, `${command()} ${word.trim()}${word.endsWith(" ") ? " …" : ""}`);
}

async function send(line, drawn) {
  if (!line.startsWith("/")) {
    toast(`Here people speak to the bot: start with a slash, such as ${command()} help.`);
    return;
  }
  const channel = label() || world.channels[0]?.name;
  const [name, ...words] = line.split(/\s+/);
  const field = $("command");
  const me = world.me.id;
  const asked = mine(channel, line);
  field.value = "";
  history.push(line);
  back = 0;
  note(channel, asked);
  drawn(channel);
  const answer = await attempt(() => api.command({ user: me, channel, command: name, text: words.join(" ") }));
  if (!answer || me !== world.me.id) return;
  acknowledged(answer);
  if (answer.error) toast(`The answer could not be shown: ${answer.error}`, "bad");
  for (const [i, reply] of (answer.replies ?? []).entries()) {
    if (reply.ts && visible(channel).some((m) => m.ts === reply.ts)) continue;
    note(channel, { ...reply, ts: reply.ts || nextTo(asked.ts, i), user: reply.user ?? "", ephemeral_to: reply.ephemeral_to ?? me });
  }
  drawn(channel);
}

// mine is the echo of what was typed, which only its author sees.
function mine(channel, line) {
  const last = Number(visible(channel).at(-1)?.ts ?? 0);
  const ts = Math.max(now() / 1000, last + 0.000001).toFixed(6);
  return { ts, user: world.me.id, text: line, note: "command", ephemeral_to: world.me.id };
}

const nextTo = (ts, i) => (Number(ts) + (i + 1) * 0.00001).toFixed(6);
