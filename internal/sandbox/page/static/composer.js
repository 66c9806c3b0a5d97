// The command line: slash commands, typed, completed or picked.

import { $, h, icon, replace } from "/assets/dom.js";
import { acknowledged, acts } from "/assets/actor.js";
import { api } from "/assets/api.js";
import { combobox } from "/assets/combobox.js";
import { uses } from "/assets/complete.js";
import { toast } from "/assets/dialog.js";
import { names, say } from "/assets/say.js";
import { forget, label, note, now, visible, world } from "/assets/world.js";

const history = [];
let back = 0;
let show = () => {}; // draws a place when something is to be shown there
let offering = null;

// known is what the field can complete.
// People of another company have no commands here.
const known = () => ({ command: world.me.is_stranger ? "" : world.command, description: world.description, usage: world.usage, ...names() });

// setUpComposer wires the form; drawn is called when something is to be shown.
export function setUpComposer(drawn) {
  show = drawn;
  const field = $("command");
  $("composer").querySelector(".send").append(icon("send"));
  offering = combobox(field, $("offers"), known);
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    const line = field.value.trim();
    if (line) send(line);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    if (!history.length) return;
    event.preventDefault();
    back = Math.max(0, Math.min(history.length, back + (event.key === "ArrowUp" ? 1 : -1)));
    field.value = back ? history[history.length - back] : "";
  });
}

const most = 4; // chips; the list of offers has the rest

// drawComposer shows as chips what the app's manifest says may follow its command.
export function drawComposer() {
  const stranger = world.me.is_stranger;
  const sign = `${stranger} ${world.command} ${world.usage}`;
  $("command").placeholder = label().startsWith("@") ? `Try ${world.command} help` : `Message #${label()}` + (stranger ? "" : `, or ${world.command} help`);
  if ($("chips").dataset.sign === sign) return;
  $("chips").dataset.sign = sign;
  replace($("chips"), stranger ? [] : uses(world.usage || "help").slice(0, most).map(chip));
}

function chip(use) {
  const line = `${world.command} ${use.word}`;
  const act = () => {
    if (!use.rest) return send(line);
    $("command").value = line + " ";
    $("command").focus();
  };
  return h("button", { type: "button", class: "chip", onclick: act }, line + (use.rest ? " …" : ""));
}

async function speak(line, channel) {
  if (channel.startsWith("@")) return toast(`The bot takes no letters, only commands: start with a slash, such as ${world.command} help.`);
  if (!(await say(line, channel))) return;
  $("command").value = "";
  offering.close();
  show(channel);
}

async function send(line) {
  const channel = label() || world.channels[0]?.name;
  if (!line.startsWith("/")) return speak(line, channel);
  const [name, ...words] = line.split(/\s+/);
  const field = $("command");
  const me = world.me.id;
  const asked = mine(channel, line);
  field.value = "";
  offering.close();
  history.push(line);
  back = 0;
  note(channel, asked);
  show(channel);
  const answer = await type(asked, { user: me, channel, command: name, text: words.join(" ") });
  if (me !== world.me.id) return;
  show(channel);
  if (!answer) return;
  acknowledged(answer);
  acts.asked++;
  if (answer.error) toast(`The answer could not be shown: ${answer.error}`, "bad");
  for (const [i, reply] of (answer.replies ?? []).entries()) {
    if (reply.ts && visible(channel).some((m) => m.ts === reply.ts)) continue;
    note(channel, { ...reply, ts: reply.ts || nextTo(asked.ts, i), user: reply.user ?? "", ephemeral_to: reply.ephemeral_to ?? me });
  }
  show(channel);
}

// type types a command. One that did not get through stays where it is and says so.
async function type(asked, command) {
  const again = (act) => () => {
    forget(command.channel, asked);
    act(asked.text);
    if (label() === command.channel) show(command.channel);
  };
  try {
    const answer = await api.command(command);
    if (answer.ok === false) asked.unsent = { why: "The bot did not answer within 3 s.", label: "Try again", act: again(send) };
    return answer;
  } catch (error) {
    const refused = error.status >= 400 && error.status < 500;
    asked.unsent = { why: `Not sent. ${error.message}`, label: refused ? "Change it" : "Try again", act: again(refused ? change : send) };
    return null;
  }
}

// change puts a line back where it was typed.
function change(line) {
  $("command").value = line;
  $("command").focus();
}

// mine is the echo of what was typed, which only its author sees.
function mine(channel, line) {
  const last = Number(visible(channel).at(-1)?.ts ?? 0);
  const ts = Math.max(now() / 1000, last + 0.000001).toFixed(6);
  return { ts, user: world.me.id, text: line, note: "command", ephemeral_to: world.me.id };
}

const nextTo = (ts, i) => (Number(ts) + (i + 1) * 0.00001).toFixed(6);
