// Interactive elements: what is clicked or chosen is told to the bot.

import { h, icon, webAddress } from "/assets/dom.js";
import { ask, drawText } from "/assets/dialog.js";
import { control, freshID } from "/assets/controls.js";
import { openMenu } from "/assets/menu.js";
import { picture } from "/assets/picture.js";

// element draws one element of a block. ctx.act(element, block, value) tells the bot.
export function element(e, block, ctx) {
  switch (e?.type) {
    case "button":
    case "workflow_button": return button(e, block, ctx);
    case "overflow": return overflow(e, block, ctx);
    case "image": return picture(e, "thumb");
    case "icon_button": return button({ ...e, style: "" }, block, ctx);
    case "feedback_buttons":
      return h("span", { class: "elements" }, [e.positive_button, e.negative_button].map((half) =>
        button({ ...half, action_id: e.action_id }, block, ctx)));
  }
  const held = e && control(e);
  return held ? chooser(e, block, ctx, held) : h("span", { class: "muted" }, `(${e?.type ?? "something"} is not shown here)`);
}

const styles = { primary: "primary", danger: "danger" };

function button(e, block, ctx) {
  const act = async () => {
    if (node.getAttribute("aria-busy") || (e.confirm && !(await ask(e.confirm)))) return;
    const address = e.url && webAddress(e.url);
    if (address) window.open(address, "_blank", "noopener,noreferrer");
    node.setAttribute("aria-busy", "true");
    await ctx.act(e, block, e.value);
    node.removeAttribute("aria-busy");
  };
  const node = h("button", {
    type: "button", class: styles[e.style] ?? "plain", onclick: act,
    "data-action": e.action_id, "aria-label": spoken(e),
  }, drawText(e.text));
  return node;
}

// spoken is the name for the ear. It begins with what the eye reads, so that whoever
// steers by voice can say what they see.
function spoken(e) {
  const seen = e.text?.text ?? "";
  const said = e.accessibility_label;
  return !said || said.toLowerCase().includes(seen.toLowerCase()) ? said : `${seen}: ${said}`;
}

function overflow(e, block, ctx) {
  const open = () => openMenu(node, e.options.map((option) => ({
    label: drawText(option.text),
    note: option.description && drawText(option.description),
    act: async () => {
      if (e.confirm && !(await ask(e.confirm))) return;
      const address = option.url && webAddress(option.url);
      if (address) window.open(address, "_blank", "noopener,noreferrer");
      await ctx.act(e, block, option.value);
    },
  })), "More actions");
  const node = h("button", {
    type: "button", class: "icon-button", "aria-label": "More actions", "aria-haspopup": "menu",
    "data-action": e.action_id, onclick: open,
  }, icon("more"));
  return node;
}

// chooser acts as soon as something is chosen, and is part of a modal's values.
function chooser(e, block, ctx, held) {
  const name = e.placeholder?.text || block.text?.text || "Choose";
  held.node.setAttribute("aria-label", name);
  held.node.setAttribute("data-action", e.action_id ?? freshID());
  ctx.hold?.(e, block, held.read);
  held.node.addEventListener("change", async () => {
    const value = held.read();
    if (value === undefined || (e.confirm && !(await ask(e.confirm)))) return;
    ctx.act(e, block, value);
  });
  return held.node;
}
