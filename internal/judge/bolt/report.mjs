// The checks of one suite, in their order, and how each of them ended.
import assert from 'node:assert/strict';
import { App } from './app.mjs';
import { Workspace } from './workspace.mjs';

export class Report {
  constructor(mode, suite) {
    this.mode = mode;
    this.suite = suite;
    this.checks = [];
  }

  // run opens a workspace with an app on it and does what the suite says. A fault in one check leaves the others
  // their turn; a fault outside of all checks is one of its own.
  async run(suite, { program, bolt, mode }) {
    const open = [];
    const stage = {
      mode,
      bolt,
      check: (name, act) => this.check(name, act),
      // another workspace, or another app on the same one
      workspace: async (options) => {
        const w = await Workspace.open(program, mode, options);
        open.push(w);
        return w;
      },
      app: async (workspace, options) => {
        const a = await App.start(bolt, mode, workspace, options);
        open.push(a);
        return a;
      },
    };
    try {
      if (!suite.alone) {
        stage.space = await stage.workspace();
        stage.life = await stage.app(stage.space);
      }
      await suite.run(stage);
      for (const a of open.filter((o) => o instanceof App)) {
        await this.check(`Bolt${a.name} has nothing to complain about`, () => assert.deepEqual(a.complaints(), []));
      }
    } catch (error) {
      this.checks.push({ name: 'the suite runs to its end', fault: error });
    }
    for (const o of open.reverse()) await o.end().catch((error) => this.checks.push({ name: 'everything ends', fault: error }));
    return this;
  }

  async check(name, act) {
    const began = performance.now();
    let fault;
    try {
      await act();
    } catch (error) {
      fault = error ?? new Error('thrown: nothing');
    }
    this.checks.push({ name, fault, ms: performance.now() - began });
  }

  faults() {
    return this.checks.filter((c) => c.fault).length;
  }

  print() {
    for (const { name, fault, ms } of this.checks) {
      const line = `${`${this.mode} ${this.suite}`.padEnd(18)} ${name}`;
      if (!fault) console.log(`ok     ${line} (${Math.round(ms)} ms)`);
      else console.log(`FAULT  ${line}: ${reason(fault)}`);
    }
  }
}

// reason is what went wrong in a few lines, with the place in the judge's own files.
function reason(fault) {
  const place = /(\w+\.mjs:\d+)/.exec((fault.stack ?? '').split('\n').slice(1).find((l) => /\w+\.mjs:\d+/.test(l) && !/report\.mjs/.test(l)) ?? '');
  const data = fault.data ? ` ${JSON.stringify(fault.data)}` : '';
  return `${String(fault.message ?? fault).trim().replaceAll('\n', '\n         ')}${data}${place ? ` [${place[1]}]` : ''}`;
}
