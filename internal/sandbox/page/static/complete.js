// What could stand where somebody is typing: the app's command with the words that
// its manifest says may follow, people, channels. Pure functions from text to offers.

// uses splits a manifest's usage hint, "help | lead ID or email", into words and
// what follows them.
export function uses(hint) {
  return String(hint ?? "").split("|").map((part) => part.trim()).filter(Boolean).map((part) => {
    const [word, ...rest] = part.replace(/^\[|\]$/g, "").split(/\s+/);
    return { word, rest: rest.join(" ") };
  });
}

// offers are the completions of text at the caret: {from, to, list}, each of list
// {label, note, text}. An empty list means that there is nothing to help with.
export function offers(text, caret, known) {
  const before = text.slice(0, caret);
  const typed = /^\s*(\/\S*)(?:\s+(\S*))?$/.exec(before);
  if (typed) {
    const found = ofCommand(typed[1], typed[2], known);
    if (found.length) return { from: 0, to: caret, list: found };
  }
  const [, lead, sign, word] = /(^|\s)([@#])([^\s@#]*)$/.exec(before) ?? [];
  if (!sign) return { from: caret, to: caret, list: [] };
  const from = before.length - word.length - 1;
  return { from, to: caret, list: from === 0 && !lead && !text.startsWith(sign) ? [] : ofNames(sign, word, known) };
}

function ofCommand(name, word, { command, description, usage }) {
  if (!command) return []; // a thread takes no commands
  const lines = uses(usage).map((use) => ({
    label: `${command} ${use.word}`, note: use.rest, text: `${command} ${use.word}${use.rest ? " " : ""}`,
  }));
  if (word !== undefined) {
    if (name !== command) return [];
    return lines.filter((line) => line.label.startsWith(`${command} ${word.toLowerCase()}`));
  }
  if (!command.startsWith(name.toLowerCase())) return [];
  return [{ label: command, note: description, text: lines.length ? command + " " : command }, ...lines];
}

function ofNames(sign, word, { people, channels }) {
  const wanted = word.toLowerCase();
  const list = sign === "@"
    ? people.map((p) => ({ label: p.label, note: p.note, text: `@${p.name} `, keys: [p.name, ...p.label.split(" ")] }))
    : channels.map((c) => ({ label: "#" + c, note: "", text: `#${c} `, keys: [c, ...c.split("-")] }));
  return list.filter((one) => one.keys.some((key) => key.toLowerCase().startsWith(wanted))).slice(0, 8);
}

// finished tells whether the piece that is being completed already is one of the
// offers: Enter then sends instead of completing.
export const finished = (piece, list) => list.some((one) => one.label === piece.trim() || one.text.trim() === piece.trim());
