// What the page knows: who is looking, at what, and what was fetched so far.

export const world = {
  me: null, // the person whose eyes the page is
  bot: { id: "", name: "leadpact" },
  people: [],
  channels: [],
  sockets: 0,
  hiccups: { laid: [], hits: 0, failing: [] }, // how the workspace misbehaves at the moment
  connected: false,
  command: "/sla",
  description: "", // what the app's manifest says of its command
  usage: "",
  movable: true, // whether the sandbox's clock can be moved
  ahead: 0, // how far the sandbox's clock is ahead of this machine's
  place: { kind: "channel", name: "sales-leads", thread: "" },
  messages: new Map(), // by channel label: what was fetched, oldest first
  mail: new Map(), // by person: what the bot told the others directly
  notes: new Map(), // by person and channel: what this page adds itself
};

export const now = () => new Date(Date.now() + world.ahead);

const title = (name) => name.charAt(0).toUpperCase() + name.slice(1);

export const person = (id) => world.people.find((p) => p.id === id || p.name === id);

// mayRead: members always, colleagues also what is public, guests nothing else.
export const mayRead = (channel, p) =>
  !channel.members || channel.members.includes(p.id) || (!channel.is_private && !p.is_stranger);
export const realName = (p) => p.real_name || p.realName || title(p.name);
export const personName = (id) => {
  const p = id === world.bot.id ? world.bot : person(id);
  return p ? realName(p) : "";
};
export const channelName = (id) => world.channels.find((c) => c.id === id || c.name === id)?.name ?? "";

export const direct = () => "@" + world.me.name;

// label is what the workspace calls the place on show; the home tab has none.
export const label = (place = world.place) =>
  place.kind === "channel" ? place.name : place.kind === "direct" ? direct() : "";

export const visible = (name) => world.messages.get(name) ?? [];

export const later = (a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

const noteKey = (name) => world.me.id + " " + name;

// note keeps something that the workspace itself does not list.
export function note(name, message) {
  const key = noteKey(name);
  world.notes.set(key, [...(world.notes.get(key) ?? []), message]);
}

// forget takes such a thing away again.
export function forget(name, message) {
  const key = noteKey(name);
  world.notes.set(key, (world.notes.get(key) ?? []).filter((m) => m !== message));
}

// shown merges the channel with the page's own notes.
export function shown(name) {
  const listed = visible(name);
  const known = new Set(listed.map((m) => m.ts));
  const extra = (world.notes.get(noteKey(name)) ?? []).filter((m) => !known.has(m.ts));
  return [...listed, ...extra].sort((a, b) => later(a.ts, b.ts));
}

export const isReply = (m) => Boolean(m.thread_ts) && m.thread_ts !== m.ts;

// What was read is remembered in this browser, for each person.
const memory = "leadpact.read";
let read = {};
try {
  read = JSON.parse(localStorage.getItem(memory)) ?? {};
} catch {
  read = {};
}

export function markRead(name) {
  const last = visible(name).at(-1)?.ts;
  const mine = (read[world.me.id] ??= {});
  if (!last || mine[name] === last) return;
  mine[name] = last;
  try {
    localStorage.setItem(memory, JSON.stringify(read));
  } catch {
    // a browser that keeps nothing shows everything as new after a reload
  }
}

// markOf is up to where somebody has read. A mark from ahead of the clock is of an
// earlier sandbox, whose clock had been moved.
function markOf(id, name) {
  const mark = read[id]?.[name];
  return mark && Number(mark) < now() / 1000 + 60 ? mark : undefined;
}

export const readMark = (name) => markOf(world.me.id, name);

function newer(messages, mark, reader) {
  return messages.filter((m) => !isReply(m) && m.user !== reader && (!mark || later(m.ts, mark) > 0)).length;
}

export const unread = (name) => newer(visible(name), readMark(name), world.me.id);

// mailOf is how many direct messages wait for somebody else.
export function mailOf(p) {
  if (p.id === world.me.id) return 0;
  return newer(world.mail.get(p.id) ?? [], markOf(p.id, "@" + p.name), p.id);
}
