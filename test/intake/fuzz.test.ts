import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IntakeError } from '../../intake/intake-error.ts';
import { openTable } from '../../intake/table.ts';
import { isBlank } from '../../intake/table-row.ts';
import { csvOf } from '../support/roster-sample.ts';

/** Reads to the end and returns the outcome. */
async function outcome(bytes: Uint8Array): Promise<'read' | string> {
  try {
    let line = 0;
    const table = await openTable(bytes);
    for await (const rows of table.rows()) {
      for (const row of rows) {
        if (row.line <= line) throw new Error('lines must grow');
        line = row.line;
      }
    }
    return 'read';
  } catch (error) {
    if (error instanceof IntakeError) return error.code;
    throw error;
  }
}

const signs = fc.constantFrom(
  '"',
  ',',
  ';',
  '\t',
  '|',
  '\r',
  '\n',
  'a',
  'é',
  '\0',
  '\uFEFF',
  '=',
  "'",
  '😀',
  ' ',
);

test('no bytes crash or hang the reading of a table', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
      expect(await outcome(bytes)).toBeTypeOf('string');
    }),
    { numRuns: 300 },
  );
});

test('no text of separators, quotation marks and line ends does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: signs, maxLength: 400 }),
      fc.constantFrom<BufferEncoding>('utf8', 'utf16le', 'latin1'),
      async (text, encoding) => {
        expect(await outcome(Buffer.from(text, encoding))).toBeTypeOf('string');
      },
    ),
    { numRuns: 500 },
  );
});

test('what is written as CSV is read back cell by cell', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('"', ',', ';', '\n', '\r\n', 'a', 'é', ' ', '田'),
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 }),
      fc.constantFrom(',' as const, ';' as const),
      async (rows, delimiter) => {
        const table = await openTable(Buffer.from(csvOf([['x', 'y', 'z'], ...rows], delimiter)), {
          delimiter,
        });
        const read: string[][] = [];
        for await (const group of table.rows()) read.push(...group.map((row) => row.cells));
        expect(read).toEqual(rows.filter((cells) => !isBlank(cells)));
      },
    ),
    { numRuns: 300 },
  );
});
