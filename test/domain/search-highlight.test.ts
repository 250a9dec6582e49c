import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesIn } from '../../domain/roster/search-highlight.ts';

/** The text with the marked parts in brackets. */
function marked(text: string, query: string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of matchesIn(text, query)) {
    result += `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
  }
  return result + text.slice(at);
}

describe('what a query matched', () => {
  it.each([
    ['dup', 'Marie DUPONT', 'Marie [DUP]ONT'],
    ['ma du', 'Marie DUPONT', '[Ma]rie [DU]PONT'],
    ['upo', 'Marie DUPONT', 'Marie DUPONT'],
    ['muel', 'Jürgen MÜLLER', 'Jürgen [MÜL]LER'],
    ['mul', 'Jürgen MÜLLER', 'Jürgen [MÜL]LER'],
    ['gross', 'Groß', '[Groß]'],
    ['obri', 'Séan O’BRIEN', 'Séan [O’BRI]EN'],
    ['brien', 'Séan O’BRIEN', 'Séan O’[BRIEN]'],
    ['pierre', 'Jean-Pierre', 'Jean-[Pierre]'],
    ['sokol', 'Елена Соколова', 'Елена [Сокол]ова'],
    ['shch', 'Щербаков', '[Щ]ербаков'],
    ['mohamed', 'محمد علي', '[محمد] علي'],
    ['al-harbi', 'محمد الحربي', 'محمد [الحربي]'],
    ['a', 'محمد الحربي', 'محمد [ال]حربي'],
    ['明', '王小明', '王小[明]'],
    ['417', 'GSC18-00417', 'GSC18-[00417]'],
    ['', 'Marie', 'Marie'],
    ['a', '<b>a</b>', '<b>[a]</b>'],
  ])('%j in %j', (query, text, expected) => {
    expect(marked(text, query)).toBe(expected);
  });

  it('is in order, within the text and never cuts a pair of surrogates', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (text, query) => {
          let last = 0;
          for (const { start, end } of matchesIn(text, query)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(text.slice(start, end)).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
            last = end;
          }
          expect(last).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });

  it('looks at the beginning of a very long text only', () => {
    expect(matchesIn('ab '.repeat(100_000), 'ab').length).toBeLessThan(200);
  });
});
