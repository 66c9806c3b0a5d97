// Bolt's HTTPReceiver itself: the challenge, signatures, an app that is away.
import assert from 'node:assert/strict';

export async function run({ check, workspace, app }) {
  const listen = (bolt) => bolt.command('/sla', async ({ ack }) => ack('here'));

  await check('the challenge is answered once the app is there', async () => {
    const space = await workspace();
    assert.equal((await space.state()).verified, undefined);
    await app(space, { name: 'late', prepare: listen });
    assert.equal((await space.state()).verified, true);
    assert.equal((await space.state()).sockets, 0);
  });
  await check('an app that has stopped is not reached, and Slack says so', async () => {
    const space = await workspace();
    const a = await app(space, { name: 'stopped', prepare: listen });
    assert.equal((await space.command('x')).replies[0].text, 'here');
    await a.end();
    const got = await space.command('x');
    assert.deepEqual([got.ok, got.error], [false, 'dispatch_failed']);
  });
  await check('a signature with another secret is refused by Bolt', async () => {
    const space = await workspace({ secret: 'of-somebody-else' });
    const a = await app(space, { name: 'wrong secret', prepare: listen, known: false });
    a.expect(/signature/i);
    const got = await space.command('x');
    assert.deepEqual([got.ok, got.error], [false, 'http_client_error']);
  });
  await check('a request that is not signed at all is refused by Bolt', async () => {
    const space = await workspace();
    const a = await app(space, { name: 'unsigned', prepare: listen });
    a.expect(/header/i);
    const { delivers_to: at } = await space.state();
    const res = await fetch(at, { method: 'POST', body: 'command=%2Fsla', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    assert.equal(res.status, 401);
  });
}
