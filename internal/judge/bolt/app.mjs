// An app written with Slack's framework, as its documentation shows one.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { secret } from './workspace.mjs';
import { until } from './until.mjs';

// load takes the framework out of the folder that npm filled, which is not beside these files.
export function load(npm) {
  const require = createRequire(join(npm, 'package.json'));
  const { App: Framework, LogLevel } = require('@slack/bolt');
  return { Framework, LogLevel, version: require('@slack/bolt/package.json').version };
}

// Log keeps what Bolt and its clients warn of.
class Log {
  lines = [];
  debug() {}
  info() {}
  warn(...words) { this.lines.push(`warn: ${words.join(' ')}`); }
  error(...words) { this.lines.push(`error: ${words.join(' ')}`); }
  setLevel() {}
  getLevel() { return 'info'; }
  setName() {}
}

export class App {
  // start makes an app for a workspace and waits until the two know each other. prepare adds listeners before it
  // starts.
  static async start(bolt, mode, workspace, { name = '', prepare = () => {}, known = true, signingSecret = secret } = {}) {
    const a = new App();
    Object.assign(a, { name: name && ` (${name})`, mode, workspace, log: new Log(), expected: [], failures: [] });
    const clientOptions = { slackApiUrl: `${workspace.url}/api/` };
    a.bolt = new bolt.Framework(mode === 'http'
      ? { token: 'xoxb-sandbox', signingSecret, clientOptions, logger: a.log }
      : { token: 'xoxb-sandbox', appToken: 'xapp-sandbox', socketMode: true, clientOptions, logger: a.log });
    a.bolt.error(async (error) => { a.failures.push(`a listener failed: ${error.message}`); });
    a.client = a.bolt.client;
    prepare(a.bolt);
    await a.listen();
    if (mode === 'http' && known) await until('the address is verified', async () => (await workspace.state()).verified);
    return a;
  }

  async listen() {
    if (this.mode === 'http') await this.bolt.start({ port: await this.workspace.portForApp(), host: '127.0.0.1' });
    else await this.bolt.start();
    this.listening = true;
  }

  async end() {
    if (!this.listening) return;
    this.listening = false;
    await this.bolt.stop();
  }

  // expect names a complaint that a check provokes.
  expect(pattern) { this.expected.push(pattern); }

  complaints() {
    return [...this.log.lines.filter((line) => !this.expected.some((p) => p.test(line))), ...this.failures];
  }
}
