// End-to-end files that failed where an app's page froze are run once more (docs/decisions/019).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonIfThere } from './setup/files.mjs';

/** Environment variable that names the end-to-end file that runs. */
export const TEST_FILE = 'LANYARD_TEST_FILE';

/** Where the tests' apps tell of frozen pages: the path of an end-to-end file in each line. */
export const FROZEN_PAGES = 'frozen-pages.txt';

/**
 * @param {string} folder of the reports
 * @returns {string[]} paths of the end-to-end files that failed, and in which a page froze
 */
export function filesToRepeat(folder) {
  const path = join(folder, FROZEN_PAGES);
  const frozen = new Set(existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []);
  return resultsOf(readJsonIfThere(join(folder, 'e2e.json')))
    .filter(({ status, name }) => status === 'failed' && frozen.has(name))
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
