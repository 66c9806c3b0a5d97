// One socket that is lost in each of Slack's ways: Bolt comes back, and what was typed meanwhile is not lost.
import assert from 'node:assert/strict';
import { until } from './until.mjs';

const back = 30_000; // Bolt waits 5 s before it connects again, and longer after each failure

export const disconnects = ['drop', 'warning', 'refresh_requested', 'too_many_websockets', 'link_disabled']
  .map((reason) => ({ name: reason, run: (stage) => run(stage, reason) }));

async function run({ check, space, life }, reason) {
  const heard = [];
  life.bolt.command('/sla', async ({ ack, command, respond }) => {
    heard.push(command.text);
    await ack(); // what comes with an ack after three seconds would be shown to nobody
    await respond(`took ${command.text}`);
  });
  if (reason === 'drop') life.expect(/WebSocket error/);
  if (reason === 'link_disabled') life.expect(/link_disabled/);

  await check('a command arrives before', async () => { assert.equal((await space.command('before')).ok, true); });
  await check(`Bolt lets go of the socket: ${reason}`, async () => {
    assert.equal((await space.fault({ socket: reason })).sockets, 1);
    await space.sockets(0, back);
  });
  await check('what is typed while Bolt is away waits for it', async () => {
    await space.command('meanwhile', { no_settle: true });
    assert.ok((await space.state()).pending_envelopes === 1 || heard.includes('meanwhile'));
  });
  if (reason === 'link_disabled') {
    await check('Bolt is told that the link is off, and asks again once it is on', async () => {
      await until('Bolt has asked in vain', async () => (await space.calls('apps.connections.open')).at(-1).answer.error === 'link_disabled', back);
      await space.fault({ socket: 'link_enabled' });
    });
  }
  await check('Bolt comes back by a new address', async () => {
    await space.sockets(1, back);
    const opened = (await space.calls('apps.connections.open')).filter((c) => c.answer.ok).map((c) => c.answer.url);
    assert.equal(new Set(opened).size, 2, `addresses: ${opened}`);
  });
  await check('what was typed meanwhile arrives, once', async () => {
    await until('it has arrived', () => heard.includes('meanwhile'));
    await until('nothing waits for its ack', async () => (await space.state()).pending_envelopes === 0);
    assert.equal(heard.filter((text) => text === 'meanwhile').length, 1);
    await space.sees('its answer', (m) => m.text === 'took meanwhile');
  });
  await check('the next command is answered', async () => {
    const got = await space.command('after');
    assert.deepEqual([got.ok, got.replies.map((r) => r.text)], [true, ['took after']]);
  });
}
