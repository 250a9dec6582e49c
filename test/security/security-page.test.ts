import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../tools/runtime.mjs';

const read = (name: string): string => readFileSync(join(root, 'docs', name), 'utf8');
const page = read('evidence/security.md');
const asvs = read('evidence/asvs.md');
const trust = read('evidence/trust.md');

/** `file` — “title” and “title”, as a page names tests. */
function namedIn(text: string): { file: string; title: string }[] {
  const oneLine = text.replaceAll(/\s+/g, ' ');
  const tests = oneLine.matchAll(/`(test\/[\w./-]+)` — ((?:“[^”]+”(?: and )?)+)/g);
  return [...tests].flatMap(([, file = '', titles = '']) =>
    [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file, title })),
  );
}

/** Rows of the tables between two headings, without their header rows. */
function rowsBetween(text: string, from: string, to: string): string[] {
  const part = text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)));
  return part
    .split('\n')
    .filter((line, at, lines) => line.startsWith('| ') && !/^\| -/.test(lines[at + 1] ?? ''))
    .filter((line) => !/^\| -/.test(line));
}

describe('docs/evidence/security.md', () => {
  it('names a test for each of the twenty items of Electron’s checklist', () => {
    const rows = rowsBetween(page, "## Electron's checklist", '### Environment');
    expect(rows.map((row) => Number(/^\| (\d+)/.exec(row)?.[1]))).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
    for (const row of rows) expect(row).toMatch(/`test\/[\w./-]+` — “/);
  });

  it('has the threats of each holder', () => {
    const part = page.slice(page.indexOf('## Threats'));
    expect([...part.matchAll(/^### (.*)$/gm)].map(([, holder]) => holder)).toEqual([
      'A kiosk',
      'A door’s tablet',
      'A desk',
      'The hub’s machine',
      'A stick',
      'A backup',
      'An organiser’s account',
      'The network',
    ]);
  });

  it('names a test for every threat', () => {
    const rows = rowsBetween(page, '## Threats', '**Not defended');
    const filled = rows.filter((row) => !row.startsWith('| **to fill: '));
    expect(filled.length).toBeGreaterThan(20);
    for (const row of filled) expect(row).toMatch(/`test\/[\w./-]+` — “/);
  });
});

describe('docs/evidence', () => {
  it('asvs.md says of each section whether it is met, and if so by which test or why without', () => {
    const rows = rowsBetween(asvs, '## Sections', ' sections met').map((row) =>
      row.split(' | ').map((cell) => cell.trim()),
    );
    expect(rows.length).toBeGreaterThan(60);
    for (const [section = '', state = '', why = ''] of rows) {
      expect(section).toMatch(/^\| \d+/);
      expect(['met', 'partly', 'not met', 'not applicable']).toContain(state);
      expect(why.length, section).toBeGreaterThan(4);
    }
  });

  it('trust.md names a test for each reproduction', () => {
    const rows = rowsBetween(trust, '## Reproductions', '## Load').filter(
      (row) => !row.startsWith('| **to fill: '),
    );
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect(row).toMatch(/`test\/[\w./-]+` — “/);
  });
});

const named = [...namedIn(page), ...namedIn(asvs), ...namedIn(trust)];

it.each(named)('$file — “$title” is there', ({ file, title }) => {
  expect(existsSync(join(root, file)), file).toBe(true);
  expect(readFileSync(join(root, file), 'utf8').replaceAll(/\s+/g, ' ')).toContain(title);
});

it('the pages name files that are there', () => {
  const paths = [page, asvs, trust].flatMap((text) =>
    [...text.matchAll(/`((?:main|db|domain|hub|preload|test|tools)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    ),
  );
  expect(paths.length).toBeGreaterThan(named.length);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
