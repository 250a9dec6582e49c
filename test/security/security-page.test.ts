import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../tools/runtime.mjs';

const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const oneLine = page.replaceAll(/\s+/g, ' ');

/** `file` — “title”, as the page names a test. */
const named = [...oneLine.matchAll(/`(test\/[\w./-]+)` — “([^”]+)”/g)].map(
  ([, file = '', title = '']) => ({ file, title }),
);

describe('docs/security.md', () => {
  it('names a test for each of the twenty items of Electron’s checklist', () => {
    const [, list = ''] = /## Electron's checklist([\s\S]*?)\n## /.exec(page) ?? [];
    const rows = [...list.matchAll(/^\| (\d+) .*$/gm)];
    expect(rows.map(([, number]) => Number(number))).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
    for (const [row] of rows) expect(row).toMatch(/`test\/[\w./-]+` — “/);
  });

  it('names a test for every threat', () => {
    const [, list = ''] = /## Threats([\s\S]*?)\n\*\*Not/.exec(page) ?? [];
    const rows = list.split('\n').filter((line) => /^\| (?!-|threat)/.test(line));
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) expect(row).toMatch(/`test\/[\w./-]+` — “/);
  });

  it.each(named)('$file — “$title” is there', ({ file, title }) => {
    expect(existsSync(join(root, file)), file).toBe(true);
    expect(readFileSync(join(root, file), 'utf8').replaceAll(/\s+/g, ' ')).toContain(title);
  });

  it('names files that are there', () => {
    const paths = [...page.matchAll(/`((?:main|db|domain|hub|preload|test|tools)\/[\w./-]+)`/g)];
    expect(paths.length).toBeGreaterThan(named.length);
    expect(
      paths.map(([, path = '']) => path).filter((path) => !existsSync(join(root, path))),
    ).toEqual([]);
  });
});
