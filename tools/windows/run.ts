// npm run test:windows [-- --all] [-- FILE or FOLDER …]: unit and integration tests on Windows'
// Node under Wine.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startCups } from '../../test/support/cups-server.ts';
import { freePort } from '../../test/support/free-port.ts';
import { ensureDebianPackages, root } from '../runtime.mjs';
import { say } from '../setup/report.mjs';
import { excludedFiles, excludedTests } from './excluded.ts';
import { countWindows } from './report.ts';
import { endPrefix, prepareWine, runNode } from './wine.ts';

/** Timeout in milliseconds. */
const limit = 25 * 60_000;

const words = process.argv.slice(2);
const isAll = words.includes('--all');
const files = words.filter((word) => !word.startsWith('--'));

if (words.includes('--list')) list();
else process.exitCode = (await test()) ? 0 : 1;

/** Prints what is run, and what is not and why. */
function list(): void {
  console.log(
    'Runs: the project "unit" of vitest.config.ts (test/**/*.test.ts outside of test/e2e).',
  );
  for (const { files: excluded, reason } of excludedFiles)
    console.log(`Not ${excluded}: ${reason}`);
  for (const { file, test, reason } of excludedTests) {
    console.log(`Not ${file} > ${test.source}: ${reason}`);
  }
}

async function test(): Promise<boolean> {
  await ensureDebianPackages(['windows']);
  await prepareWine();
  const results = join(root, 'test-results/windows');
  mkdirSync(results, { recursive: true });
  const report = join(results, 'report.json');
  const log = join(results, 'vitest.log');
  rmSync(report, { force: true });
  // Ends vitest, after which everything else ends in order.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, endPrefix);
  const cups = await startCups();
  const started = performance.now();
  let code: number | null;
  try {
    const port = await freePort();
    await cups.addRaw('badges', port);
    // A test removes it while a job is in progress.
    await cups.addRaw('removable', port);
    say(`running the tests under Wine; what vitest prints is in ${log}`);
    code = await runNode(
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--project=unit',
        '--pool=threads',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=Z:${report}`,
        ...files,
      ],
      log,
      {
        ...cups.environment,
        LANYARD_TESTS: isAll ? 'all' : '',
        LANYARD_EXCLUDED: excludedFiles.map((one) => one.files).join(' '),
        LANYARD_SPOOLER: `badges ${port}`,
      },
      limit,
    );
  } finally {
    endPrefix();
    await cups.stop();
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  if (code === null) {
    console.log(`Windows under Wine: not finished within ${limit / 60_000} minutes; see ${log}`);
    return false;
  }
  const { passed, skipped, excluded, failed, stale } = countWindows(report);
  for (const line of failed) console.log(`failed: ${line}`);
  for (const line of stale) console.log(`excluded, but passes: ${line}`);
  console.log(
    `Windows under Wine: ${passed} passed, ${failed.length} failed, ${excluded} excluded, ${skipped} skipped in ${seconds} s; not run: ${excludedFiles.length} files or folders (npm run test:windows -- --list)`,
  );
  return passed > 0 && failed.length === 0 && stale.length === 0;
}
