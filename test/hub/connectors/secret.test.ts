import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSecret } from '../../../hub/connectors/open-connector.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a file for its owner alone, or a variable', () => {
  const file = join(folder, 'token');
  writeFileSync(file, 'abc-def\n', { mode: 0o600 });
  expect(readSecret({ file }, {})).toBe('abc-def');
  expect(readSecret({ variable: 'TOKEN' }, { TOKEN: ' abc ' })).toBe('abc');
});

test.skipIf(process.platform === 'win32')('a file that others can read is refused', () => {
  const file = join(folder, 'token');
  writeFileSync(file, 'abc-def\n', { mode: 0o600 });
  for (const mode of [0o644, 0o640, 0o620]) {
    chmodSync(file, mode);
    expect(() => readSecret({ file }, {})).toThrow('secret-open-to-others');
  }
});

test('missing, empty, or what could not stand in a header', () => {
  const file = join(folder, 'token');
  expect(() => readSecret({ file }, {})).toThrow('secret-missing');
  for (const text of ['', '\n', 'a\r\nX-Other: b', 'é']) {
    writeFileSync(file, text, { mode: 0o600 });
    expect(() => readSecret({ file }, {})).toThrow('secret-missing');
  }
  expect(() => readSecret({ variable: 'TOKEN' }, {})).toThrow('secret-missing: TOKEN');
});
