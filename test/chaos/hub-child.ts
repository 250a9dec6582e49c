import BetterSqlite3 from 'better-sqlite3';
import { runHubCommand } from '../../hub/main.ts';
import { limitPages } from '../sim/disk.ts';
import { keepCompiled, obeyParent } from './child-tools.ts';

/**
 * The hub as `npm run hub` runs it, with two differences. It ends when standard input closes.
 * `full` and `room` on standard input limit the number of pages of the SQLite connection that the
 * hub itself opened, as a full disk would.
 */
const opened: BetterSqlite3.Database[] = [];
const { pragma } = BetterSqlite3.prototype;
BetterSqlite3.prototype.pragma = function remember(...args) {
  if (!opened.includes(this)) opened.push(this);
  return pragma.apply(this, args);
};

const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
obeyParent((line) => {
  const state = line === 'full' ? 'full' : 'room';
  for (const database of opened) if (database.open) limitPages(database, state);
});

const [event = '', secret = '', ...words] = process.argv.slice(2);
process.exitCode = await runHubCommand({
  args: words,
  environment: process.env,
  cwd: process.cwd(),
  demo: () => ({ event, secret }),
  organiserPage: null,
  print: (line) => {
    process.stdout.write(`${line}\n`);
    if (line.startsWith('Running')) keepCompiled();
  },
  signal: stop.signal,
});
// Standard input is still open and would keep the process alive.
process.exit();
