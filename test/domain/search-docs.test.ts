import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { queryWords, searchWords } from '../../domain/roster/search.ts';

const text = readFileSync(new URL('../../docs/evidence/search.md', import.meta.url), 'utf8');
const table = text.slice(text.indexOf('| what '), text.indexOf('Not done:'));
const cases = table
  .trim()
  .split('\n')
  .slice(2)
  .flatMap((line) => {
    const [, what = '', record = '', typed = ''] = line.split('|').map((cell) => cell.trim());
    return [...typed.matchAll(/`([^`]+)`/g)].map(([, query = '']) => ({ what, record, query }));
  });

it('docs/evidence/search.md has its table', () => {
  expect(cases.length).toBeGreaterThan(70);
});

it.each(cases)('docs/evidence/search.md, $what: $query finds $record', ({ record, query }) => {
  const indexed = searchWords([record]);
  for (const forms of queryWords(query)) {
    expect(forms.some((form) => indexed.some((word) => word.startsWith(form)))).toBe(true);
  }
});
