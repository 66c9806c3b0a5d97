// What a person does: clicks, commands, submits. Every act says who acts, waits for
// the workspace's answer, and shows how quickly the bot acknowledged.

import { api } from "/assets/api.js";
import { $ } from "/assets/dom.js";
import { toast } from "/assets/dialog.js";
import { world } from "/assets/world.js";

// acts is what people pressed last, for whoever follows along.
export const acts = { last: null, asked: 0 };

export async function attempt(act) {
  try {
    return await act();
  } catch (error) {
    toast(error.message, "bad");
    return null;
  }
}

export function acknowledged(answer) {
  if (answer?.ok === false) toast("The bot did not answer within 3 s. Slack would show a warning sign there: try again.", "bad");
  else if (answer?.ack_ms > 0) $("ack").textContent = `Last answer in ${answer.ack_ms < 10 ? answer.ack_ms.toFixed(1) : Math.round(answer.ack_ms)} ms`;
}

// actor makes the context in which blocks act; where names the message or the view.
export function actor(where) {
  return {
    act: async (element, block, value) => {
      const body = { user: world.me.id, ...where, action_id: element.action_id, no_settle: true };
      if (block.block_id) body.block_id = block.block_id;
      if (value !== undefined) body.value = value;
      acts.last = { body, words: element.text?.text ?? "" };
      acknowledged(await attempt(() => api.click(body)));
    },
  };
}
