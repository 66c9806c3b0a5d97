// Judges the sandbox by Slack's own framework: an app written with @slack/bolt lives on `leadpact sandbox
// --workspace-only`, once over sockets and once over signed HTTP, while the control API plays the people.
//
//   node bolt.mjs --program PATH --npm FOLDER [socket|http] [SUITE...]
//
// One line per check, "ok" or "FAULT" with the reason; the exit code is 1 if there is any fault. Suites run side
// by side, each with a workspace of its own, because Bolt waits seconds before it connects again.
import { parseArgs } from 'node:util';
import { load } from './app.mjs';
import { Report } from './report.mjs';
import { endAll } from './workspace.mjs';
import { suites } from './suites.mjs';

const limit = 90_000; // of everything: what hangs is a fault, too

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { program: { type: 'string' }, npm: { type: 'string' } },
});
if (!values.program || !values.npm) {
  console.error('usage: node bolt.mjs --program PATH --npm FOLDER [socket|http] [SUITE...]');
  process.exit(2);
}
const modes = ['socket', 'http'].filter((m) => positionals.includes(m));
const only = positionals.filter((p) => p !== 'socket' && p !== 'http');

process.on('exit', endAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
process.on('unhandledRejection', (reason) => {
  console.log(`FAULT  something failed that no check waited for: ${reason?.stack ?? reason}`);
  process.exit(1);
});
setTimeout(() => {
  console.log(`FAULT  the judge has not finished within ${limit / 1000} s: ${running.join(', ')}`);
  process.exit(1);
}, limit).unref();

const bolt = load(values.npm);
const running = [];
const reports = [];
for (const mode of modes.length ? modes : ['socket', 'http']) {
  for (const suite of suites) {
    if (!suite.modes.includes(mode) || (only.length && !only.includes(suite.name))) continue;
    const report = new Report(mode, suite.name);
    running.push(`${mode} ${suite.name}`);
    reports.push(report.run(suite, { program: values.program, bolt, mode })
      .finally(() => running.splice(running.indexOf(`${mode} ${suite.name}`), 1)));
  }
}

// In the order of the suites, whatever the order in which they end.
let checks = 0;
let faults = 0;
for (const pending of reports) {
  const report = await pending;
  report.print();
  checks += report.checks.length;
  faults += report.faults();
}
if (checks === 0) {
  console.log('failed: no check has run');
  process.exit(1);
}
console.log(faults === 0
  ? `passed: Bolt ${bolt.version} lives on the sandbox, ${checks} checks`
  : `failed: ${faults} of ${checks} checks of Bolt ${bolt.version} found a fault`);
process.exit(faults === 0 ? 0 : 1);
