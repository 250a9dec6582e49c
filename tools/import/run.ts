// npm run import -- FILE.csv|.xlsx: imports a roster into the store.
// It runs the app, because only Electron can unwrap the store's key.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { electronRuntime, ensureDisplay, harmlessLineFilter, root } from '../runtime.mjs';

/** As main/roster/import/command.ts prints it; a script cannot load the app's code. */
const writtenMark = 'Written:';

const usage =
  'usage: npm run import -- FILE.csv|.xlsx [--yes] [--accept-mended] ' +
  '[--others same|new|left-out] [--encoding NAME] ' +
  '[--data-dir DIR] [--config FILE]';

async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      yes: { type: 'boolean', short: 'y' },
      'accept-mended': { type: 'boolean' },
      others: { type: 'string' },
      encoding: { type: 'string' },
      'data-dir': { type: 'string' },
      config: { type: 'string' },
    },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) return fail(usage);
  const path = fromWhereTyped(file);
  if (!existsSync(path)) return fail(`There is no file ${path}`);
  await ensureDisplay();
  return runApp([
    `--import=${path}`,
    ...(values.yes === true ? ['--yes'] : []),
    ...(values['accept-mended'] === true ? ['--accept-mended'] : []),
    ...(values.others === undefined ? [] : ['--others', values.others]),
    ...(values.encoding === undefined ? [] : [`--encoding=${values.encoding}`]),
    ...(values['data-dir'] === undefined
      ? []
      : [`--data-dir=${fromWhereTyped(values['data-dir'])}`]),
    ...(values.config === undefined ? [] : [`--config=${fromWhereTyped(values.config)}`]),
  ]);
}

/** npm changes to the repository's root and gives the caller's folder in INIT_CWD. */
function fromWhereTyped(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

async function runApp(words: string[]): Promise<number> {
  const runtime = electronRuntime();
  const env = { ...process.env, ...runtime.env };
  delete env.ELECTRON_RUN_AS_NODE;
  const child = spawn(runtime.executable, [...runtime.args, root, ...words], {
    env,
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  child.stderr.pipe(harmlessLineFilter()).pipe(process.stderr);
  // The output is passed on in chunks, since a question has no line end; lines are only watched.
  child.stdout.pipe(process.stdout);
  let written = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith(writtenMark)) written = true;
  });
  const code = await new Promise<number>((done, reject) => {
    child.once('error', reject);
    child.once('close', (status) => done(status ?? 1));
  });
  if (code === 0 && !written) {
    return fail(
      'Nothing was written. Is Lanyard open with this data directory? Then import there.',
    );
  }
  return code;
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}

process.exitCode = await run(process.argv.slice(2));
