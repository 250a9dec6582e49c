import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { whatAThiefReads } from './stolen-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-thief-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('finds a planted name in UTF-8 and UTF-16, in any case, also in a folder below, and no other', () => {
  mkdirSync(join(folder, 'deep'));
  writeFileSync(
    join(folder, 'a.db'),
    Buffer.concat([Buffer.from([0, 255]), Buffer.from('ZURBRIGG')]),
  );
  writeFileSync(join(folder, 'deep/b'), Buffer.from('森野', 'utf16le'));
  writeFileSync(join(folder, 'c'), Buffer.from('x森野', 'utf16le').swap16());
  symlinkSync('nowhere', join(folder, 'lock'));
  expect(whatAThiefReads([folder], ['Zurbrigg', '森野', 'Absent']).sort()).toEqual([
    `${join(folder, 'a.db')}: Zurbrigg`,
    `${join(folder, 'c')}: 森野`,
    `${join(folder, 'deep/b')}: 森野`,
  ]);
});
