// A workspace of the program under judgement, and the people in it, by the sandbox's control API.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { until } from './until.mjs';

export const secret = 'the-signing-secret-of-the-judge';
const children = new Set();

// endAll is for the end of the process, whatever brought it about.
export function endAll() {
  for (const child of children) child.kill('SIGKILL');
}

// hold takes a free port and keeps it, cutting whoever comes, until release gives it to the app.
function hold() {
  return new Promise((resolve, reject) => {
    const keeper = createServer((socket) => socket.destroy()).once('error', reject);
    keeper.listen(0, '127.0.0.1', () => {
      resolve({ port: keeper.address().port, release: () => new Promise((done) => keeper.close(done)) });
    });
  });
}

export class Workspace {
  // open starts a workspace. Over HTTP it delivers to a port on which the app will listen.
  static async open(program, mode, { secret: signs = secret } = {}) {
    const w = new Workspace();
    const args = ['sandbox', '--workspace-only', '--addr', '127.0.0.1:0'];
    if (mode === 'http') {
      w.held = await hold();
      args.push('--deliver', `http://127.0.0.1:${w.held.port}/slack/events`);
    }
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, LEADPACT_COMMAND: '/sla', SLACK_SIGNING_SECRET: signs };
    w.child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(w.child);
    w.says = '';
    w.gone = new Promise((resolve) => w.child.once('exit', resolve));
    w.gone.then(() => children.delete(w.child));
    w.child.stderr.on('data', (text) => { w.says += text; });
    w.url = await new Promise((resolve, reject) => {
      let out = '';
      w.child.once('error', reject);
      w.gone.then((code) => reject(new Error(`the sandbox ended with ${code}: ${w.says}`)));
      w.child.stdout.on('data', (text) => {
        out += text;
        const at = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(out);
        if (at) resolve(at[1]);
      });
    });
    // the manifest's scopes are those of Leadpact; the judge's app wants more
    await w.grant(scopes);
    return w;
  }

  // portForApp is the port on which the app has to listen, and which is free from now on.
  async portForApp() {
    await this.held.release();
    return this.held.port;
  }

  async end() {
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), 3000);
    await this.gone;
    clearTimeout(late);
  }

  async call(method, path, body) {
    const res = await fetch(`${this.url}/sandbox/v1/${path}`, {
      method, body: body && JSON.stringify(body), headers: body && { 'content-type': 'application/json' },
    });
    const text = await res.text();
    if (!res.ok) throw new Error(`the control API answers ${method} ${path} with ${res.status}: ${text}`);
    return path.startsWith('calls') ? text.split('\n').filter(Boolean).map((l) => JSON.parse(l)) : JSON.parse(text);
  }

  get(path) { return this.call('GET', path); }
  post(path, body) { return this.call('POST', path, body); }

  state() { return this.get('state'); }
  grant(list) { return this.post('scopes', { scopes: list }); }
  fault(order) { return this.post('faults', order); }
  calls(method) { return this.get(`calls?method=${method}`); }
  command(text, more = {}) { return this.post('command', { user: 'ana', channel: 'sales-leads', text, ...more }); }
  click(ts, action, more = {}) { return this.post('click', { user: 'ana', channel: 'sales-leads', ts, action_id: action, ...more }); }
  clickIn(view, action, more = {}) { return this.post('click', { user: 'ana', view_id: view, action_id: action, ...more }); }
  submit(view, values, more = {}) { return this.post('submit', { user: 'ana', view_id: view, values, ...more }); }
  async views(user = 'ana') { return (await this.get(`views?user=${user}`)).views; }
  async messages(as = 'ana', channel = 'sales-leads') {
    return (await this.get(`messages?channel=${encodeURIComponent(channel)}&as=${as}`)).messages;
  }

  // sees waits until a person sees a message that pleases, and returns it.
  sees(what, pleases, as = 'ana', channel = 'sales-leads') {
    return until(`${as} sees ${what}`, async () => (await this.messages(as, channel)).find(pleases));
  }

  // sockets waits until the app holds so many.
  sockets(n, limit) { return until(`the app holds ${n} sockets`, async () => (await this.state()).sockets === n, limit); }
}

export const scopes = [
  'chat:write', 'commands', 'users:read', 'im:write', 'channels:read', 'groups:read', 'files:write', 'files:read',
];
