// Fetches what the workspace knows, always with the eyes of the person on the chair.

import { $, h } from "/assets/dom.js";
import { api } from "/assets/api.js";
import { isBot } from "/assets/avatar.js";
import { mrkdwn } from "/assets/mrkdwn.js";
import { observe } from "/assets/weather.js";
import { direct, later, mayRead, personName, visible, world } from "/assets/world.js";

export async function refreshState() {
  const state = await api.state();
  world.people = state.people ?? [];
  world.channels = (state.channels ?? []).filter((c) => !c.is_archived);
  world.sockets = state.sockets ?? 0;
  world.hiccups = state.hiccups ?? world.hiccups;
  world.bot = state.bot ?? world.bot;
  world.command = state.command || "/sla";
  world.description = state.command_description ?? "";
  world.usage = state.usage_hint ?? "";
  world.overHTTP = Boolean(state.delivers_to);
  world.movable = state.can_advance !== false;
  if (state.now) world.ahead = new Date(state.now) - Date.now();
  observe();
}

export const places = () => [...world.channels.filter((c) => mayRead(c, world.me)).map((c) => c.name), direct()];

// fetchChannel asks as the person; a channel they may not see is not listed.
export async function fetchChannel(name) {
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

export const fetchAll = () => Promise.all([...places().map(fetchChannel), fetchMail()]);

// fetchMail looks into the letter boxes of the others, so that the list of people
// can tell who has something to read; only names it where names are given.
export async function fetchMail(only) {
  const others = world.people.filter((p) => p.id !== world.me.id && (!only || only.includes("@" + p.name)));
  await Promise.all(others.map(async (p) => {
    const messages = await api.messages("@" + p.name, p.id).catch(() => []);
    world.mail.set(p.id, messages);
  }));
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
