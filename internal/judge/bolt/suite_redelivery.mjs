// What nobody acks: over sockets it comes again; over HTTP only events do.
import assert from 'node:assert/strict';
import { until } from './until.mjs';

export async function run({ check, space, life, mode }) {
  const { bolt } = life;
  const commands = [];
  const events = [];
  bolt.command('/sla', async ({ ack, command, context }) => {
    commands.push({ text: command.text, trigger: command.trigger_id, retryNum: context.retryNum });
    if (command.text === 'slow' && commands.filter((c) => c.text === 'slow').length === 1) return; // never acked
    await ack(`took ${command.text}`);
  });
  bolt.event('app_home_opened', async ({ context, body }) => {
    events.push({ id: body.event_id, retryNum: context.retryNum, retryReason: context.retryReason });
  });

  await check('an event that comes again says so', async () => {
    await space.post('home/open', { user: 'ana' });
    const got = await space.fault({ redeliver: true });
    assert.equal(got.acked, true);
    await until('Bolt has heard twice', () => events.length === 2);
    const [first, second] = events;
    assert.equal(second.id, first.id);
    assert.deepEqual([first.retryNum || 0, second.retryNum], [0, 1]);
    assert.equal(second.retryReason, mode === 'http' ? 'http_timeout' : 'timeout');
  });
  const slow = () => commands.filter((c) => c.text === 'slow');
  await check('a command that is not acked fails after three seconds', async () => {
    if (mode === 'http') life.expect(/not acknowledged within 3 seconds/);
    const began = performance.now();
    const got = await space.command('slow', { no_settle: true });
    const took = performance.now() - began;
    assert.equal(got.ok, false);
    assert.ok(took >= 2900 && took < 4900, `${Math.round(took)} ms`);
    assert.equal(slow().length, 1);
    if (mode === 'http') assert.equal(got.error, 'operation_timeout');
  });
  if (mode === 'socket') {
    await check('an envelope without an ack comes again, and is over once it is acked', async () => {
      await until('Bolt has heard it twice', () => slow().length === 2);
      assert.equal(slow()[0].trigger, slow()[1].trigger);
      await until('nothing waits for its ack', async () => (await space.state()).pending_envelopes === 0);
    });
  } else {
    await check('over HTTP a command does not come again', async () => {
      await until('nothing is under way', async () => (await space.state()).pending_envelopes === 0);
      await space.command('next');
      assert.equal(slow().length, 1);
      await assert.rejects(space.fault({ redeliver: true }), /409/);
    });
  }
  await check('the next command is taken at once', async () => {
    const got = await space.command('afterwards');
    assert.deepEqual([got.ok, got.replies.at(-1)?.text], [true, 'took afterwards']);
  });
}
