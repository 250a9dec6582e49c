import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FROZEN_PAGES, filesToRepeat, takeSecondResults } from '../../tools/test-again.mjs';
import { countLine, countReports, failureLines } from '../../tools/test-report.mjs';

type Status = 'passed' | 'failed' | 'skipped';

function file(name: string, ...statuses: Status[]) {
  return {
    name: `/repo/${name}`,
    status: statuses.includes('failed') ? 'failed' : 'passed',
    assertionResults: statuses.map((status, i) => ({
      status,
      title: `${status} ${i}`,
      ancestorTitles: [],
    })),
  };
}

function reportOf(...testResults: ReturnType<typeof file>[]) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const count = (status: Status) => tests.filter((one) => one.status === status).length;
  return {
    success: count('failed') === 0,
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('skipped'),
    numTodoTests: 0,
    testResults,
  };
}

function folderWith(reports: Record<string, object>, frozen: string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-again-'));
  for (const [name, report] of Object.entries(reports))
    writeFileSync(join(folder, name), JSON.stringify(report));
  if (frozen.length > 0)
    writeFileSync(join(folder, FROZEN_PAGES), frozen.map((name) => `/repo/${name}\n`).join(''));
  return folder;
}

describe('what runs once more', () => {
  const first = reportOf(file('frozen', 'failed'), file('wrong', 'failed'), file('fine', 'passed'));

  test('is a file that failed and in which a page froze, and no other', () => {
    const folder = folderWith({ 'e2e.json': first }, ['frozen', 'frozen', 'fine']);
    expect(filesToRepeat(folder)).toEqual(['/repo/frozen']);
  });

  test('is a file whose every failure is a browser’s page that drew nothing any more', () => {
    const log = `TimeoutError: locator.click: Timeout 60000ms exceeded.
Call log:
\u001b[2m  - attempting click action\u001b[22m
\u001b[2m    - waiting for element to be visible, enabled and stable\u001b[22m
`;
    const failing = (name: string, ...messages: string[]) => {
      const made = file(name, ...messages.map(() => 'failed' as const), 'passed');
      const assertionResults = made.assertionResults.map((one, i) => ({
        ...one,
        failureMessages: messages[i] === undefined ? [] : [messages[i]],
      }));
      return { ...made, assertionResults };
    };
    const report = reportOf(
      failing('still', `${log}\n    at switchLanguage (/repo/a.ts:1:1)`, log),
      failing('hidden', `${log}    - element is not visible\n    at press (/repo/a.ts:1:1)`),
      failing('one of two', log, 'AssertionError: expected 1 to be 2'),
    );
    expect(filesToRepeat(folderWith({ 'e2e.json': report }))).toEqual(['/repo/still']);
  });

  test('is nothing where no page froze, or no report was written', () => {
    expect(filesToRepeat(folderWith({ 'e2e.json': first }))).toEqual([]);
    expect(filesToRepeat(folderWith({}, ['frozen']))).toEqual([]);
  });
});

describe('the second results', () => {
  const first = reportOf(file('frozen', 'passed', 'failed', 'skipped'), file('fine', 'passed'));

  test('take the place of the first', () => {
    const second = reportOf(file('frozen', 'passed', 'passed', 'passed'));
    const folder = folderWith({ 'e2e.json': first, 'e2e-again.json': second });
    takeSecondResults(folder, 'e2e-again.json');
    expect(countLine(countReports(folder, ['e2e.json']))).toBe('4 passed, 0 failed');
    expect(failureLines(folder)).toEqual([]);
  });

  test('are failures, too, and leave those of other files as they are', () => {
    const folder = folderWith({
      'e2e.json': reportOf(file('frozen', 'failed'), file('wrong', 'failed', 'passed')),
      'e2e-again.json': reportOf(file('frozen', 'passed', 'failed')),
    });
    takeSecondResults(folder, 'e2e-again.json');
    const count = countReports(folder, ['e2e.json']);
    expect(countLine(count)).toBe('2 passed, 2 failed');
    expect(count.problems).toEqual([]);
  });

  test('are no success where the second run wrote no report', () => {
    const folder = folderWith({ 'e2e.json': first });
    takeSecondResults(folder, 'e2e-again.json');
    expect(countLine(countReports(folder, ['e2e.json']))).toBe('2 passed, 1 failed, 1 skipped');
  });
});
