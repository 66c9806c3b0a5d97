// A list of messages on the page. Only what changed is drawn again, so that reading,
// focus and selection survive when a card is redrawn.

import { h, icon } from "/assets/dom.js";
import { avatar, isBot } from "/assets/avatar.js";
import { drawBlocks } from "/assets/blocks.js";
import { ago, clockTime, dayName, fullTime, messageDate } from "/assets/dates.js";
import { mrkdwn } from "/assets/mrkdwn.js";
import { picture } from "/assets/picture.js";
import { isReply, later, now, person, realName } from "/assets/world.js";

// reconcile makes el show the entries {key, sign, draw}, keeping those unchanged.
export function reconcile(el, entries) {
  const old = new Map([...el.children].map((child) => [child.dataset.key, child]));
  const focus = focusIn(el);
  let before = el.firstElementChild;
  for (const entry of entries) {
    let node = old.get(entry.key);
    if (node?.sign !== entry.sign) {
      const fresh = entry.draw();
      fresh.dataset.key = entry.key;
      fresh.sign = entry.sign;
      if (node) {
        if (node === before) before = fresh;
        fresh.classList.add("redrawn");
        node.replaceWith(fresh);
      }
      node = fresh;
    }
    old.delete(entry.key);
    if (node === before) before = node.nextElementSibling;
    else el.insertBefore(node, before);
  }
  for (const gone of old.values()) gone.remove();
  restore(el, focus);
}

function focusIn(el) {
  const at = document.activeElement;
  if (!el.contains(at)) return null;
  const entry = [...el.children].find((child) => child.contains(at));
  return entry && { at, key: entry.dataset.key, action: at.dataset.action };
}

// restore gives the keyboard back to the same button, or to the message it was on.
function restore(el, focus) {
  if (!focus || focus.at.isConnected) return;
  const entry = [...el.children].find((child) => child.dataset.key === focus.key);
  const same = entry && [...entry.querySelectorAll("[data-action]")].find((node) => node.dataset.action === focus.action);
  (same ?? entry ?? el).focus({ preventScroll: true });
}

// drawFeed fills el with messages. opts: {actor, openThread, mark, first, earlier, thread}.
export function drawFeed(el, messages, opts) {
  const tops = opts.thread ? messages : messages.filter((m) => !isReply(m));
  const replies = new Map();
  for (const m of messages) if (isReply(m)) replies.set(m.thread_ts, [...(replies.get(m.thread_ts) ?? []), m]);
  const shown = opts.first ? tops.filter((m) => later(m.ts, opts.first) >= 0) : tops;
  const entries = [];
  if (shown.length < tops.length) entries.push(earlier(tops.length - shown.length, opts));
  let day = "";
  let marked = !opts.mark;
  let before = null; // the message right above, with nothing between
  for (const m of shown) {
    const today = dayName(messageDate(m.ts), now());
    if (today !== day) {
      entries.push(divider("day", (day = today)));
      before = null;
    }
    if (opts.thread && before === shown[0]) {
      entries.push(divider("rest", shown.length === 2 ? "1 reply" : `${shown.length - 1} replies`));
      before = null;
    }
    if (!marked && later(m.ts, opts.mark) > 0) {
      marked = true;
      entries.push(divider("new", "New"));
      before = null;
    }
    entries.push(entry(m, replies.get(m.ts) ?? [], opts, follows(m, before)));
    before = m;
  }
  reconcile(el, entries);
}

const breath = 5 * 60; // seconds after which an author is named again

// follows: the same author goes on, so that name and face need not be said again.
// A private word always says who sees it.
const follows = (m, before) => Boolean(before) && m.user === before.user && !m.ephemeral_to && !before.ephemeral_to &&
  Number(m.ts) - Number(before.ts) < breath;

const divider = (kind, words) => ({
  key: kind + words, sign: words,
  draw: () => h("p", { class: `divider ${kind}` }, h("span", {}, words)),
});

