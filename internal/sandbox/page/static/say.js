// What people write to each other. The bot hears nothing of it.

import { attempt } from "/assets/actor.js";
import { api } from "/assets/api.js";
import { mayRead, realName, world } from "/assets/world.js";

// names are the people and channels that can be mentioned.
export const names = () => ({
  people: world.people.map((p) => ({ name: p.name, label: realName(p), note: p.role })),
  channels: world.channels.filter((c) => mayRead(c, world.me)).map((c) => c.name),
});

// say writes a line as the person on the chair; its answer is null when that failed.
export const say = (line, channel, thread) =>
  attempt(() => api.say({ user: world.me.id, channel, text: wire(line), thread_ts: thread }));

// wire is a line as it travels: escaped, with mentions by id.
export function wire(line) {
  const escaped = line.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return escaped.replace(/(^|\s)([@#])([\w-]+)/g, (whole, lead, sign, name) => {
    const found = (sign === "@" ? world.people : world.channels).find((one) => one.name === name);
    return found ? `${lead}<${sign}${found.id}>` : whole;
  });
}
