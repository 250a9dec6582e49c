import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { countLine, countReports } from '../../tools/test-report.mjs';

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

describe('the count line', () => {
  test('adds up both reports', () => {
    const count = countReports(
      folderWith({ 'unit.json': report(12, 0), 'e2e.json': report(3, 1) }),
    );
    expect(countLine(count)).toBe('15 passed, 1 failed');
  });

  test('mentions skipped tests only where there are some', () => {
    const count = countReports(
      folderWith({ 'unit.json': report(2, 0, 4), 'e2e.json': report(1, 0) }),
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
    const count = countReports(folderWith(reports));
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
    expect(countLine(countReports(folder, undefined, { mayBeEmpty: true }))).toBe(
      '5 passed, 0 failed',
    );
  });
});
