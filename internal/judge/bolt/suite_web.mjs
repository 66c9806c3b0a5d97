// The Web API through Bolt's own client: calls, refusals, scopes, limits, retries.
import assert from 'node:assert/strict';
import { section } from './blocks.mjs';
import { refused } from './refused.mjs';
import { scopes } from './workspace.mjs';

const channel = 'C0SALESLEADS';

export async function run({ check, space, life }) {
  const { client } = life;

  await check('auth.test tells who the bot is', async () => {
    const who = await client.auth.test();
    assert.deepEqual([who.ok, who.user_id, who.bot_id, who.team_id, who.is_enterprise_install], [true, 'U0LEADPACT', 'B0LEADPACT', 'T0LEADPACT', false]);
  });
  let parent;
  await check('chat.postMessage answers with the message', async () => {
    parent = await client.chat.postMessage({ channel, text: 'parent', blocks: [section('parent', 'p')], metadata: { event_type: 'lead_card', event_payload: { lead: 'lead-1' } } });
    assert.deepEqual([parent.channel, parent.message.ts, parent.message.bot_id, parent.message.app_id], [channel, parent.ts, 'B0LEADPACT', 'A0LEADPACT']);
  });
  await check('metadata stays with the message and goes when it is taken away', async () => {
    const kept = () => space.messages().then((all) => all.find((m) => m.ts === parent.ts).metadata);
    assert.equal((await kept()).event_payload.lead, 'lead-1');
    await client.chat.update({ channel, ts: parent.ts, text: 'parent', blocks: [section('again', 'p')] });
    assert.equal((await kept())?.event_payload.lead, 'lead-1');
    await client.chat.update({ channel, ts: parent.ts, text: 'parent', blocks: [section('again', 'p')], metadata: {} });
    assert.ok(!(await kept())?.event_type);
  });
  await check('chat.postMessage replies in a thread', async () => {
    const reply = await client.chat.postMessage({ channel, text: 'reply', thread_ts: parent.ts });
    assert.equal(reply.message.thread_ts, parent.ts);
    await refused(client.chat.postMessage({ channel, text: 'x', thread_ts: '1.000001' }), 'thread_not_found');
  });
  await check('a direct message goes to a person by conversations.open', async () => {
    const { channel: dm } = await client.conversations.open({ users: 'U0ANADUARTE' });
    assert.match(dm.id, /^D/);
    await client.chat.postMessage({ channel: dm.id, text: 'between you and me' });
    await space.sees('the direct message', (m) => m.text === 'between you and me', 'ana', '@ana');
  });
  await check('chat.postEphemeral, chat.getPermalink and chat.delete', async () => {
    await client.chat.postEphemeral({ channel, user: 'U0BENOKAFOR', text: 'Ben alone' });
    await space.sees('it', (m) => m.text === 'Ben alone' && m.ephemeral_to === 'U0BENOKAFOR', 'ben');
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: parent.ts });
    assert.match(permalink, new RegExp(`^https://[^/]+\\.slack\\.com/archives/${channel}/p${parent.ts.replace('.', '')}$`));
    const { ts } = await client.chat.postMessage({ channel, text: 'gone soon' });
    await client.chat.delete({ channel, ts });
    await refused(client.chat.update({ channel, ts, text: 'x' }), 'message_not_found');
  });
  await check('users.info and users.list', async () => {
    const { user } = await client.users.info({ user: 'U0ANADUARTE' });
    assert.deepEqual([user.name, user.real_name, user.tz, user.is_bot, user.profile.display_name], ['ana', 'Ana Duarte', 'Europe/Berlin', false, 'ana']);
    const { members } = await client.users.list({});
    assert.ok(members.some((m) => m.id === 'U0LEADPACT' && m.is_bot));
    await refused(client.users.info({ user: 'U0NOBODY000' }), 'user_not_found');
  });
  await check('conversations.list page by page, conversations.info and .members', async () => {
    const seen = [];
    let pages = 0;
    for await (const page of client.paginate('conversations.list', { limit: 1, types: 'public_channel,private_channel' })) {
      pages += 1;
      seen.push(...page.channels.map((c) => c.name));
    }
    assert.ok(pages > 1 && seen.includes('sales-leads') && seen.includes('sales-managers'), `${pages} pages: ${seen}`);
    const { channel: info } = await client.conversations.info({ channel });
    assert.deepEqual([info.id, info.name, info.is_member, info.is_archived, info.is_private], [channel, 'sales-leads', true, false, false]);
    const { members } = await client.conversations.members({ channel });
    assert.ok(members.includes('U0ANADUARTE'));
  });
  await refusals({ check, client, space, life });
  await patience({ check, client, space, life });
}

