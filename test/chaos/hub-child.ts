import BetterSqlite3 from 'better-sqlite3';
import { runHubCommand } from '../../hub/main.ts';
import { obeyParent } from './end-with-parent.ts';
import { keepCompiled } from './keep-compiled.ts';

/**
 * The hub as `npm run hub` runs it, with two differences: it ends when standard input closes, and it lets
 * its SQLite file be full: `full` and `room` on standard input set the most pages of the connection
 * that the hub itself opened.
 */
const opened: BetterSqlite3.Database[] = [];
const { pragma } = BetterSqlite3.prototype;
BetterSqlite3.prototype.pragma = function remember(...args) {
  if (!opened.includes(this)) opened.push(this);
  return pragma.apply(this, args);
};

/** SQLite's own limit. */
const mostPages = 4_294_967_294;
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
obeyParent((line) => {
  const pages = line === 'full' ? 1 : mostPages;
  // A limit below the file's size means its size.
  for (const database of opened) {
    if (database.open) pragma.call(database, `max_page_count = ${pages}`);
  }
});

const [event = '', secret = '', ...words] = process.argv.slice(2);
process.exitCode = await runHubCommand({
  words,
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
// Standard input is still being read.
process.exit();
