// Clicks on messages: in the channel, in threads, on what one person alone sees.
import assert from 'node:assert/strict';
import { actions, button, options, plain, section } from './blocks.mjs';
import { until } from './until.mjs';

const channel = 'C0SALESLEADS';

export async function run({ check, space, life }) {
  const { bolt, client } = life;
  const heard = {};
  const on = (id, act = async () => {}) => bolt.action(id, async (args) => {
    heard[id] = { body: args.body, action: args.action };
    await args.ack();
    await act(args);
  });
  const post = (more = {}, ...elements) => client.chat.postMessage({
    channel, text: 'a card', blocks: [section('*Mara Lindt*', 'head'), actions(...(elements.length ? elements : [button('claim')]))], ...more,
  });
  const clicks = async (ts, action, more) => {
    const got = await space.click(ts, action, more);
    assert.equal(got.ok, true, `acked: ${JSON.stringify(got)}`);
    return got;
  };

  on('claim', async ({ body, respond, say, client: c }) => {
    await respond({ text: 'it is yours', replace_original: false, response_type: 'ephemeral' });
    await say({ text: 'claimed', thread_ts: body.message.ts });
    await c.chat.update({ channel: body.channel.id, ts: body.message.ts, text: 'claimed', blocks: [section('taken', 'head')] });
  });
  let card;
  await check('a click on a message is acked', async () => {
    card = await post();
    await clicks(card.ts, 'claim');
  });
  await check('a click carries message, container, channel, state and action as Bolt documents them', () => {
    const { body, action } = heard.claim;
    assert.equal(body.type, 'block_actions');
    assert.deepEqual(body.container, { type: 'message', message_ts: card.ts, channel_id: channel, is_ephemeral: false });
    assert.deepEqual([body.channel.id, body.user.id, body.user.team_id, body.team.id], [channel, 'U0ANADUARTE', 'T0LEADPACT', 'T0LEADPACT']);
    assert.deepEqual([body.message.ts, body.message.text, body.message.blocks[1].elements[0].action_id], [card.ts, 'a card', 'claim']);
    assert.deepEqual([action.type, action.action_id, action.block_id, action.value, action.text.text], ['button', 'claim', 'acts', 'lead-1', 'Claim']);
    for (const field of ['trigger_id', 'response_url', 'api_app_id', 'token']) assert.equal(typeof body[field], 'string', field);
    assert.match(action.action_ts, /^\d+\.\d+$/);
    assert.deepEqual(body.state, { values: {} });
  });
  await check('respond() tells the one who clicked', async () => {
    const told = await space.sees('the private answer', (m) => m.text === 'it is yours');
    assert.equal(told.ephemeral_to, 'U0ANADUARTE');
  });
  await check('say() speaks in the thread of the message', async () => {
    await space.sees('the reply', (m) => m.text === 'claimed' && m.thread_ts === card.ts, 'ben');
  });
  await check('chat.update redraws the message', async () => {
    await space.sees('the new card', (m) => m.ts === card.ts && m.text === 'claimed' && m.blocks[0].block_id === 'head' && m.blocks.length === 1, 'ben');
  });
  await check('a click on the button that has just gone reaches Bolt', async () => {
    delete heard.claim;
    await clicks(card.ts, 'claim');
    assert.equal(heard.claim.action.value, 'lead-1');
  });

  on('replace', ({ respond }) => respond({ replace_original: true, text: 'replaced', blocks: [section('replaced', 'new')] }));
  await check('respond() replaces the message', async () => {
    const { ts } = await post({}, button('replace'));
    await clicks(ts, 'replace');
    await space.sees('what replaced it', (m) => m.ts === ts && m.blocks[0].block_id === 'new', 'ben');
  });
  on('remove', ({ respond }) => respond({ delete_original: true }));
  await check('respond() deletes the message', async () => {
    const { ts } = await post({}, button('remove'));
    await clicks(ts, 'remove');
    await until('Ben no longer sees it', async () => !(await space.messages('ben')).some((m) => m.ts === ts));
  });

  await check('a click in a thread says in which', async () => {
    const { ts } = await post();
    on('within', ({ say, body }) => say({ text: 'in here', thread_ts: body.container.thread_ts }));
    const reply = await post({ thread_ts: ts }, button('within'));
    await clicks(reply.ts, 'within');
    assert.deepEqual([heard.within.body.container.thread_ts, heard.within.body.message.thread_ts], [ts, ts]);
    await space.sees('the reply', (m) => m.text === 'in here' && m.thread_ts === ts);
  });

  on('secret', ({ respond }) => respond({ replace_original: true, text: 'still between us' }));
  await check('a click on what one person alone sees names no message, and can replace it', async () => {
    const { message_ts: ts } = await client.chat.postEphemeral({ channel, user: 'U0ANADUARTE', text: 'between us', blocks: [actions(button('secret'))] });
    await clicks(ts, 'secret');
    assert.equal(heard.secret.body.message, undefined);
    assert.equal(heard.secret.body.container.is_ephemeral, true);
    const after = await space.sees('the new text', (m) => m.text === 'still between us');
    assert.equal(after.ephemeral_to, 'U0ANADUARTE');
    assert.ok(!(await space.messages()).some((m) => m.text === 'between us'), 'the old one is still there');
  });

  await check('a pick from a menu and from an overflow carry what was picked', async () => {
    on('stage');
    on('more');
    const { ts } = await post({}, { type: 'static_select', action_id: 'stage', placeholder: plain('Stage'), options: options('Open', 'Won') },
      { type: 'overflow', action_id: 'more', options: options('Why', 'Hide') });
    await clicks(ts, 'stage', { value: 'won' });
    assert.deepEqual([heard.stage.action.type, heard.stage.action.selected_option.value], ['static_select', 'won']);
    assert.equal(heard.stage.body.state.values.acts.stage.selected_option.value, 'won');
    await clicks(ts, 'more', { value: 'hide' });
    assert.equal(heard.more.action.selected_option.value, 'hide');
  });
  await check('Bolt tells buttons apart by block and by pattern', async () => {
    bolt.action({ action_id: /^pick_/, block_id: 'second' }, async ({ ack, action }) => { heard.pattern = action; await ack(); });
    const { ts } = await post({ blocks: [{ ...actions(button('pick_a', 'x')), block_id: 'first' }, { ...actions(button('pick_a', 'y')), block_id: 'second' }] });
    await clicks(ts, 'pick_a', { block_id: 'second' });
    assert.equal(heard.pattern.value, 'y');
  });
  await check('a link button is acked, too', async () => {
    on('link');
    const { ts } = await post({}, { ...button('link'), url: 'https://example.com/' });
    await clicks(ts, 'link');
  });
}
