import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFile } from '../../domain/base/csv.ts';
import { cleanCell } from '../../intake/cell-text.ts';

const separators = [',', ';', '\t', '|'] as const;
/**
 * Cells that a spreadsheet may execute: blanks, quotes and invisible characters before the sign do
 * not help.
 */
const active = /^[\s"\p{Cf}]*[=+\-@＝＋－＠]/u;

/** All cells of a file, read with any separator, by a tolerant reader and by a plain split. */
function cellsHowever(text: string): string[] {
  return separators.flatMap((delimiter) => [
    ...forgiven(text, delimiter),
    ...text.replace('\uFEFF', '').split(new RegExp(`[\r\n]|\\${delimiter}`)),
  ]);
}

/** The cells before a quote that is never closed; the plain split covers the rest. */
function forgiven(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      onRecord: (record: string[]) => void cells.push(...record),
    });
  } catch (error) {
    expect(error).toMatchObject({ code: 'CSV_QUOTE_NOT_CLOSED' });
  }
  return cells;
}

describe('A cell of any CSV file is no formula', () => {
  it.each([
    ['a formula', '=1+1', ';', "'=1+1"],
    ['full-width ＝', '＝1+1', ';', "'＝1+1"],
    ['full-width ＋', '＋1', ';', "'＋1"],
    ['full-width －', '－1', ';', "'－1"],
    ['full-width ＠', '＠A1', ';', "'＠A1"],
    ['behind a blank', ' =1+1', ';', "' =1+1"],
    ['behind a zero-width space', '\u200B=1', ';', "'\u200B=1"],
    ['behind a tab', '\t=1', ';', '"\'\t\'=1"'],
    ['behind a carriage return', '\r=1', ';', '"\'\r\'=1"'],
    ['behind a line break', '\n=1', ';', '"\'\n\'=1"'],
    ['behind a quote', '"=1', ';', `"'""=1"`],
    ['behind another separator', 'x,=1+1,y', ';', `"x,'=1+1,y"`],
    ['behind the other one', 'x; @A1', ',', `"x;' @A1"`],
    ['between tabs', 'a\t=1\tb', ';', `"a\t'=1\tb"`],
  ])('%s', (_what, cell, separator, written) => {
    expect(csvFile([[cell]], separator)).toBe(`\uFEFF${written}\r\n`);
  });

  it.each([',', ';', '|', '\t', '"', '\n', '\r'])(
    'and one with %j is quoted in every file',
    (sign) => {
      for (const separator of separators) {
        expect(csvFile([[`a${sign}b`]], separator)).toMatch(/^\uFEFF"a[\s\S]+b"\r\n$/);
      }
    },
  );

  it('whatever the cells, the separator, and how the file is read', () => {
    const cell = fc.string({
      unit: fc.constantFrom(
        '=',
        '＠',
        '-',
        ',',
        ';',
        '\t',
        '|',
        '"',
        '\r',
        '\n',
        ' ',
        '\u200B',
        'x',
      ),
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...separators),
        (lines, separator) => {
          for (const read of cellsHowever(csvFile(lines, separator))) {
            expect(read).not.toMatch(active);
          }
        },
      ),
    );
  });

  it('and the import takes off what was put before it', () => {
    for (const cell of ['=1+1', '＝1+1', 'x,=1+1,y', 'x; @A1', '+32 2 209']) {
      const rows: string[][] = parse(csvFile([[cell]], ';'), { bom: true, delimiter: ';' });
      expect(rows.flat().map(cleanCell)).toEqual([cell]);
    }
    expect(cleanCell("O'Neill, 'Abd")).toBe("O'Neill, 'Abd");
  });
});