// refusals are Slack's answers to what must not be.
async function refusals({ check, client, space, life }) {
  life.expect(/top-level `text` argument is missing/);
  life.expect(/must be less than 3001 characters/);
  await check('channels that are wrong are refused by name', async () => {
    await refused(client.chat.postMessage({ channel: 'C0NOWHERE00', text: 'x' }), 'channel_not_found');
    await refused(client.chat.postMessage({ channel: 'C0GENERAL001', text: 'x' }), 'not_in_channel');
    await refused(client.chat.postMessage({ channel: 'C0OLDDEALS01', text: 'x' }), 'is_archived');
    await refused(client.chat.postMessage({ channel }), 'no_text');
  });
  await check('blocks that are wrong are refused with the place', async () => {
    await assert.rejects(client.chat.postMessage({ channel, text: 'x', blocks: [section('y'.repeat(3001))] }), (e) => {
      assert.equal(e.data.error, 'invalid_blocks');
      assert.match(e.data.response_metadata.messages[0], /json-pointer:\/blocks\/0\/text/);
      return true;
    });
  });
  await check('a method that is not there is said to be unknown', () => refused(client.apiCall('no.such.method'), 'unknown_method'));
  await check('a wrong token is refused', () => refused(client.auth.test({ token: 'xoxb-of-nobody' }), 'invalid_auth'));
  await check('a missing scope is named, with those that are there', async () => {
    const left = scopes.filter((s) => s !== 'users:read');
    await space.grant(left);
    try {
      await refused(client.users.info({ user: 'U0ANADUARTE' }), 'missing_scope', { needed: 'users:read', provided: left.join(',') });
    } finally {
      await space.grant(scopes);
    }
    const { response_metadata: meta } = await client.users.info({ user: 'U0ANADUARTE' });
    assert.deepEqual([meta.scopes, meta.acceptedScopes], [scopes, ['users:read']]);
  });
}

// patience is what Bolt's client does by itself when Slack stumbles.
async function patience({ check, client, space, life }) {
  life.expect(/http request failed/); // said before each new try
  await check('Bolt waits as long as a 429 says', async () => { // and longer: it adds a pause of its own
    await space.fault({ method: 'chat.postMessage', mode: 'ratelimit', times: 2, retry_after: 1 });
    const began = performance.now();
    await client.chat.postMessage({ channel, text: 'after two refusals' });
    const took = performance.now() - began;
    assert.ok(took >= 2000 && took < 20_000, `${Math.round(took)} ms`);
    const tries = (await space.calls('chat.postMessage')).filter((c) => c.arguments.text === 'after two refusals');
    assert.deepEqual(tries.map((c) => c.status), [429, 429, 200]);
  });
  await check('Bolt tries again after a 503 and after a cut connection', async () => {
    await space.fault({ method: 'users.info', mode: 'error', error: 'http_503' });
    await space.fault({ method: 'users.info', mode: 'cut_before' });
    const { user } = await client.users.info({ user: 'U0BENOKAFOR' });
    assert.equal(user.name, 'ben');
    assert.equal((await space.calls('users.info')).filter((c) => c.arguments.user === 'U0BENOKAFOR').length, 3);
  });
}
