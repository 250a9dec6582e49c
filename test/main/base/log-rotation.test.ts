import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { logBytes, logFiles, openLog, rotateLog } from '../../../main/base/log.ts';
import { waitFor } from '../../../tools/demo/wait-for.ts';

const limits = { fileBytes: 1_000, olderFiles: 3, fileDays: 7, keptDays: 30, spared: 2 };
const now = Date.parse('2018-10-02T08:00:00Z');
const day = 86_400_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const current = () => join(folder, 'lanyard.log');
const line = (time: number, bytes: number): string =>
  `${JSON.stringify({ time: new Date(time).toISOString(), msg: 'x'.repeat(bytes) })}\n`;

it('a small new file stays, a large one is closed, and no more than so many are kept', () => {
  expect(rotateLog(folder, now, limits)).toBe(false);
  writeFileSync(current(), line(now, 10));
  expect(rotateLog(folder, now, limits)).toBe(false);
  for (let round = 1; round <= 6; round += 1) {
    writeFileSync(current(), line(now, 1_000 + round));
    expect(rotateLog(folder, now, limits)).toBe(true);
  }
  writeFileSync(current(), line(now, 1));
  expect(readdirSync(folder).sort()).toEqual([
    'lanyard.1.log',
    'lanyard.2.log',
    'lanyard.3.log',
    'lanyard.log',
  ]);
  // The newest first.
  expect(readFileSync(join(folder, 'lanyard.1.log')).length).toBeGreaterThan(
    readFileSync(join(folder, 'lanyard.3.log')).length,
  );
  expect(logFiles(folder, limits)).toHaveLength(4);
  expect(logBytes(folder)).toBeGreaterThan(3_000);
});

it('lines do not grow old: a small file is closed after a week, and gone after a month', () => {
  for (const age of [31, 31, 8]) {
    writeFileSync(current(), line(now - age * day, 10));
    utimesSync(current(), (now - age * day) / 1000, (now - age * day) / 1000);
    expect(rotateLog(folder, now, limits)).toBe(true);
  }
  rotateLog(folder, now, limits);
  expect(readdirSync(folder)).toEqual(['lanyard.1.log', 'lanyard.2.log']);
});

it('a clock that is set forty days ahead and back deletes none of the newest files', () => {
  for (const bytes of [11, 12, 13]) {
    writeFileSync(current(), line(now, 1_000 + bytes));
    utimesSync(current(), now / 1000, now / 1000);
    expect(rotateLog(folder, now, limits)).toBe(true);
  }
  const newest = readFileSync(join(folder, 'lanyard.1.log'), 'utf8');
  rotateLog(folder, now + 40 * day, limits);
  rotateLog(folder, now, limits);
  expect(readdirSync(folder)).toEqual(['lanyard.1.log', 'lanyard.2.log']);
  expect(readFileSync(join(folder, 'lanyard.1.log'), 'utf8')).toBe(newest);
});

it('a log that is open begins a new file at its opening where the old one is too large', async () => {
  writeFileSync(current(), line(Date.now(), 6_000_000));
  const log = openLog(folder);
  log.info({ answer: 42 }, 'begun');
  await waitFor(
    'the line',
    20,
    () => (existsSync(current()) && statSync(current()).size > 0) || null,
  );
  log.close();
  expect(readFileSync(current(), 'utf8')).toContain('"answer":42');
  expect(log.bytes()).toBeGreaterThan(6_000_000);
});
