// Slash commands: what Bolt is told, and every way to answer one.
import assert from 'node:assert/strict';
import { section } from './blocks.mjs';
import { until } from './until.mjs';

export async function run({ check, space, life, mode }) {
  const { bolt } = life;
  const heard = {};
  bolt.command('/sla', async ({ ack, respond, command, context, payload, say }) => {
    heard[command.text] = { command, context, payload };
    const answers = {
      'ack text': () => ack(`you typed ${command.text}`),
      'ack blocks': () => ack({ text: 'fallback', blocks: [section('*drawn*', 'drawn')] }),
      'ack channel': () => ack({ response_type: 'in_channel', text: 'for all to see' }),
      respond: async () => { await ack(); await respond('later, in private'); },
      'respond channel': async () => { await ack(); await respond({ response_type: 'in_channel', text: 'later, for all' }); },
      'respond often': async () => {
        await ack();
        for (const n of [1, 2, 3, 4, 5]) await respond(`answer ${n}`);
        heard.sixth = await respond('answer 6').then(() => 'was taken', (error) => error);
      },
      say: async () => { await ack(); await say('said aloud'); },
    };
    await (answers[command.text] ?? (() => ack()))();
  });
  const typed = async (text) => {
    const got = await space.command(text);
    assert.equal(got.ok, true, `acked: ${JSON.stringify(got)}`);
    return got.replies;
  };

  await check('a command is acked with text, which its author alone sees', async () => {
    const [reply] = await typed('ack text');
    assert.equal(reply.text, 'you typed ack text');
    assert.equal(reply.ephemeral_to, 'U0ANADUARTE');
    assert.ok(!(await space.messages('ben')).some((m) => m.text === reply.text), 'Ben sees it, too');
  });
  await check('a command carries all that Bolt documents', () => {
    const { command } = heard['ack text'];
    for (const field of ['token', 'command', 'text', 'response_url', 'trigger_id', 'user_id', 'user_name', 'team_id', 'team_domain',
      'channel_id', 'channel_name', 'api_app_id', 'is_enterprise_install']) {
      assert.equal(typeof command[field], 'string', field);
    }
    assert.deepEqual([command.command, command.user_id, command.channel_name], ['/sla', 'U0ANADUARTE', 'sales-leads']);
  });
  await check('Bolt finds out who it is, by auth.test', () => {
    const { context } = heard['ack text'];
    assert.deepEqual([context.teamId, context.botUserId, context.botId, context.isEnterpriseInstall], ['T0LEADPACT', 'U0LEADPACT', 'B0LEADPACT', false]);
  });
  await check('a command is acked with blocks', async () => {
    const [reply] = await typed('ack blocks');
    assert.equal(reply.blocks[0].block_id, 'drawn');
  });
  await check('a command is acked for the whole channel', async () => {
    const [reply] = await typed('ack channel');
    assert.equal(reply.ephemeral_to, '');
  });
  await check('a command is acked with nothing', async () => { assert.deepEqual(await typed('nothing'), []); });
  await check('respond() comes after the ack', async () => {
    await typed('respond');
    const told = await space.sees('the answer', (m) => m.text === 'later, in private');
    assert.equal(told.ephemeral_to, 'U0ANADUARTE');
  });
  await check('respond() can speak to the whole channel', async () => {
    await typed('respond channel');
    await space.sees('the answer', (m) => m.text === 'later, for all' && m.ephemeral_to === '', 'ben');
  });
  await check('respond() works five times and is refused the sixth', async () => {
    await typed('respond often');
    await until('the sixth has been tried', () => heard.sixth);
    assert.equal((await space.messages()).filter((m) => /^answer \d$/.test(m.text)).length, 5);
    assert.match(String(heard.sixth?.message ?? heard.sixth), /404|used_url/);
  });
  await check('say() speaks in the channel of the command', async () => {
    await typed('say');
    await space.sees('what was said', (m) => m.text === 'said aloud', 'ben');
  });
  await check('text is handed over as it was typed', async () => {
    const odd = 'lead mara+1@kessel.example & "so on" <é 🙂> 100%';
    await space.command(odd);
    assert.ok(heard[odd], `Bolt heard ${JSON.stringify(Object.keys(heard).at(-1))}`);
  });
  await check(`commands do not wait for one another (${mode})`, async () => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, n) => space.command(`many ${n}`, { no_settle: true })));
    assert.ok(all.every((got) => got.ok));
    assert.equal(Object.keys(heard).filter((text) => text.startsWith('many ')).length, 20);
  });
}
