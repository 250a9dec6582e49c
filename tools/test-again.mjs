// End-to-end files that failed where an app's page froze are run once more (docs/decisions/019).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readJsonIfThere } from './setup/files.mjs';

/** Environment variable that names the end-to-end file that runs. */
export const TEST_FILE = 'LANYARD_TEST_FILE';

/** Where the tests' apps tell of frozen pages: the path of an end-to-end file in each line. */
export const FROZEN_PAGES = 'frozen-pages.txt';

/**
 * The end of Playwright's log where a page drew nothing any more: an element is stable once two frames show it in the same place, and
 * one that is hidden, disabled or moves is told in lines of its own after this one.
 */
const NO_FRAME = /waiting for element to be visible, enabled and stable\s*(?:\n\s+at |$)/;

/**
 * @param {any} file
 * @returns {boolean} whether each failure of the file is that of a page which drew nothing any more
 */
function drewNothing({ assertionResults }) {
  const failed = assertionResults.filter((/** @type {any} */ { status }) => status === 'failed');
  return (
    failed.length > 0 &&
    failed.every((/** @type {any} */ { failureMessages }) =>
      NO_FRAME.test(stripVTControlCharacters((failureMessages ?? []).join('\n'))),
    )
  );
}

/**
 * @param {string} folder of the reports
 * @returns {string[]} paths of the end-to-end files that failed, and in which a page froze: an app's, as its own watch told, or a browser's
 */
export function filesToRepeat(folder) {
  const path = join(folder, FROZEN_PAGES);
  const frozen = new Set(existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []);
  return resultsOf(readJsonIfThere(join(folder, 'e2e.json')))
    .filter((file) => file.status === 'failed' && (frozen.has(file.name) || drewNothing(file)))
    .map(({ name }) => name);
}

/**
 * Puts the results of files that ran once more in the place of the first ones. A file without a second result keeps
 * its first.
 * @param {string} folder of the reports
 * @param {string} second name of the second run's report
 */
export function takeSecondResults(folder, second) {
  const first = readJsonIfThere(join(folder, 'e2e.json'));
  const report = readJsonIfThere(join(folder, second));
  const again = new Map(resultsOf(report).map((file) => [file.name, file]));
  const testResults = resultsOf(first).map((file) => again.get(file.name) ?? file);
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const count = (/** @type {string} */ status) =>
    tests.filter((/** @type {any} */ test) => test.status === status).length;
  const merged = {
    ...first,
    success: testResults.every(({ status }) => status !== 'failed'),
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending') + count('skipped'),
    testResults,
  };
  writeFileSync(join(folder, 'e2e.json'), JSON.stringify(merged));
}

/**
 * @param {any} report
 * @returns {any[]}
 */
function resultsOf(report) {
  return report?.testResults ?? [];
}
