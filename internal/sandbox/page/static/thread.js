// The panel beside the channel that shows one thread.

import { $, h, icon, replace } from "/assets/dom.js";
import { actor } from "/assets/actor.js";
import { drawFeed } from "/assets/feed.js";
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
    const list = h("div", { class: "column", id: "thread-list" });
    replace(panel,
      h("header", { class: "place" }, h("h2", { id: "thread-title", tabindex: "-1" }, "Thread"),
        h("p", {}, name.startsWith("@") ? "Messages to you" : "#" + name),
        h("button", { type: "button", class: "icon-button close", "aria-label": "Close thread", onclick: close }, icon("close"))),
      h("div", { class: "scroll", id: "thread-scroll", tabindex: "0", role: "region", "aria-labelledby": "thread-title" }, list));
    if (document.activeElement?.dataset.action === "thread") $("thread-title").focus();
    opened = key;
  }
  drawFeed($("thread-list"), messages, {
    thread: true, actor: (m) => actor({ channel: name, ts: m.ts }), openThread: () => {},
  });
}
