// Dialogs and toasts: what stands above the page.

import { $, h, icon, replace } from "/assets/dom.js";
import { mrkdwn, plain } from "/assets/mrkdwn.js";

export const drawText = (object) =>
  object ? (object.type === "mrkdwn" ? mrkdwn(object.text) : plain(object.text)) : [];

// toast says something that nobody has to answer.
export function toast(text, tone = "info") {
  const el = h("p", { class: `toast ${tone}` }, text);
  const all = $("toasts");
  if (all.matches(":popover-open")) all.hidePopover();
  all.showPopover(); // again, so that it stands above a dialog that opened since
  all.replaceChildren(el); // one at a time: the newest is what counts
  setTimeout(() => {
    el.remove();
    if (!all.childElementCount && all.matches(":popover-open")) all.hidePopover();
  }, tone === "bad" ? 9000 : 3200);
}

let serial = 0;

// frame is the dialog's outline: title, close button, body, buttons. Its set puts
// other content into the same dialog.
export function frame({ title, body, buttons, onclose, wide }) {
  const id = `dialog-title-${++serial}`;
  const parts = { title: h("h2", { id }), body: h("div", { class: "dialog-body" }), buttons: h("footer") };
  const dialog = h("dialog", { class: wide ? "dialog wide" : "dialog", "aria-labelledby": id },
    h("header", {}, parts.title,
      h("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => dialog.close() }, icon("close"))),
    parts.body, parts.buttons);
  const set = (content) => {
    for (const [name, el] of Object.entries(parts)) replace(el, content[name]);
  };
  set({ title, body, buttons });
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    comeBack(before);
    onclose?.(dialog.returnValue);
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, set };
}

// comeBack gives the keyboard back to where it was before the dialog: to the button,
// or to what took its place when its card was redrawn meanwhile.
function comeBack(before) {
  if (before?.isConnected) return before.focus();
  const action = before?.dataset?.action;
  const same = action && document.querySelector(`.message [data-action="${CSS.escape(action)}"], .home [data-action="${CSS.escape(action)}"]`);
  (same || $("title"))?.focus({ preventScroll: true });
}

// ask shows an element's confirm dialog and answers whether to go on.
export function ask(confirm) {
  return new Promise((resolve) => {
    const answer = (value) => () => dialog.close(value);
    const { dialog } = frame({
      title: drawText(confirm.title ?? { type: "plain_text", text: "Are you sure?" }),
      body: h("div", { class: "text" }, drawText(confirm.text)),
      buttons: [
        h("button", { type: "button", class: "plain", onclick: answer("no") },
          drawText(confirm.deny ?? { type: "plain_text", text: "No" })),
        h("button", { type: "button", class: confirm.style === "danger" ? "danger" : "primary", onclick: answer("yes") },
          drawText(confirm.confirm ?? { type: "plain_text", text: "Yes" })),
      ],
      onclose: (value) => resolve(value === "yes"),
    });
    dialog.querySelector("footer button:last-child").focus();
  });
}
