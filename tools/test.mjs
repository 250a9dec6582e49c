// npm test [-- vitest arguments]: sets up, builds, runs the unit and the end-to-end tests, and counts.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfChanged } from './build.mjs';
import { runThrough } from './run-script.mjs';
import { setUp } from './setup/index.mjs';
import { nodeModules, projectNode, root } from './setup/paths.mjs';
import { reportFailure } from './setup/report.mjs';
import {
  countLine,
  countReports,
  failureLines,
  REPEATED_STARTS,
  REPORTS,
  repeatedStarts,
} from './test-report.mjs';

const results = join(root, 'test-results');

/**
 * @param {string[]} args passed on to vitest; with any, a project may come out empty
 * @returns {Promise<boolean>} whether everything passed
 */
async function test(args) {
  mkdirSync(results, { recursive: true });
  for (const file of [...REPORTS, REPEATED_STARTS]) rmSync(join(results, file), { force: true });
  await setUp({ purposes: ['electron', 'display', 'test'] });
  await buildIfChanged();
  const unit = await vitest('unit', args);
  const endToEnd = await vitest('e2e', args);
  const count = countReports(results, undefined, { mayBeEmpty: args.length > 0 });
  for (const start of repeatedStarts(results))
    console.log(`a start hung and was repeated: ${start}`);
  // Vitest has shown their messages above.
  for (const line of failureLines(results, { withMessages: false })) console.log(line);
  for (const problem of count.problems) console.log(problem);
  console.log(countLine(count));
  return unit && endToEnd && count.failed === 0;
}

/**
 * @param {string} project
 * @param {string[]} args
 * @returns {Promise<boolean>} whether vitest was content
 */
async function vitest(project, args) {
  const child = spawn(
    projectNode,
    [
      join(nodeModules, 'vitest/vitest.mjs'),
      ...['run', `--project=${project}`, '--reporter=default', '--reporter=json'],
      `--outputFile.json=${report(project)}`,
      ...(args.length > 0 ? ['--passWithNoTests', ...args] : []),
    ],
    { cwd: root, stdio: 'inherit' },
  );
  return (await runThrough(child)) === 0;
}

/** @param {string} project */
function report(project) {
  return join(results, `${project}.json`);
}

try {
  process.exitCode = (await test(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
