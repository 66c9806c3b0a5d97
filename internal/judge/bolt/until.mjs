// Waiting for something to come true, which is the only way in which the judge waits.
import { setTimeout as pause } from 'node:timers/promises';

// until asks again and again until it gets an answer that is true, and returns that. The limit is for a busy machine.
export async function until(what, ask, limit = 15_000) {
  const deadline = performance.now() + limit;
  for (;;) {
    const got = await ask();
    if (got) return got;
    if (performance.now() > deadline) throw new Error(`it never came true within ${limit} ms that ${what}`);
    await pause(20);
  }
}
