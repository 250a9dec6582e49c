import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const checkIns = 20;

/**
 * Killing a process does not simulate a power cut, because the kernel keeps what was written. The
 * order of the system calls matters: the log must be flushed to disk before the line "admitted".
 */
function traceOfCheckIns(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-trace-'));
  execFileSync('strace', [
    // A file per thread: in a single one, a call is split when another thread makes one meanwhile.
    '-ff',
    '-y',
    '-e',
    'trace=fdatasync,fsync,write',
    '-o',
    join(folder, 'trace'),
    process.execPath,
    join(import.meta.dirname, 'check-in-child.ts'),
    String(checkIns),
  ]);
  for (const name of readdirSync(folder)) {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    const ready = lines.findIndex((line) => line.includes('"ready\\n"'));
    if (ready >= 0) return lines.slice(ready + 1);
  }
  throw new Error('no thread said that it was ready');
}

describe('a power cut after the screen said "admitted"', () => {
  it('loses nothing, because the log is on the disk before the answer', {
    timeout: 120_000,
  }, () => {
    let flushed = false;
    let admitted = 0;
    for (const line of traceOfCheckIns()) {
      if (/\b(fdatasync|fsync)\(\d+<[^>]*lanyard\.db-wal>\)\s*=\s*0/.test(line)) flushed = true;
      if (!line.includes('"admitted ')) continue;
      expect(flushed, `no flush of the log before: ${line}`).toBe(true);
      flushed = false;
      admitted += 1;
    }
    expect(admitted).toBe(checkIns);
  });
});
