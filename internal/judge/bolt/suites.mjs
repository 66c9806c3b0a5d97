// The suites: what each judges stands in its own file.
import { run as actions } from './suite_actions.mjs';
import { run as commands } from './suite_commands.mjs';
import { disconnects } from './suite_disconnects.mjs';
import { run as files } from './suite_files.mjs';
import { run as home } from './suite_home.mjs';
import { run as receiver } from './suite_receiver.mjs';
import { run as redelivery } from './suite_redelivery.mjs';
import { run as sockets } from './suite_sockets.mjs';
import { run as views } from './suite_views.mjs';
import { run as web } from './suite_web.mjs';

const both = ['socket', 'http'];

// A suite that is alone opens its workspaces and apps itself.
export const suites = [
  { name: 'commands', modes: both, run: commands },
  { name: 'actions', modes: both, run: actions },
  { name: 'views', modes: both, run: views },
  { name: 'home', modes: both, run: home },
  { name: 'files', modes: both, run: files },
  { name: 'web', modes: both, run: web },
  { name: 'redelivery', modes: both, run: redelivery },
  { name: 'two', modes: ['socket'], alone: true, run: sockets },
  ...disconnects.map((d) => ({ name: d.name, modes: ['socket'], run: d.run })),
  { name: 'receiver', modes: ['http'], alone: true, run: receiver },
];
