// Slack's mrkdwn and plain text, as elements. Nothing here is ever parsed as HTML.

import { h, link } from "/assets/dom.js";
import { emoji } from "/assets/emoji.js";
import { dateWords, fullTime } from "/assets/dates.js";
import { now, personName, channelName } from "/assets/world.js";

const entities = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
export const unescape = (text) => text.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity]);

// plain draws a plain_text object: emoji and line breaks, no other marks.
export function plain(text) {
  return withEmoji(unescape(String(text ?? "")));
}

// mrkdwn draws fences and quotes; what stands between them is drawn line by line.
export function mrkdwn(text) {
  const out = [];
  String(text ?? "").split("```").forEach((part, i, parts) => {
    const fenced = i % 2 === 1 && i < parts.length - 1;
    if (fenced) out.push(h("pre", {}, h("code", {}, unescape(stripTokens(part.replace(/^\n|\n$/g, ""))))));
    else if (part.trim() || parts.length === 1) out.push(...paragraphs(i % 2 === 1 ? "```" + part : part, i > 0));
  });
  return out;
}

function paragraphs(text, afterFence) {
  const out = [];
  let quote = [];
  let lines = [];
  const flush = () => {
    if (quote.length) out.push(h("blockquote", {}, joined(quote)));
    if (lines.length) out.push(h("span", { class: "run" }, joined(lines)));
    quote = [];
    lines = [];
  };
  for (const line of (afterFence ? text.replace(/^\n/, "") : text).replace(/\n$/, "").split("\n")) {
    const quoted = /^(?:>|&gt;) ?(.*)$/.exec(line);
    if (quoted ? lines.length : quote.length) flush();
    if (quoted) quote.push(quoted[1]);
    else lines.push(line);
  }
  flush();
  return out;
}

const joined = (lines) => lines.map((line, i) => [i > 0 && h("br"), inline(line)]);

const marks = { "*": "strong", _: "em", "~": "s" };
const wordy = (c) => c !== undefined && /[\p{L}\p{N}]/u.test(c);

// inline draws one line: links, mentions, code, emphasis, emoji.
function inline(text) {
  const out = [];
  let start = 0;
  const upTo = (i) => i > start && out.push(withEmoji(unescape(text.slice(start, i))));
  for (let i = 0; i < text.length; ) {
    const found = token(text, i) ?? code(text, i) ?? emphasis(text, i);
    if (!found) {
      i++;
      continue;
    }
    upTo(i);
    out.push(found.node);
    i = start = found.end;
  }
  upTo(text.length);
  return out;
}

function token(text, i) {
  const end = text[i] === "<" ? text.indexOf(">", i) : -1;
  return end < 0 ? null : { node: reference(text.slice(i + 1, end)), end: end + 1 };
}

function code(text, i) {
  const end = text[i] === "`" ? text.indexOf("`", i + 1) : -1;
  if (end <= i + 1) return null;
  return { node: h("code", {}, unescape(stripTokens(text.slice(i + 1, end)))), end: end + 1 };
}

function emphasis(text, i) {
  const mark = text[i];
  if (!marks[mark] || wordy(text[i - 1]) || !text[i + 1] || /\s/.test(text[i + 1])) return null;
  for (let end = i + 1; end < text.length; end++) {
    if (text[end] === "<") end = Math.max(end, text.indexOf(">", end));
    else if (text[end] === mark && end > i + 1 && !/\s/.test(text[end - 1]) && !wordy(text[end + 1])) {
      return { node: h(marks[mark], {}, inline(text.slice(i + 1, end))), end: end + 1 };
    }
  }
  return null;
}

// reference draws what stands between angle brackets.
function reference(token) {
  const [target, ...rest] = token.split("|");
  const label = rest.length ? unescape(rest.join("|")) : "";
  if (target.startsWith("@")) return mention("@" + (personName(target.slice(1)) || label || target.slice(1)));
  if (target.startsWith("#")) return mention("#" + (channelName(target.slice(1)) || label || target.slice(1)));
  if (target.startsWith("!date^")) return dateToken(target, label);
  if (target.startsWith("!")) return mention("@" + (label || target.slice(1).split("^")[0]).replace(/^@/, ""));
  const inside = permalink(unescape(target));
  if (inside) return h("a", { href: inside }, withEmoji(label || "message"));
  return link(unescape(target), withEmoji(label || unescape(target).replace(/^(mailto|tel):/, "")));
}

// permalink keeps links to messages of this workspace on this page.
function permalink(address) {
  const [, id, seconds, rest] = /\/archives\/(\w+)\/p(\d+)(\d{6})(?:\?|$)/.exec(address) ?? [];
  const name = id && channelName(id);
  return name ? `#${name}/${seconds}.${rest}` : "";
}

export const mention = (text) => h("span", { class: "mention" }, text);

function dateToken(target, fallback) {
  const [, seconds, pattern = "", address] = target.split("^");
  return dateNode(Number(seconds), unescape(pattern), fallback, address);
}

export function dateNode(seconds, pattern, fallback, address) {
  const date = new Date(seconds * 1000);
  if (!seconds || Number.isNaN(date.getTime())) return h("span", {}, fallback);
  const time = h("time", { datetime: date.toISOString(), title: fullTime(date) }, dateWords(date, pattern, now()));
  return address ? link(address, time) : time;
}

// stripTokens leaves of a link inside code what a reader would see.
function stripTokens(text) {
  return text.replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target, label) => label ?? target);
}

// withEmoji splits text so that each named emoji can say its name.
export function withEmoji(text) {
  const out = [];
  let start = 0;
  for (const found of text.matchAll(/:([a-z0-9_+'-]+):(?::skin-tone-\d:)?/g)) {
    const picture = emoji(found[1]);
    if (!picture) continue;
    out.push(text.slice(start, found.index), h("span", { class: "emoji", title: found[0] }, picture));
    start = found.index + found[0].length;
  }
  out.push(text.slice(start));
  return breaks(out);
}

const breaks = (nodes) => nodes.flatMap((node) =>
  typeof node === "string" ? node.split("\n").flatMap((line, i) => (i ? [h("br"), line] : [line])) : [node]);
