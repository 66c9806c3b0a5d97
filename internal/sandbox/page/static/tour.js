// A short tour: a note that points at the real thing and waits for the real act. It
// never blocks the page, so whoever knows better just goes on.

import { $, h, replace } from "/assets/dom.js";
import { nextTo, ring } from "/assets/pointing.js";
import { chapters, stops } from "/assets/stops.js";
import { world } from "/assets/world.js";

const memory = "leadpact.tour";
let now = null; // {stop, memo, box}: where the tour is

export function startTour() {
  end();
  remember();
  show(0, {});
}

// offerTour asks once, on the first visit; tests and screenshots are left alone.
export function offerTour() {
  const asked = new URLSearchParams(location.search).get("tour");
  if (asked === "on") return startTour();
  if (asked === "off" || navigator.webdriver || remembered()) return;
  open({
    label: "First time here?", title: "Two minutes, six steps",
    text: "A short tour shows a lead from its arrival to its claim, a lost race, and how the bot recovers.",
    at: () => $("take-tour"), buttons: [["Show me around", "primary", startTour], ["Not now", "plain", leave]],
  });
}

function remembered() {
  try {
    return localStorage.getItem(memory) !== null;
  } catch {
    return true; // a browser that keeps nothing would be asked every time
  }
}

function remember() {
  try {
    localStorage.setItem(memory, "seen");
  } catch {
    // then it is offered again, which does no harm
  }
}

// followTour looks whether what the stop waits for has happened.
export function followTour() {
  if (!now?.stop) return;
  if (now.stop.done(now.memo)) {
    now.stop.end?.(now.memo);
    return show(stops.indexOf(now.stop) + 1, now.memo);
  }
  const sign = signOf(now.stop, now.memo);
  if (now.sign !== sign) fill(now.stop, now.memo);
}

const signOf = (stop, memo) => JSON.stringify([stop.text(memo), stop.help && !stop.help.unless?.(memo) && stop.help.words(memo)]);

function show(i, memo) {
  let at = i;
  while (stops[at].needs && !stops[at].needs(memo)) at++;
  const stop = stops[at];
  if (stop.place && (world.place.name !== stop.place || world.place.thread && narrow())) location.hash = "#" + stop.place;
  stop.begin?.(memo);
  end();
  fill(stop, memo);
}

const narrow = () => matchMedia("(max-width: 900px)").matches;

function fill(stop, memo) {
  const again = now?.stop === stop;
  const help = stop.help && !stop.help.unless?.(memo);
  const at = () => stop.at(memo);
  const buttons = [
    help && [stop.help.words(memo), "primary", () => stop.help.act(memo)],
    !help && !stop.next && reachable(stop.focus?.() ?? at()) && ["Take me there", "plain", () => reach(stop.focus?.() ?? at())],
    !stop.last && [stop.next ? "Next" : "Skip", stop.next ? "primary" : "quiet", () => show(stops.indexOf(stop) + 1, memo)],
    [stop.last ? "Done" : "End tour", stop.last ? "primary" : "quiet", leave],
  ];
  open({ label: `Tour, step ${stop.chapter} of ${chapters}`, title: stop.title, text: stop.text(memo), at, buttons, quietly: again });
  Object.assign(now, { stop, memo, sign: signOf(stop, memo) });
}

const takesKeys = "button, a, select, input";
const reachable = (el) => (el?.matches(takesKeys) ? el : el?.querySelector(takesKeys));

// reach takes the keyboard to the thing itself.
const reach = (el) => reachable(el)?.focus();

// open shows the note; quietly when only its words have changed, so that nobody's
// keyboard is taken away.
function open({ label, title, text, at, buttons, quietly }) {
  const box = now?.box ?? h("section", {
    class: "tour", id: "tour", role: "dialog", "aria-labelledby": "tour-title", "aria-describedby": "tour-text", popover: "manual",
  });
  const held = box.contains(document.activeElement);
  replace(box, h("p", { class: "tour-step" }, label), h("h2", { id: "tour-title", tabindex: "-1" }, title),
    h("p", { id: "tour-text", "aria-live": "polite" }, text),
    h("div", { class: "tour-buttons" }, buttons.filter(Boolean).map(([words, look, act]) =>
      h("button", { type: "button", class: look, onclick: act }, words))));
  if (!now) {
    document.body.append(box);
    box.showPopover();
    document.addEventListener("keydown", onKey);
    now = { box, frame: 0, timer: setInterval(followTour, 400) }; // some acts draw nothing anew
    follow();
  }
  now.at = at;
  if (!quietly) at()?.scrollIntoView({ block: "nearest" });
  if (!quietly || held) $("tour-title").focus({ preventScroll: true });
}

// follow keeps the note beside what it points at, wherever that moves.
function follow() {
  if (!now) return;
  const target = now.at?.();
  ring(target);
  nextTo(now.box, target);
  now.frame = requestAnimationFrame(follow);
}

function onKey(event) {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open], .menu:popover-open")) return;
  event.preventDefault();
  leave();
}

// leave ends the tour for good and gives the keyboard back to its button.
function leave() {
  remember();
  const within = now?.box.contains(document.activeElement);
  end();
  if (within) $("take-tour").focus();
}

function end() {
  if (!now) return;
  cancelAnimationFrame(now.frame);
  clearInterval(now.timer);
  document.removeEventListener("keydown", onKey);
  now.box.remove();
  now = null;
  ring(null);
}
