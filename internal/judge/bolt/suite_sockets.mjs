// Two apps on one workspace, as two processes of one bot are: each envelope goes to one of them.
import assert from 'node:assert/strict';
import { until } from './until.mjs';

export async function run({ check, workspace, app }) {
  const space = await workspace();
  const heard = { one: [], two: [] };
  const listen = (name) => (bolt) => bolt.command('/sla', async ({ ack, command }) => {
    heard[name].push(command.text);
    await ack(`${name} took ${command.text}`);
  });
  const one = await app(space, { name: 'one', prepare: listen('one') });
  const two = await app(space, { name: 'two', prepare: listen('two') });
  const types = async (word, n) => {
    const all = await Promise.all(Array.from({ length: n }, (_, i) => space.command(`${word} ${i}`, { no_settle: true })));
    assert.ok(all.every((got) => got.ok), JSON.stringify(all));
  };
  const of = (name, word) => heard[name].filter((text) => text.startsWith(`${word} `)).length;

  await check('two sockets share the envelopes, and none comes twice', async () => {
    assert.equal((await space.state()).sockets, 2);
    await types('both', 20);
    assert.deepEqual([of('one', 'both') + of('two', 'both'), new Set([...heard.one, ...heard.two]).size], [20, 20]);
    assert.ok(of('one', 'both') > 0 && of('two', 'both') > 0, `one ${of('one', 'both')}, two ${of('two', 'both')}`);
  });
  await check('while one socket is gone the other takes everything at once', async () => {
    one.expect(/WebSocket error/);
    two.expect(/WebSocket error/);
    await space.fault({ socket: 'drop' });
    await space.sockets(1);
    await types('alone', 10);
    assert.equal(of('one', 'alone') + of('two', 'alone'), 10);
  });
  await check('the one that was gone comes back and takes its share', async () => {
    await space.sockets(2, 20_000);
    await types('again', 20);
    assert.ok(of('one', 'again') > 0 && of('two', 'again') > 0, `one ${of('one', 'again')}, two ${of('two', 'again')}`);
  });
  await check('an app that stops leaves the rest to the other', async () => {
    await two.end();
    await space.sockets(1);
    await types('last', 5);
    await until('all of them were taken', () => of('one', 'last') === 5);
  });
}
