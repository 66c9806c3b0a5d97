// The panel beside the channel that shows one thread.

import { $, h, icon, replace } from "/assets/dom.js";
import { actor } from "/assets/actor.js";
import { combobox } from "/assets/combobox.js";
import { drawFeed } from "/assets/feed.js";
import { names, say } from "/assets/say.js";
import { label, shown, world } from "/assets/world.js";

let opened = "";

// drawThread shows the thread that the place names, or hides the panel.
export function drawThread(close) {
  const panel = $("thread");
  const ts = world.place.thread;
  const name = label();
  const messages = ts && name ? shown(name).filter((m) => m.ts === ts || m.thread_ts === ts) : [];
  panel.hidden = !messages.length;
  $("desk").classList.toggle("threaded", messages.length > 0);
  if (!messages.length) {
    opened = "";
    return;
  }
  const key = [world.me.id, name, ts].join(" ");
  if (opened !== key) {
    fill(panel, name, ts, close);
    opened = key;
  }
  drawFeed($("thread-list"), messages, {
    thread: true, actor: (m) => actor({ channel: name, ts: m.ts }), openThread: () => {},
  });
}

function fill(panel, name, ts, close) {
  const direct = name.startsWith("@");
  replace(panel,
    h("header", { class: "place" }, h("h2", { id: "thread-title", tabindex: "-1" }, "Thread"),
      h("p", {}, direct ? "Messages to you" : "#" + name),
      h("button", { type: "button", class: "icon-button close", "aria-label": "Close thread", onclick: close }, icon("close"))),
    h("div", { class: "scroll", id: "thread-scroll", tabindex: "0", role: "region", "aria-labelledby": "thread-title" },
      h("div", { class: "column", id: "thread-list" })),
    !direct && writer(name, ts));
  if (document.activeElement?.dataset.action === "thread") $("thread-title").focus();
}

// writer is the line in which people answer each other.
function writer(name, ts) {
  const field = h("input", {
    id: "reply", type: "text", placeholder: "Reply…", autocapitalize: "off", enterkeyhint: "send", role: "combobox",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "reply-offers",
  });
  const box = h("ul", { class: "offers", id: "reply-offers", role: "listbox", "aria-label": "Completions", hidden: true });
  combobox(field, box, names);
  const submit = async (event) => {
    event.preventDefault();
    const line = field.value.trim();
    if (line && (await say(line, name, ts))) field.value = "";
  };
  return h("form", { class: "composer", autocomplete: "off", onsubmit: submit },
    h("div", { class: "line" }, h("label", { class: "hidden", for: "reply" }, "Reply in the thread"), field, box,
      h("button", { type: "submit", class: "icon-button send", "aria-label": "Send the reply" }, icon("send"))));
}
