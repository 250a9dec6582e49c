import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/setup/paths.mjs';
import { countLine, countReports, failureLines } from '../../tools/test-report.mjs';

function folderWith(reports: Record<string, unknown>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-reports-'));
  for (const [name, content] of Object.entries(reports)) {
    writeFileSync(
      join(folder, name),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  }
  return folder;
}

function report(passed: number, failed: number, pending = 0) {
  const statuses = [...Array(passed).fill('passed'), ...Array(failed).fill('failed')];
  return {
    success: failed === 0,
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    numTodoTests: 0,
    testResults: [
      {
        status: failed ? 'failed' : 'passed',
        assertionResults: statuses.map((status) => ({ status })),
      },
    ],
  };
}

const two = ['unit.json', 'e2e.json'];

describe('the count line', () => {
  test('adds up all reports', () => {
    const count = countReports(
      folderWith({
        'pages.json': report(2, 0),
        'unit.json': report(12, 0),
        'e2e.json': report(3, 1),
      }),
    );
    expect(countLine(count)).toBe('17 passed, 1 failed');
  });

  test('mentions skipped tests only where there are some', () => {
    const count = countReports(
      folderWith({ 'unit.json': report(2, 0, 4), 'e2e.json': report(1, 0) }),
      two,
    );
    expect(countLine(count)).toBe('3 passed, 0 failed, 4 skipped');
  });

  test.each([
    ['a report that is missing', { 'unit.json': report(5, 0) }],
    ['a report that is cut off', { 'unit.json': report(5, 0), 'e2e.json': '{"numPassedTests":9' }],
    ['a report without tests', { 'unit.json': report(5, 0), 'e2e.json': report(0, 0) }],
    [
      'an error outside the tests',
      { 'unit.json': report(5, 0), 'e2e.json': { ...report(0, 0), success: false } },
    ],
  ])('counts %s as one failure and says which', (_case, reports) => {
    const count = countReports(folderWith(reports), two);
    expect(countLine(count)).toBe('5 passed, 1 failed');
    expect(count.problems).toEqual([expect.stringContaining('e2e.json')]);
  });

  test('counts a file that failed before its first test', () => {
    const broken = {
      ...report(0, 0),
      success: false,
      testResults: [{ status: 'failed', assertionResults: [] }],
    };
    expect(countLine(countReports(folderWith({ 'unit.json': broken }), ['unit.json']))).toBe(
      '0 passed, 1 failed',
    );
  });

  test('lets a run of selected tests leave a report empty', () => {
    const folder = folderWith({ 'unit.json': report(5, 0), 'e2e.json': report(0, 0) });
    expect(countLine(countReports(folder, two, { mayBeEmpty: true }))).toBe('5 passed, 0 failed');
  });
});

describe('the list of failures', () => {
  const file = (name: string, rest: object) => ({
    name: join(root, name),
    ...rest,
  });
  const manyLines = Array.from({ length: 40 }, (_, i) => `line ${i + 1}`).join('\n');
  const folder = folderWith({
    'unit.json': {
      ...report(1, 2),
      testResults: [
        file('test/printing/schedules.test.ts', {
          status: 'failed',
          assertionResults: [
            { status: 'passed', ancestorTitles: [], title: 'is fine' },
            {
              status: 'failed',
              ancestorTitles: ['the queue', 'in a storm'],
              title: 'loses nothing',
              failureMessages: [
                '\u001b[31mError: seed 42\u001b[39m\n\n  expected 1\n  received 2',
                `    at file://${root}/node_modules/vitest/run.js:1:2`,
                `    at ${root}/test/printing/schedules.test.ts:3:4`,
              ],
            },
          ],
        }),
        file('test/db/open.test.ts', {
          status: 'failed',
          assertionResults: [
            {
              status: 'failed',
              ancestorTitles: [],
              title: 'opens',
              failureMessages: [manyLines],
            },
          ],
        }),
      ],
    },
    'e2e.json': {
      ...report(0, 0),
      success: false,
      testResults: [
        file('test/e2e/desk.e2e.ts', {
          status: 'failed',
          message: 'SyntaxError: oh',
          assertionResults: [],
        }),
      ],
    },
  });

  test('names file, test and the first lines of each message, without colours or foreign frames', () => {
    expect(failureLines(folder)).toEqual([
      'failed: test/printing/schedules.test.ts > the queue > in a storm > loses nothing',
      '  Error: seed 42',
      '    expected 1',
      '    received 2',
      `      at ${root}/test/printing/schedules.test.ts:3:4`,
      'failed: test/db/open.test.ts > opens',
      ...Array.from({ length: 15 }, (_, i) => `  line ${i + 1}`),
      'failed: test/e2e/desk.e2e.ts',
      '  SyntaxError: oh',
    ]);
  });

  test('leaves the messages out where vitest has shown them', () => {
    expect(failureLines(folder, { withMessages: false })).toEqual([
      'failed: test/printing/schedules.test.ts > the queue > in a storm > loses nothing',
      'failed: test/db/open.test.ts > opens',
      'failed: test/e2e/desk.e2e.ts',
    ]);
  });

  test('is empty when all passed and when no report was written', () => {
    const passed = { 'unit.json': report(5, 0), 'e2e.json': report(3, 0) };
    expect(failureLines(folderWith(passed))).toEqual([]);
    expect(failureLines(folderWith({}))).toEqual([]);
  });
});
