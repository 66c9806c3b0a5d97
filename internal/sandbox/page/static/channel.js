// The channel in the middle: its messages, and where in them the reader stands.

import { $, icon, replace } from "/assets/dom.js";
import { actor } from "/assets/actor.js";
import { drawFeed } from "/assets/feed.js";
import { welcome } from "/assets/home.js";
import { arrive } from "/assets/stage.js";
import { isReply, label, markRead, readMark, shown, unread } from "/assets/world.js";

const most = 150; // messages shown of a long channel
let all = false; // show the whole channel, not only its newest part
let first = ""; // the oldest message on show, "" for all of them
let stuck = true; // the newest message is in sight and stays there
let lastTop = 0;
let mark; // what was read when this place was opened

// enterChannel forgets where the reader stood in the place before.
export function enterChannel() {
  all = false;
  mark = label() ? readMark(label()) : undefined;
  $("stream").replaceChildren();
}

// drawChannel shows a channel; opts: {openThread, redraw, tour}.
export function drawChannel(name, opts) {
  const atEnd = stuck || isAtEnd();
  const messages = shown(name);
  // While somebody reads further up, what they read must not slide away.
  if (atEnd || all) first = all ? "" : messages.filter((m) => !isReply(m)).at(-most)?.ts ?? "";
  const stream = $("stream");
  if (!messages.length) drawWelcome(stream, name, opts);
  else {
    stream.querySelectorAll(":scope > .empty, :scope > .home").forEach((el) => el.remove());
    drawFeed(stream, messages, {
      first, mark, actor: (m) => actor({ channel: name, ts: m.ts }), openThread: opts.openThread,
      earlier: () => {
        all = true;
        opts.redraw();
      },
    });
  }
  stuck = atEnd;
  if (atEnd) toEnd();
  const fresh = unread(name);
  $("newer").hidden = atEnd || !messages.length;
  replace($("newer"), icon("down"), fresh ? `${fresh} new` : "To the newest");
  if (atEnd && document.visibilityState === "visible") markRead(name);
}

// drawWelcome stays as it is while it stands: somebody may be about to press its button.
function drawWelcome(stream, name, opts) {
  if (stream.dataset.welcome === name && stream.querySelector(":scope > .empty")) return;
  stream.dataset.welcome = name;
  replace(stream, welcome(name, (event) => arrive(event.currentTarget), opts.tour));
}

function isAtEnd() {
  const scroll = $("scroll");
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
}

export function toEnd() {
  const scroll = $("scroll");
  scroll.scrollTop = scroll.scrollHeight;
  $("newer").hidden = true;
  stuck = true;
}

export function setUpScroll(redraw) {
  $("newer").addEventListener("click", () => {
    toEnd();
    redraw();
  });
  $("scroll").addEventListener("scroll", () => {
    const was = stuck;
    const top = $("scroll").scrollTop;
    if (isAtEnd()) stuck = true;
    else if (top < lastTop - 2) stuck = false; // only a person scrolls up
    lastTop = top;
    if (was !== stuck) redraw();
  });
  new ResizeObserver(() => stuck && toEnd()).observe($("stream")); // a picture came in late
}
