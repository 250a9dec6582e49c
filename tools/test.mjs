// npm test [-- vitest arguments]: sets up, builds, runs the unit and the end-to-end tests, and counts.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildIfChanged } from './build.mjs';
import { runThrough } from './run-script.mjs';
import { setUp } from './setup/index.mjs';
import { nodeModules, projectNode, root } from './setup/paths.mjs';
import { reportFailure } from './setup/report.mjs';
import { FROZEN_PAGES, filesToRepeat, takeSecondResults } from './test-again.mjs';
import {
  countLine,
  countReports,
  failureLines,
  noteRepeated,
  REPEATED_STARTS,
  REPORTS,
  repeatedStarts,
} from './test-report.mjs';

const results = join(root, 'test-results');

/** The report of what ran once more. */
const secondReport = 'e2e-again.json';

/**
 * @param {string[]} args passed on to vitest; with any, a project may come out empty
 * @returns {Promise<boolean>} whether everything passed
 */
async function test(args) {
  mkdirSync(results, { recursive: true });
  for (const file of [...REPORTS, secondReport, REPEATED_STARTS, FROZEN_PAGES])
    rmSync(join(results, file), { force: true });
  await setUp({ purposes: ['electron', 'display', 'test'] });
  await buildIfChanged();
  const unit = await vitest('unit', args);
  const endToEnd = (await vitest('e2e', args)) || (await endToEndAgain());
  const count = countReports(results, undefined, { mayBeEmpty: args.length > 0 });
  for (const start of repeatedStarts(results)) console.log(`hung and repeated: ${start}`);
  // Vitest has shown their messages above.
  for (const line of failureLines(results, { withMessages: false })) console.log(line);
  for (const problem of count.problems) console.log(problem);
  console.log(countLine(count));
  return unit && endToEnd && count.failed === 0;
}

/**
 * Runs the files once more that failed where a page froze, and tells of each: more than a few fail the run.
 * @returns {Promise<boolean>} whether nothing is left that failed
 */
async function endToEndAgain() {
  const files = filesToRepeat(results);
  if (files.length === 0) return false;
  for (const line of failureLines(results, { names: ['e2e.json'] })) console.log(line);
  for (const file of files)
    noteRepeated(results, `${relative(root, file)} failed as a page froze; it runs once more`);
  await vitest('e2e', files, secondReport);
  takeSecondResults(results, secondReport);
  return countReports(results, ['e2e.json']).failed === 0;
}

/**
 * @param {string} project
 * @param {string[]} args
 * @param {string} [report] name of the report
 * @returns {Promise<boolean>} whether vitest was content
 */
async function vitest(project, args, report = `${project}.json`) {
  const child = spawn(
    projectNode,
    [
      join(nodeModules, 'vitest/vitest.mjs'),
      ...['run', `--project=${project}`, '--reporter=default', '--reporter=json'],
      `--outputFile.json=${join(results, report)}`,
      ...(args.length > 0 ? ['--passWithNoTests', ...args] : []),
    ],
    { cwd: root, stdio: 'inherit' },
  );
  return (await runThrough(child)) === 0;
}

try {
  process.exitCode = (await test(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
