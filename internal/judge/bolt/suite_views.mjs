// Modals: opened, redrawn, stacked, submitted with every answer there is, closed.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { actions, button, modal, plain } from './blocks.mjs';
import { until } from './until.mjs';

export async function run({ check, space, life }) {
  const { bolt } = life;
  const heard = {};
  const submits = [];
  let opens = () => modal('log');
  bolt.command('/sla', async ({ ack, command, client }) => {
    await ack();
    if (command.text === 'late') await pause(3300);
    heard.opened = await client.views.open({ trigger_id: command.trigger_id, view: opens() }).catch((error) => error);
    heard.twice = await client.views.open({ trigger_id: command.trigger_id, view: opens() }).catch((error) => error);
  });
  bolt.view('log', async ({ ack, view, body }) => {
    submits.push({ view, body });
    const answers = {
      bad: () => ack({ response_action: 'errors', errors: { note: 'Say more.' } }),
      update: () => ack({ response_action: 'update', view: modal('log', { title: plain('Redrawn') }) }),
      push: () => ack({ response_action: 'push', view: modal('log', { title: plain('Above') }) }),
      clear: () => ack({ response_action: 'clear' }),
    };
    await (answers[view.state.values.note.note_text.value] ?? (() => ack()))();
  });
  const titles = async () => (await space.views()).map((v) => v.title.text);
  const opened = async (text = 'open') => {
    heard.opened = heard.twice = undefined;
    await space.command(text, { no_settle: true });
    await until('both tries are over', () => heard.twice);
    return heard.opened.view?.id;
  };
  const shows = (...want) => until(`the windows are ${want}`, async () => String(await titles()) === String(want));
  const submit = async (id, note) => {
    const got = await space.submit(id, { note_text: note, how_pick: 'phone' });
    assert.equal(got.ok, true, JSON.stringify(got));
    return got;
  };

  let id;
  await check('views.open opens a modal by the trigger of a command', async () => {
    id = await opened();
    assert.equal(heard.opened.view?.callback_id, 'log', heard.opened.data?.error);
    assert.deepEqual((await space.views()).map((v) => v.id), [id]);
  });
  await check('a trigger works once', () => { assert.equal(heard.twice.data?.error, 'exchanged_trigger_id'); });
  await check('what a person forgot never reaches Bolt', async () => {
    const got = await space.submit(id, { how_pick: 'phone' });
    assert.deepEqual([Object.keys(got.errors), submits.length], [['note'], 0]);
  });
  await check('view_submission answered with errors shows them and keeps the modal', async () => {
    const got = await submit(id, 'bad');
    assert.deepEqual(got.errors, { note: 'Say more.' });
    assert.deepEqual(await titles(), ['Log']);
  });
  await check('view_submission carries view, state and person as Bolt documents them', () => {
    const { view, body } = submits.at(-1);
    assert.deepEqual([body.type, body.user.id, body.team.id], ['view_submission', 'U0ANADUARTE', 'T0LEADPACT']);
    assert.ok(Array.isArray(body.response_urls));
    assert.deepEqual([view.id, view.type, view.private_metadata, view.app_id, view.team_id], [id, 'modal', 'lead-1', 'A0LEADPACT', 'T0LEADPACT']);
    assert.deepEqual([view.root_view_id, view.previous_view_id, view.bot_id], [id, null, 'B0LEADPACT']);
    assert.deepEqual(view.state.values.note.note_text, { type: 'plain_text_input', value: 'bad' });
    assert.equal(view.state.values.how.how_pick.selected_option.value, 'phone');
    for (const field of ['hash', 'callback_id', 'external_id', 'root_view_id']) assert.equal(typeof view[field], 'string', field);
  });
  await check('view_submission answered with update redraws the modal', async () => {
    await submit(id, 'update');
    assert.deepEqual(await titles(), ['Redrawn']);
  });
  await check('view_submission answered with push puts one on top', async () => {
    await submit(id, 'push');
    assert.deepEqual(await titles(), ['Redrawn', 'Above']);
  });
  await check('view_submission answered with clear closes them all', async () => {
    await submit((await space.views()).at(-1).id, 'clear');
    assert.deepEqual(await titles(), []);
  });
  await check('view_submission answered with nothing closes the modal', async () => {
    await submit(await opened(), 'fine');
    assert.deepEqual(await titles(), []);
  });
  await clicksInside({ check, space, life, heard, opened, shows, set: (view) => { opens = view; } });
  await closing({ check, space, bolt, heard, opened, titles, set: (view) => { opens = view; } });
  await check('a trigger is good for three seconds', async () => {
    opens = () => modal('log');
    assert.equal(await opened('late'), undefined);
    assert.equal(heard.opened.data?.error, 'expired_trigger_id');
  });
}

// clicksInside are buttons in a modal, which redraw it or put another on top.
async function clicksInside({ check, space, life: { bolt }, heard, opened, shows, set }) {
  bolt.action('redraw', async ({ ack, body, client }) => {
    heard.inside = body;
    await ack();
    heard.stale = await client.views.update({ view_id: body.view.id, hash: 'not.this', view: modal('log') }).catch((error) => error);
    await client.views.update({ view_id: body.view.id, hash: body.view.hash, view: modal('log', { title: plain('By hash') }) });
  });
  bolt.action('another', async ({ ack, body, client }) => {
    await ack();
    await client.views.push({ trigger_id: body.trigger_id, view: modal('log', { title: plain('Pushed') }) });
  });
  set(() => modal('log', {}, [actions(button('redraw'), button('another'))]));
  await check('a click in a modal names the view and no channel', async () => {
    const id = await opened();
    assert.equal((await space.clickIn(id, 'another')).ok, true);
    await shows('Log', 'Pushed');
  });
  await check('views.update goes by the hash of the view', async () => {
    const [below] = await space.views();
    await space.clickIn(below.id, 'redraw');
    await shows('By hash', 'Pushed');
    assert.deepEqual(heard.inside.container, { type: 'view', view_id: below.id });
    assert.deepEqual([heard.inside.channel, heard.inside.message, heard.inside.response_url], [undefined, undefined, undefined]);
    assert.equal(heard.stale.data?.error, 'hash_conflict');
  });
}

// closing is a person who gives up: Bolt hears of it where the modal asked for that.
async function closing({ check, space, bolt, heard, opened, titles, set }) {
  bolt.view({ callback_id: 'log', type: 'view_closed' }, async ({ ack, body }) => {
    heard.closed = body;
    await ack();
  });
  await check('view_closed comes where the modal asked for it', async () => {
    set(() => modal('log', { notify_on_close: true }));
    const id = await opened();
    await space.post('close', { user: 'ana', view_id: id });
    await until('Bolt hears of it', () => heard.closed);
    assert.deepEqual([heard.closed.type, heard.closed.view.id, heard.closed.is_cleared], ['view_closed', id, false]);
    assert.deepEqual(await titles(), []);
  });
}
