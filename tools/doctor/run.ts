// npm run doctor -- [--json] [--data-dir D] [--config F]: examines a station and says what to do
// about its problems. It runs the app, because only Electron can unwrap the store's key. Exit code:
// 0 well, 1 a warning, 2 an error, 3 if nothing could be examined.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { electronRuntime, ensureDisplay, harmlessLineFilter, root } from '../runtime.mjs';

const notLooked = 3;

async function run(words: string[]): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: {
      json: { type: 'boolean' },
      'data-dir': { type: 'string' },
      config: { type: 'string' },
    },
  });
  await ensureDisplay();
  return runApp([
    '--doctor',
    ...(values.json === true ? ['--json'] : []),
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
  let hasSpoken = false;
  child.stdout.on('data', (data: Buffer) => {
    hasSpoken = true;
    process.stdout.write(data);
  });
  const code = await new Promise<number>((done, reject) => {
    child.once('error', reject);
    child.once('close', (status) => done(status ?? notLooked));
  });
  if (hasSpoken) return code;
  process.stderr.write(
    'Nothing was looked at. Is Lanyard open with this data directory? Then look under Settings › Station check.\n',
  );
  return notLooked;
}

process.exitCode = await run(process.argv.slice(2));
