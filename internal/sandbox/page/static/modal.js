// The modal on top of the person's stack.

import { h } from "/assets/dom.js";
import { acknowledged, actor, attempt } from "/assets/actor.js";
import { api } from "/assets/api.js";
import { drawBlocks } from "/assets/blocks.js";
import { blame, faults } from "/assets/check.js";
import { drawText, frame } from "/assets/dialog.js";
import { world } from "/assets/world.js";

let open = null; // {id, sign, frame, held, preset, trouble, submit, cancel, state}: state is "", busy, sent or left
const dismissed = new Set();
const drafts = new Map(); // by view: what was filled in when another modal came on top

let turn = 0;

// showViews brings the page in line with the person's open views. Only the latest look
// counts: an older answer that comes later would close what has opened since.
export async function showViews() {
  const me = world.me.id;
  const mine = ++turn;
  let views = [];
  try {
    views = await api.views(me);
  } catch {
    return;
  }
  if (mine !== turn || me !== world.me.id) return;
  const ids = views.map((v) => v.id);
  for (const id of drafts.keys()) if (!ids.includes(id)) drafts.delete(id);
  if (open && !ids.includes(open.id) && stays()) return;
  const top = views.filter((v) => !dismissed.has(v.id)).at(-1);
  if (!top) return shut();
  const sign = JSON.stringify([top.blocks, top.title, top.submit]);
  if (open?.id === top.id && open.sign === sign) return;
  if (open) drafts.set(open.id, values(open.held));
  if (open?.id !== top.id) shut();
  draw(top, sign, ids.length > 1);
}

// stays tells whether a view that is gone stays on show: what somebody typed is theirs
// until they close it, though the view was sent in another window.
function stays() {
  if (open.state === "busy") return true; // its answer comes at once
  if (open.state === "sent" || JSON.stringify(values(open.held)) === open.preset) return false;
  if (open.state !== "left") leave();
  return true;
}

function leave() {
  Object.assign(open, { state: "left" });
  open.trouble.textContent = "Already sent or closed in another window. What you typed here was not sent; it stays until you close this.";
  open.cancel.textContent = "Close"; // what it said is decided
  if (open.submit) open.submit.hidden = true;
}

export function shut() {
  const was = open;
  open = null;
  was?.frame.dialog.close();
}

// draw shows a view; one that is open already keeps its dialog and what was typed.
function draw(view, sign, stacked) {
  const held = new Map();
  const ctx = {
    ...actor({ view_id: view.id }),
    hold: (element, block, read, shown) => held.set(element.action_id, { element, block, read, ...shown }),
  };
  const at = document.activeElement?.dataset.action;
  const form = h("form", { id: "view-form", novalidate: true, class: "view" }, drawBlocks(view.blocks, ctx));
  const parts = { form, held, view, trouble: h("p", { class: "fault whole", role: "alert" }), working: h("p", { class: "working", role: "status" }) };
  parts.submit = view.submit && h("button", { type: "submit", form: "view-form", class: "primary" }, drawText(view.submit));
  const cancel = h("button", { type: "button", class: "plain", onclick: () => open?.frame.dialog.close() },
    view.close ? drawText(view.close) : stacked ? "Back" : "Close");
  const content = { title: drawText(view.title), body: [parts.trouble, form], buttons: [parts.working, cancel, parts.submit] };
  const same = open?.id === view.id;
  const shown = same ? open.frame : frame({ ...content, wide: true, onclose: () => closed(shown, view.id) });
  if (same) shown.set(content);
  open = { id: view.id, sign, frame: shown, held, preset: JSON.stringify(values(held)), trouble: parts.trouble, submit: parts.submit, cancel, state: same ? open.state : "" };
  restore(held, drafts.get(view.id) ?? {});
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(parts);
  });
  (form.querySelector(same && at ? `[data-action="${CSS.escape(at)}"]` : "[autofocus]") ??
    form.querySelector("input, textarea, select") ?? shown.dialog.querySelector("footer button"))?.focus();
}

// closed is by the person: Escape, the cross, the button.
function closed(shown, id) {
  if (open?.frame !== shown) return;
  const left = open.state === "left"; // the workspace has closed it long since
  open = null;
  dismissed.add(id);
  (left ? Promise.resolve() : api.closeView({ user: world.me.id, view_id: id }).catch(() => {})).then(showViews);
}

function values(held) {
  const out = {};
  for (const [id, { read }] of held) {
    const value = read();
    if (value !== undefined) out[id] = value;
  }
  return out;
}

// restore puts back what was filled in before the view was drawn anew.
function restore(held, kept) {
  for (const [id, value] of Object.entries(kept)) {
    const node = held.get(id)?.node;
    if (node?.tagName === "FIELDSET") {
      for (const tick of node.querySelectorAll("input")) tick.checked = [value].flat().includes(tick.value);
    } else if (node && typeof value === "string") {
      node.value = value;
      node.dispatchEvent(new Event("input"));
    }
  }
}

const patience = 3000; // as long as Slack itself waits

async function send({ view, held, submit, trouble, working }) {
  const mine = open;
  if (!submit || submit.getAttribute("aria-busy") || mine?.state === "left") return;
  trouble.textContent = "";
  if (blame(held, faults(held))) return;
  submit.setAttribute("aria-busy", "true");
  mine.state = "busy";
  working.textContent = "Working…";
  const late = setTimeout(() => {
    working.textContent = "No answer for 3 s. Slack gives up about now.";
  }, patience - 100);
  const answer = await attempt(() => api.submit({ user: world.me.id, view_id: view.id, values: values(held), no_settle: true }));
  clearTimeout(late);
  working.textContent = "";
  submit.removeAttribute("aria-busy");
  const errors = answer?.errors ?? {};
  trouble.textContent = errors._ ?? "";
  mine.state = "";
  if (!answer) return showViews(); // it may have been sent elsewhere meanwhile
  if (blame(held, errors) || errors._) return;
  mine.state = "sent";
  acknowledged(answer);
  await showViews();
}
