// What the judge's app shows: cards with buttons, modals, a home tab.
export const plain = (text) => ({ type: 'plain_text', text });

export const button = (action_id, value = 'lead-1', text = 'Claim') => ({ type: 'button', action_id, value, text: plain(text) });

export const section = (text, block_id) => ({ type: 'section', ...(block_id && { block_id }), text: { type: 'mrkdwn', text } });

export const actions = (...elements) => ({ type: 'actions', block_id: 'acts', elements });

export const options = (...names) => names.map((name) => ({ text: plain(name), value: name.toLowerCase() }));

// modal asks for a note, and for how the lead was reached.
export const modal = (callback_id, more = {}, extra = []) => ({
  type: 'modal', callback_id, title: plain('Log'), submit: plain('Save'), close: plain('Cancel'), private_metadata: 'lead-1',
  blocks: [
    { type: 'input', block_id: 'note', label: plain('Note'), element: { type: 'plain_text_input', action_id: 'note_text', max_length: 200 } },
    { type: 'input', block_id: 'how', label: plain('How'), element: { type: 'static_select', action_id: 'how_pick', options: options('Phone', 'Mail') } },
    ...extra,
  ],
  ...more,
});

export const home = (text) => ({ type: 'home', blocks: [section(text, 'top'), actions(button('refresh', 'now', 'Refresh'))] });

// picture is the smallest PNG there is: one pixel.
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
