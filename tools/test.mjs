// npm test [-- vitest arguments]: sets up, builds, runs the unit and the end-to-end tests, and
// counts. npm run test:all also runs the long tests and the full matrices (environment
// LANYARD_TESTS=all).
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { freemem, setPriority } from 'node:os';
import { join } from 'node:path';
import { buildIfChanged } from './build.mjs';
import { runThrough } from './run-script.mjs';
import { setUp } from './setup/index.mjs';
import { nodeModules, projectNode, root } from './setup/paths.mjs';
import { reportFailure } from './setup/report.mjs';
import { countLine, countReports, failureLines, REPORTS } from './test-report.mjs';
import { TIMES, timeLines } from './test-times.mjs';

const results = join(root, 'test-results');

/**
 * @param {string[]} args `--all`, and what is passed on to vitest; with the latter, a project may
 * come out empty
 * @returns {Promise<boolean>} whether everything passed
 */
async function test(args) {
  const isAll = args.includes('--all');
  const forVitest = args.filter((arg) => arg !== '--all');
  mkdirSync(results, { recursive: true });
  for (const file of [...REPORTS, ...TIMES]) rmSync(join(results, file), { force: true });
  await setUp({ purposes: ['electron', 'display', 'test'] });
  await buildIfChanged();
  const started = performance.now();
  const run = { args: forVitest, isAll, folder: isAll ? null : memoryFolder() };
  // Page tests keep both cores busy. Electron tests, one at a time, keep one busy; unit tests,
  // which wait a lot, use the rest.
  const passed = [
    await vitest('pages', run),
    ...(await Promise.all([vitest('e2e', run), vitest('unit', run)])),
  ];
  const seconds = Math.round((performance.now() - started) / 1000);
  const count = countReports(results, undefined, { mayBeEmpty: forVitest.length > 0 });
  // Vitest has shown their messages above.
  for (const line of failureLines(results, { withMessages: false })) console.log(line);
  for (const problem of count.problems) console.log(problem);
  for (const line of timeLines(results)) console.log(line);
  console.log(`${isAll ? 'all tests' : 'tests'}: ${seconds} s`);
  console.log(countLine(count));
  return passed.every(Boolean) && count.failed === 0;
}

/**
 * A folder in memory for what tests write: flushing it to the disk took a third of the
 * time of those that use a store. `npm run test:all` writes to the disk.
 * @returns {string | null} null where memory is short, or no program may be run from there
 */
function memoryFolder() {
  const place = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(place);
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .findLast((line) => line.includes(` ${place} `));
    // They take 0.1 GB.
    const hasRoom = Math.min(bavail * bsize, freemem()) > 2 * 2 ** 30;
    if (!hasRoom || mount?.includes('noexec') !== false) return null;
    // A short name: paths of sockets have at most 107 letters.
    const folder = mkdtempSync(join(place, 't'));
    // PostgreSQL and sandboxed programs run under other accounts.
    chmodSync(folder, 0o1777);
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  } catch {
    return null;
  }
}

/**
 * @param {'pages' | 'unit' | 'e2e'} project
 * @param {{ args: string[], isAll: boolean, folder: string | null }} run
 * @returns {Promise<boolean>} whether vitest was content
 */
async function vitest(project, { args, isAll, folder }) {
  const child = spawn(
    projectNode,
    [
      join(nodeModules, 'vitest/vitest.mjs'),
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--reporter=${join(root, 'tools/test-times-reporter.mjs')}`,
      `--outputFile.json=${join(results, `${project}.json`)}`,
      ...(args.length > 0 ? ['--passWithNoTests', ...args] : []),
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        ...(folder === null ? {} : { TMPDIR: folder }),
        LANYARD_TESTS: isAll ? 'all' : (process.env.LANYARD_TESTS ?? ''),
      },
    },
  );
  // Tests of Electron have priority.
  if (project === 'unit' && child.pid !== undefined) setPriority(child.pid, 5);
  return (await runThrough(child)) === 0;
}

try {
  process.exitCode = (await test(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
