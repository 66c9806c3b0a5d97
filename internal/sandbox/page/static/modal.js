// The modal on top of the person's stack.

import { h } from "/assets/dom.js";
import { acknowledged, actor, attempt } from "/assets/actor.js";
import { api } from "/assets/api.js";
import { drawBlocks } from "/assets/blocks.js";
import { drawText, frame } from "/assets/dialog.js";
import { world } from "/assets/world.js";

let open = null; // {id, sign, dialog, held}
const dismissed = new Set();

// showViews brings the page in line with the person's open views.
export async function showViews() {
  const me = world.me.id;
  let views = [];
  try {
    views = await api.views(me);
  } catch {
    return;
  }
  if (me !== world.me.id) return;
  const top = views.filter((v) => !dismissed.has(v.id)).at(-1);
  if (!top) return shut();
  const sign = JSON.stringify([top.blocks, top.title, top.submit]);
  if (open?.id === top.id && open.sign === sign) return;
  const kept = open?.id === top.id ? values(open.held) : {};
  shut();
  draw(top, sign, kept);
}

export function shut() {
  const was = open;
  open = null;
  was?.dialog.close();
}

function draw(view, sign, kept) {
  const held = new Map();
  const ctx = {
    ...actor({ view_id: view.id }),
    hold: (element, block, read, shown) => held.set(element.action_id, { element, block, read, ...shown }),
  };
  const form = h("form", { id: "view-form", novalidate: true, class: "view" }, drawBlocks(view.blocks, ctx));
  const submit = view.submit && h("button", { type: "submit", form: "view-form", class: "primary" }, drawText(view.submit));
  const cancel = h("button", { type: "button", class: "plain", onclick: () => dialog.close() },
    view.close ? drawText(view.close) : "Close");
  const trouble = h("p", { class: "fault whole", role: "alert" });
  const dialog = frame({
    title: drawText(view.title), body: [trouble, form], buttons: [cancel, submit], wide: true,
    onclose: () => {
      if (open?.dialog !== dialog) return;
      open = null;
      dismissed.add(view.id);
      api.closeView({ user: world.me.id, view_id: view.id }).catch(() => {});
    },
  });
  open = { id: view.id, sign, dialog, held };
  for (const [id, value] of Object.entries(kept)) if (typeof value === "string" && held.get(id)?.node) held.get(id).node.value = value;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    trouble.textContent = "";
    send(view, held, submit, trouble);
  });
  (form.querySelector("[autofocus], input, textarea, select") ?? dialog.querySelector("footer button"))?.focus();
}

function values(held) {
  const out = {};
  for (const [id, { read }] of held) {
    const value = read();
    if (value !== undefined) out[id] = value;
  }
  return out;
}

async function send(view, held, submit, trouble) {
  if (!submit || submit.getAttribute("aria-busy")) return;
  if (missing(held)) return;
  submit.setAttribute("aria-busy", "true");
  const answer = await attempt(() => api.submit({ user: world.me.id, view_id: view.id, values: values(held) }));
  submit.removeAttribute("aria-busy");
  const errors = answer?.errors ?? {};
  trouble.textContent = errors._ ?? "";
  if (!answer || blame(held, errors) || errors._) return;
  acknowledged(answer);
  await showViews();
}

// missing points at the required fields that are empty, as the client of a chat does.
function missing(held) {
  const faults = {};
  for (const [id, { block, read }] of held) {
    const value = read();
    const empty = value === undefined || (Array.isArray(value) && !value.length);
    if (block.type === "input" && !block.optional && empty) faults[id] = "Please fill in this field.";
  }
  return blame(held, faults);
}

// blame writes each fault under its field; the first one gets the cursor.
function blame(held, errors) {
  let first = null;
  for (const [id, { block, node, fault }] of held) {
    if (!fault) continue;
    const words = errors[block.block_id] ?? errors[id] ?? errors[block.label?.text] ?? "";
    fault.textContent = words;
    node.setAttribute("aria-invalid", words ? "true" : "false");
    if (words) first ??= node;
  }
  first?.focus();
  return Boolean(first);
}
