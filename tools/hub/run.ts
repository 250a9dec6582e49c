// npm run hub -- …: the hub, and commands about it. What there is: `npm run hub -- help`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EventPlaces } from '../../hub/cli/serve.ts';
import { runHubCommand } from '../../hub/main.ts';
import { root } from '../runtime.mjs';

/** The build writes the demo event too; the hub needs no build. */
function demoPlaces(): EventPlaces {
  const folder = join(root, 'out/demo');
  const places = { event: join(folder, 'event.json'), secret: join(folder, 'event-secret.txt') };
  if (!existsSync(places.event) || !existsSync(places.secret)) {
    const script = join(root, 'tools/sample/run.ts');
    spawnSync(process.execPath, [script, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return places;
}

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const)
  process.on(name, () => stop.abort());

// Whoever read our lines (`… | head`) may go before we do; a hub goes on without.
process.stdout.on('error', () => {});

process.exitCode = await runHubCommand({
  args: process.argv.slice(2),
  environment: process.env,
  // npm changes to the repository's root and tells in INIT_CWD where it was called.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  demo: demoPlaces,
  organiserPage: join(root, 'out/organiser'),
  print: (line) => process.stdout.write(`${line}\n`),
  signal: stop.signal,
});
