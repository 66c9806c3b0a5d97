// What a person does: clicks, commands, submits. Every act says who acts, waits for
// the workspace's answer, and shows how quickly the bot acknowledged.

import { api } from "/assets/api.js";
import { $ } from "/assets/dom.js";
import { toast } from "/assets/dialog.js";
import { world } from "/assets/world.js";

let after = () => {};
export const onActed = (call) => (after = call);

export async function attempt(act) {
  try {
    const answer = await act();
    after(answer);
    return answer;
  } catch (error) {
    toast(error.message, "bad");
    return null;
  }
}

export function acknowledged(answer) {
  if (answer?.ok === false) toast("The bot did not acknowledge the click in time.", "bad");
  else if (answer?.ack_ms > 0) $("ack").textContent = `Last answer in ${answer.ack_ms < 10 ? answer.ack_ms.toFixed(1) : Math.round(answer.ack_ms)} ms`;
}

// actor makes the context in which blocks act; where names the message or the view.
export function actor(where) {
  return {
    act: async (element, block, value) => {
      const body = { user: world.me.id, ...where, action_id: element.action_id };
      if (block.block_id) body.block_id = block.block_id;
      if (value !== undefined) body.value = value;
      acknowledged(await attempt(() => api.click(body)));
    },
  };
}
