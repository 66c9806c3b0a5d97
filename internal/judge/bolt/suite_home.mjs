// The home tab: opened, published, clicked.
import assert from 'node:assert/strict';
import { home } from './blocks.mjs';
import { refused } from './refused.mjs';
import { until } from './until.mjs';

export async function run({ check, space, life }) {
  const { bolt } = life;
  const opened = [];
  const clicked = [];
  bolt.event('app_home_opened', async ({ event, body, context, client }) => {
    opened.push({ event, body, context });
    if (event.tab === 'home') await client.views.publish({ user_id: event.user, view: home(`seen ${opened.length}`) });
  });
  bolt.action('refresh', async ({ ack, body, client }) => {
    await ack();
    clicked.push(body);
    await client.views.publish({ user_id: body.user.id, hash: body.view.hash, view: home('refreshed') });
  });
  const shows = async (user = 'ben') => (await space.get(`home?user=${user}`)).view?.blocks[0].text.text;

  await check('app_home_opened reaches Bolt, and views.publish draws the tab', async () => {
    await space.post('home/open', { user: 'ben' });
    await until('the tab is there', async () => (await shows()) === 'seen 1');
  });
  await check('the event carries what Bolt documents', () => {
    const { event, body } = opened[0];
    assert.deepEqual([event.type, event.user, event.tab, event.view], ['app_home_opened', 'U0BENOKAFOR', 'home', undefined]);
    assert.match(event.channel, /^D/);
    assert.match(event.event_ts, /^\d+\.\d+$/);
    assert.deepEqual([body.type, body.team_id, body.api_app_id], ['event_callback', 'T0LEADPACT', 'A0LEADPACT']);
    assert.match(body.event_id, /^Ev/);
    assert.deepEqual([body.authorizations[0].user_id, body.authorizations[0].is_bot], ['U0LEADPACT', true]);
    assert.equal(typeof body.event_time, 'number');
  });
  await check('once there is a tab, the event shows it', async () => {
    await space.post('home/open', { user: 'ben' });
    await until('Bolt has heard twice', () => opened.length === 2);
    assert.equal(opened[1].event.view.blocks[0].text.text, 'seen 1');
    await until('the tab is drawn again', async () => (await shows()) === 'seen 2');
  });
  await check('a click in the home tab names the view, and a publish by its hash is taken', async () => {
    const { view } = await space.get('home?user=ben');
    assert.equal((await space.post('click', { user: 'ben', view_id: view.id, action_id: 'refresh' })).ok, true);
    await until('the tab is refreshed', async () => (await shows()) === 'refreshed');
    const [body] = clicked;
    assert.deepEqual([body.container.type, body.view.type, body.channel, body.message], ['view', 'home', undefined, undefined]);
    assert.equal(body.actions[0].value, 'now');
  });
  await check('a publish by an old hash is refused', () => refused(
    life.client.views.publish({ user_id: 'U0BENOKAFOR', hash: 'not.this', view: home('x') }), 'hash_conflict'));
  await check('the messages tab is told apart', async () => {
    await space.post('home/open', { user: 'chloe', tab: 'messages' });
    await until('Bolt has heard of it', () => opened.some(({ event }) => event.tab === 'messages' && event.user === 'U0CHLOEMART'));
    assert.equal(await shows('chloe'), undefined);
  });
}
