import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countWindows } from '../../tools/windows/report.ts';

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'lanyard-windows-')), 'report.json');
});
afterEach(() => rmSync(join(path, '..'), { recursive: true, force: true }));

const known = [
  { file: 'test/db/modes.test.ts', test: /modes/ },
  { file: 'test/db/mended.test.ts', test: /mended/ },
];

function one(fullName: string, status: string) {
  return { fullName, status, failureMessages: status === 'failed' ? ['why\nwhere'] : null };
}

test('counts what passed and failed, and names exclusions whose test passes', () => {
  const file = (name: string) => `Z:/home/me/.cache/windows/app/test/db/${name}.test.ts`;
  const testResults = [
    {
      name: file('modes'),
      status: 'failed',
      assertionResults: [one('has modes', 'failed'), one('opens', 'failed'), one('ends', 'passed')],
    },
    { name: file('mended'), status: 'passed', assertionResults: [one('is mended', 'passed')] },
    { name: file('broken'), status: 'failed', message: 'no such file', assertionResults: [] },
    // Its set-up failed: the tests count as skipped, the file does not.
    { name: file('set-up'), status: 'failed', assertionResults: [one('waits', 'skipped')] },
  ];
  writeFileSync(path, JSON.stringify({ testResults }));
  expect(countWindows(path, known)).toEqual({
    passed: 2,
    skipped: 1,
    excluded: 1,
    failed: [
      'test/db/modes.test.ts > opens: why',
      'test/db/broken.test.ts: no such file',
      'test/db/set-up.test.ts: ',
    ],
    stale: ['test/db/mended.test.ts > is mended'],
  });
});

test('a run without a report is no success', () => {
  expect(() => countWindows(path, known)).toThrow(/ENOENT/);
});
