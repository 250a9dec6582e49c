import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import table from '../../../platform/fonts/coverage.json' with { type: 'json' };
import fontFiles from '../../../platform/fonts/fonts.json' with { type: 'json' };
import { coverageOf } from '../../../platform/fonts/letters.ts';
import { runsOf } from '../../../tools/fonts/coverage.ts';

const modules = join(import.meta.dirname, '../../../node_modules');

it('the table of characters is that of the bundled fonts (else: node tools/fonts/coverage.ts)', () => {
  expect(Object.keys(table)).toEqual(fontFiles.map((file) => basename(file)));
  for (const file of fontFiles) {
    const written = new Map(Object.entries(table)).get(basename(file));
    expect(written, file).toBe(runsOf(join(modules, file)).join(' '));
  }
});

it('a font has the characters of its runs and no others', () => {
  for (const file of fontFiles.map((path) => basename(path))) {
    const covers = coverageOf(file);
    const runs = (new Map(Object.entries(table)).get(file) ?? '').split(' ').map(Number);
    let next = 0;
    for (let at = 0; at < runs.length; at += 2) {
      const start = next + (runs[at] ?? 0);
      next = start + (runs[at + 1] ?? 0);
      if (start > 0 && (runs[at] ?? 0) > 0) expect(covers(start - 1), file).toBe(false);
      expect([covers(start), covers(next - 1), covers(next)], file).toEqual([true, true, false]);
    }
    expect(covers(0x10_ffff)).toBe(false);
  }
});

it('a font that the table does not know is an error', () => {
  expect(() => coverageOf('Unknown.ttf')).toThrow('does not name it');
});
