// Uploads by filesUploadV2, and pictures in messages.
import assert from 'node:assert/strict';
import { picture } from './blocks.mjs';
import { refused } from './refused.mjs';
import { until } from './until.mjs';

const channel = 'C0SALESLEADS';

export async function run({ check, space, life }) {
  const { client } = life;
  life.expect(/invalid slack file/); // which Bolt repeats from Slack's refusals
  let file;
  await check('filesUploadV2 shares a picture with title and comment', async () => {
    const up = await client.filesUploadV2({ channel_id: channel, filename: 'week.png', file: picture, title: 'The week', initial_comment: 'Look' });
    const seen = await space.sees('the picture', (m) => m.text === 'Look' && m.files.length === 1, 'ben');
    const [shared] = seen.files;
    assert.deepEqual([shared.name, shared.title, shared.mimetype, shared.size], ['week.png', 'The week', 'image/png', picture.length]);
    file = up.files[0].files[0];
    assert.equal(file.id, shared.id);
  });
  // By hand, because filesUploadV2 calls the argument alt_text, while Slack's page on the method calls it alt_txt.
  await check('the three calls of an upload carry an alt text', async () => {
    const { upload_url: to, file_id: id } = await client.files.getUploadURLExternal({ filename: 'alt.png', length: picture.length, alt_txt: 'One pixel' });
    const sent = await fetch(to, { method: 'POST', body: picture });
    await sent.text();
    assert.equal(sent.status, 200);
    await client.files.completeUploadExternal({ channel_id: channel, files: [{ id, title: 'Alt' }] });
    const seen = await space.sees('the picture', (m) => m.files.some((f) => f.id === id), 'ben');
    assert.equal(seen.files[0].alt_txt, 'One pixel');
  });
  await check('files.info tells of the file as Bolt types it', async () => {
    const { file: info } = await client.files.info({ file: file.id });
    assert.deepEqual([info.name, info.mimetype, info.size, info.user, info.mode], ['week.png', 'image/png', picture.length, 'U0LEADPACT', 'hosted']);
  });
  await check('the private address gives the bytes to the bot alone', async () => {
    const { file: info } = await client.files.info({ file: file.id });
    const bytes = await fetch(info.url_private, { headers: { Authorization: 'Bearer xoxb-sandbox' } });
    assert.deepEqual(Buffer.from(await bytes.arrayBuffer()), picture);
    const stranger = await fetch(info.url_private);
    await stranger.arrayBuffer();
    assert.equal(stranger.status, 403);
  });
  await check('a picture that was uploaded for nobody stands in an image block, once Slack has it', async () => {
    const up = await client.filesUploadV2({ filename: 'card.png', file: picture, title: 'Card' });
    const { id } = up.files[0].files[0];
    const post = () => client.chat.postMessage({
      channel, text: 'with a picture', blocks: [{ type: 'image', slack_file: { id }, alt_text: 'One pixel' }],
    }).catch((error) => { assert.equal(error.data?.error, 'invalid_blocks'); });
    const posted = await until('Slack takes the picture', post);
    await space.sees('the picture', (m) => m.ts === posted.ts && m.blocks[0].slack_file.id === id, 'ben');
  });
  await check('a file that never was is refused in a block', () => refused(client.chat.postMessage({
    channel, text: 'x', blocks: [{ type: 'image', slack_file: { id: 'F0NOTHERE00' }, alt_text: 'nothing' }],
  }), 'invalid_blocks'));
  await check('several files go up at once, into a thread', async () => {
    const { ts } = await client.chat.postMessage({ channel, text: 'files below' });
    await client.filesUploadV2({
      channel_id: channel, thread_ts: ts, initial_comment: 'both',
      file_uploads: [{ filename: 'a.csv', file: Buffer.from('a,b\n1,2\n') }, { filename: 'b.txt', file: Buffer.from('hello') }],
    });
    const seen = await space.sees('both files', (m) => m.thread_ts === ts && m.files.length === 2, 'ben');
    assert.deepEqual(seen.files.map((f) => f.name), ['a.csv', 'b.txt']);
  });
}
