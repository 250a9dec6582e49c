// The time of each test file against its budget. As a program with `--save`: takes the times of the
// last run (of `test:all`: of the long files only) as the new budgets.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonIfThere } from './setup/files.mjs';
import { root } from './setup/paths.mjs';

/** The files of test-results/ that hold the seconds of each test file. */
export const TIMES = ['unit-times.json', 'pages-times.json', 'e2e-times.json'];

const budgetFile = join(root, 'tools/test-budgets.json');

/** Seconds for a file that is not listed. */
const defaultBudget = 2;
/** A file may take so many times its budget: machines differ, and a busy one is slower still. */
const margin = 3;
const slowestShown = 10;

/**
 * @param {string} folder of the times
 * @returns {Record<string, number>} seconds of each file that ran, imports and hooks included
 */
function readTimes(folder) {
  return Object.assign({}, ...TIMES.map((name) => readJsonIfThere(join(folder, name)) ?? {}));
}

/**
 * @param {string} folder of the times
 * @param {Record<string, number>} [budgets] seconds by file; those of tools/test-budgets.json
 * @returns {string[]} the slowest files of the run, and each that took more than three times its
 * budget
 */
export function timeLines(folder, budgets = readJsonIfThere(budgetFile) ?? {}) {
  const times = Object.entries(readTimes(folder)).sort(([, a], [, b]) => b - a);
  if (times.length === 0) return [];
  const over = comparable(times).filter(
    ([file, seconds]) => seconds > budgetOf(budgets, file) * margin,
  );
  return [
    'slowest files:',
    ...times.slice(0, slowestShown).map(([file, seconds]) => `  ${seconds.toFixed(1)} s  ${file}`),
    ...over.map(
      ([file, seconds]) =>
        `over budget: ${file} took ${seconds.toFixed(1)} s of ${budgetOf(budgets, file)} s`,
    ),
  ];
}

/**
 * Of a full run only the long files count: the others run their full matrices there.
 * @param {[string, number][]} times
 */
function comparable(times) {
  const long = times.filter(([file]) => file.includes('.all.'));
  return long.length > 0 ? long : times;
}

/**
 * @param {Record<string, number>} budgets
 * @param {string} file
 */
function budgetOf(budgets, file) {
  return budgets[file] ?? defaultBudget;
}

/**
 * Writes the budgets of the files that take longer than the default; files that did not run keep
 * theirs.
 */
function saveBudgets() {
  const budgets = new Map(Object.entries(readJsonIfThere(budgetFile) ?? {}));
  for (const [file, seconds] of comparable(Object.entries(readTimes(join(root, 'test-results'))))) {
    if (seconds > defaultBudget) budgets.set(file, Math.ceil(seconds));
    else budgets.delete(file);
  }
  const entries = [...budgets].filter(([file]) => existsSync(join(root, file))).sort();
  writeFileSync(budgetFile, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--save')) saveBudgets();
  else for (const line of timeLines(join(root, 'test-results'))) console.log(line);
}