const earlier = (n, opts) => ({
  key: "earlier", sign: String(n),
  draw: () => h("p", { class: "earlier" }, h("button", { type: "button", class: "quiet", onclick: opts.earlier }, `Show ${n} earlier messages`)),
});

function entry(m, replies, opts, goesOn) {
  const threads = opts.thread ? [] : replies;
  return {
    key: m.ts,
    sign: JSON.stringify([m, threads.length, threads.at(-1)?.ts, goesOn]),
    draw: () => message(m, threads, opts, goesOn),
  };
}

function message(m, replies, opts, goesOn) {
  const own = m.note === "command";
  const date = messageDate(m.ts);
  const name = isBot(m.user) ? "Leadpact" : realName(person(m.user));
  const kind = ["message", m.ephemeral_to && "ephemeral", m.blocks?.length && "carded", own && "spoken", goesOn && "joined"].filter(Boolean).join(" ");
  return h("article", { class: kind, tabindex: "-1", "aria-label": `${name}, ${clockTime(date)}` },
    goesOn ? h("span", { class: "aside-time", "aria-hidden": "true" }, clockTime(date)) : avatar(m.user),
    h("div", { class: "body" },
      !goesOn && byline(m, name, date, own),
      content(m, opts),
      replies.length > 0 && threadButton(m, replies, opts)));
}

const byline = (m, name, date, own) => h("p", { class: "by" }, h("b", {}, name), isBot(m.user) && h("span", { class: "tag" }, "app"),
  h("time", { datetime: date.toISOString(), title: fullTime(date) }, clockTime(date)), m.ephemeral_to && !own && only());

const only = () => h("span", { class: "only" }, icon("eye"), "Only visible to you");

function content(m, opts) {
  if (m.note === "command") return [h("p", { class: "text" }, h("code", {}, m.text)), m.unsent && unsent(m.unsent)];
  const ctx = opts.actor(m);
  return h("div", { class: "content" },
    m.blocks?.length ? drawBlocks(m.blocks, ctx) : h("div", { class: "text" }, mrkdwn(m.text)),
    (m.attachments ?? []).map((a) => h("div", { class: "attached" },
      a.blocks ? drawBlocks(a.blocks, ctx) : h("div", { class: "text" }, mrkdwn(a.text ?? a.fallback)))),
    (m.files ?? []).map(file));
}

// unsent says that a command did not get through, and offers a way on.
const unsent = ({ why, label, act }) => h("p", { class: "unsent", role: "alert" }, h("span", { class: "fault" }, why),
  h("button", { type: "button", class: "quiet", "data-action": "again", onclick: act }, label));

function file(f) {
  const title = f.title || f.name || "File";
  const address = f.url ?? f.url_private;
  const isPicture = /^image\//.test(f.mimetype ?? "") || /\.(png|jpe?g|gif)$/i.test(f.name ?? "");
  if (isPicture) return h("figure", { class: "file" }, h("figcaption", {}, title), picture({ url: address, alt_text: f.alt_txt || title }, "full"));
  return h("p", { class: "file" }, h("a", { class: "attachment", href: address, download: f.name }, icon("file"),
    h("span", {}, h("b", {}, title), h("span", { class: "hint" }, [f.name !== title && f.name, size(f.size)].filter(Boolean).join(" · ")))));
}

const size = (n) => (n === undefined ? "" : n < 1000 ? `${n} bytes` : n < 1e6 ? `${Math.round(n / 1e3)} kB` : `${(n / 1e6).toFixed(1)} MB`);

// threadButton tells how many answered, who, and when last.
function threadButton(m, replies, opts) {
  const last = messageDate(replies.at(-1).ts);
  const faces = [...new Set(replies.map((reply) => reply.user))].slice(0, 4);
  return h("button", { type: "button", class: "replies", "data-action": "thread", onclick: () => opts.openThread(m.ts) },
    h("span", { class: "faces" }, faces.map((id) => avatar(id, "small"))),
    h("b", {}, replies.length === 1 ? "1 reply" : `${replies.length} replies`),
    h("span", {}, `last reply ${ago(last, new Date(Math.max(now(), last)))}`));
}
