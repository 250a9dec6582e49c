// Builds the organiser's page, which the hub serves. The app's build includes it; `npm run hub`
// needs it without the app.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './setup/digest.mjs';
import { writeAtomically } from './setup/files.mjs';
import { withLock } from './setup/lock.mjs';
import { cacheDir, nodeModules, projectNode, root } from './setup/paths.mjs';
import { run } from './setup/process.mjs';
import { say } from './setup/report.mjs';

const SOURCES = [
  'web/organiser',
  'domain',
  'ui',
  'tools/organiser',
  'tools/organiser-page.mjs',
  'package-lock.json',
  'tsconfig.json',
  'platform/fonts',
  'tools/fonts',
];
const stamp = join(root, 'out', '.organiser-built-from');

/**
 * Builds the organiser's page into `out/organiser`, unless the last build was made from the same
 * sources.
 * @throws {SetupError} with the builder's message when a source does not compile
 */
export async function buildOrganiserPageIfChanged() {
  if (isUpToDate()) return;
  await withLock(
    async () => {
      if (isUpToDate()) return; // another process has just built it
      const sources = digestOf(SOURCES);
      rmSync(stamp, { force: true });
      say("building the organiser's page");
      const config = join(root, 'tools/organiser/vite.config.ts');
      const args = [join(nodeModules, 'vite/bin/vite.js'), 'build', '--config', config];
      await run(projectNode, [...args, '--logLevel', 'warn'], {
        what: "Building the organiser's page",
        cwd: root,
        remedy: 'Correct the file named above. `npm run check` may say more.',
      });
      writeAtomically(stamp, sources);
    },
    join(cacheDir, 'build-organiser'),
  );
}

function isUpToDate() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOf(SOURCES);
}
