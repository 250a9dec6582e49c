// Counts the results in vitest's JSON reports. As a program: lists the failed tests of
// test-results/ with their messages, ends with the count line and fails with it.
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readJsonIfThere } from './setup/files.mjs';
import { root } from './setup/paths.mjs';

/** The reports that a full test run leaves in test-results/. */
export const REPORTS = ['pages.json', 'unit.json', 'e2e.json'];

/** @typedef {{ passed: number, failed: number, skipped: number, problems: string[] }} Count */

/**
 * Adds up the reports. A missing report, one without tests, and a file that failed before its first
 * test each count as one failure: silence must not look like success.
 * @param {string} folder
 * @param {string[]} [names]
 * @param {{ mayBeEmpty?: boolean }} [options] for a run of selected tests: a report without tests
 * is no failure
 * @returns {Count}
 */
export function countReports(folder, names = REPORTS, { mayBeEmpty = false } = {}) {
  const total = { passed: 0, failed: 0, skipped: 0, problems: /** @type {string[]} */ ([]) };
  for (const name of names) {
    const report = readJsonIfThere(join(folder, name));
    const count = report?.testResults ? countOne(report) : { passed: 0, failed: 0, skipped: 0 };
    const problem = problemOf(name, report, count, mayBeEmpty);
    if (problem) total.problems.push(problem);
    total.passed += count.passed;
    total.failed += count.failed + (problem ? 1 : 0);
    total.skipped += count.skipped;
  }
  return total;
}

/**
 * Maximum lines shown of a failure's message: enough for the expected and actual values, and a
 * seed.
 */
const messageLines = 15;

/**
 * Names every test that failed, and every file that failed before its first test, so that the end
 * of the output says what to look for.
 * @param {string} folder
 * @param {{ names?: string[], withMessages?: boolean }} [options]
 * @returns {string[]} lines: `failed: file > test`, with messages each followed by the first lines
 * of its own
 */
export function failureLines(folder, { names = REPORTS, withMessages = true } = {}) {
  return names
    .flatMap((name) => readJsonIfThere(join(folder, name))?.testResults ?? [])
    .flatMap(failuresOf)
    .flatMap(({ title, message }) => [
      `failed: ${title}`,
      ...(withMessages ? firstLines(message) : []),
    ]);
}

/**
 * @param {any} file
 * @returns {{ title: string, message: string }[]}
 */
function failuresOf(file) {
  const path = relative(root, file.name ?? '');
  const failed = file.assertionResults.filter(isFailed);
  if (file.status === 'failed' && failed.length === 0)
    return [{ title: path, message: file.message ?? '' }];
  return failed.map((/** @type {any} */ { ancestorTitles, title, failureMessages }) => ({
    title: [path, ...(ancestorTitles ?? []), title].join(' > '),
    message: (failureMessages ?? []).join('\n'),
  }));
}

/** @param {string} message */
function firstLines(message) {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !isForeignFrame(line));
  return lines.slice(0, messageLines).map((line) => `  ${line}`);
}

/**
 * A stack's frame outside the repository's own code.
 * @param {string} line
 */
function isForeignFrame(line) {
  return /^\s+at /.test(line) && (line.includes('node_modules') || !line.includes(root));
}

/** @param {any} report */
function countOne(report) {
  const brokenFiles = report.testResults.filter(
    (/** @type {any} */ file) => file.status === 'failed' && !file.assertionResults.some(isFailed),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/** @param {any} assertion */
function isFailed(assertion) {
  return assertion.status === 'failed';
}

/**
 * @param {string} name
 * @param {any} report
 * @param {{ passed: number, failed: number }} count
 * @param {boolean} mayBeEmpty
 */
function problemOf(name, report, count, mayBeEmpty) {
  if (!report?.testResults) return `${name}: no report was written`;
  if (count.passed + count.failed === 0 && !mayBeEmpty) return `${name}: no test ran`;
  if (report.success === false && count.failed === 0)
    return `${name}: the run failed outside its tests`;
  return undefined;
}

/**
 * @param {Count} count
 * @returns {string} `N passed, N failed`, with `, N skipped` where there are any
 */
export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

if (process.argv[1] === import.meta.filename) {
  const results = join(root, 'test-results');
  const count = countReports(results);
  for (const line of failureLines(results)) console.log(line);
  for (const problem of count.problems) console.log(problem);
  console.log(countLine(count));
  process.exitCode = count.failed > 0 ? 1 : 0;
}
