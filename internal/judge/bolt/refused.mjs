// A call that Slack must refuse, in its own words.
import assert from 'node:assert/strict';

// refused checks the word and whatever else the answer has to say.
export function refused(call, word, more = {}) {
  return assert.rejects(call, (error) => {
    assert.deepEqual([error.code, error.data?.error], ['slack_webapi_platform_error', word]);
    for (const [field, value] of Object.entries(more)) assert.deepEqual(error.data[field], value, field);
    return true;
  });
}
