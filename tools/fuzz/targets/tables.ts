import fc from 'fast-check';
import { cellFindingSchema } from '../../../domain/roster/roster-import.ts';
import { guessMapping, peopleSubject } from '../../../intake/guess-mapping.ts';
import { IntakeError } from '../../../intake/intake-error.ts';
import { readPeople } from '../../../intake/read-people.ts';
import { writeRejectedCsv } from '../../../intake/report-lines.ts';
import { openTable, type Table } from '../../../intake/table.ts';
import { missingLetters } from '../../../platform/fonts/letters.ts';
import { largeEvent } from '../../../test/support/import-desk.ts';
import { csvOf, sampleHeaders, sampleRows } from '../../../test/support/roster-sample.ts';
import { hold } from '../engine/guards.ts';
import { fuzzed, type Target } from '../engine/target.ts';
import { anyBytes, bytesLike, mutatedBytes } from '../generators/bytes.ts';
import { mutatedText } from '../generators/text.ts';
import { zipOf } from '../generators/zip.ts';

const event = largeEvent(2);
const rows = [[...sampleHeaders], ...sampleRows(3, 1, 2)];
const texts = [csvOf(rows), csvOf(rows, ';'), csvOf(rows, '\t'), `sep=;\r\n${csvOf(rows, ';')}`];

const encodings = fc.constantFrom<BufferEncoding>('utf8', 'utf16le', 'latin1');
const marks = fc.constantFrom('', '', '\uFEFF', '\uFFFE');

/** A sample roster with changes, in an encoding that may be wrong. */
const csvFiles = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(marks, mutatedText(texts), encodings)
      .map(([mark, text, encoding]) => Buffer.from(mark + text, encoding)),
  },
  { weight: 2, arbitrary: mutatedBytes(texts.map((text) => Buffer.from(text, 'utf8'))) },
  {
    weight: 1,
    arbitrary: fc
      .string({
        unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', 'a', '=', '\0'),
        maxLength: 300,
      })
      .map((text) => Buffer.from(text)),
  },
  { weight: 1, arbitrary: anyBytes(400) },
);

/** Cells that a spreadsheet takes for a formula. */
const formula = /^[\s"\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r]/u;

/** Reads a file as an import does, including the list of rejected rows. */
async function readWhole(bytes: Uint8Array): Promise<string> {
  let table: Table;
  try {
    const subject = peopleSubject();
    table = await openTable(bytes, { subject });
    const [likeliest] = table.readings;
    if (likeliest !== undefined) {
      table = await openTable(bytes, { subject, encoding: likeliest.encoding });
    }
  } catch (error) {
    if (error instanceof IntakeError) return error.code;
    throw error;
  }
  const mapping = guessMapping(table.headers);
  try {
    const found = await readPeople(table, mapping, event, () => {}, missingLetters);
    for (const finding of found.findings) cellFindingSchema.parse(finding);
    hold(
      found.people.size + found.uncoded.length + found.rejected.length === found.rows,
      'a row is neither taken nor rejected',
    );
    for (const { rejected } of found.rejected)
      hold(rejected.value.length <= 200, 'a value too long to be shown');
    await checkRejected(table, found.rejected);
    return found.people.size > 0 ? 'people' : 'no-people';
  } catch (error) {
    if (error instanceof IntakeError) return error.code;
    throw error;
  }
}

/** The list of rejected rows contains no formula, and our own import can read it. */
async function checkRejected(
  table: Table,
  rejected: Parameters<typeof writeRejectedCsv>[1],
): Promise<void> {
  if (rejected.length === 0) return;
  const { delimiter } = table;
  const text = writeRejectedCsv(table.headers, rejected, {
    language: 'en',
    group: 'company',
    delimiter,
  });
  const separator = delimiter === '' ? ';' : delimiter;
  const again = await openTable(Buffer.from(text), { delimiter: separator, encoding: 'utf-8' });
  let count = 0;
  for await (const group of again.rows()) {
    for (const { cells } of group) {
      count += 1;
      for (const cell of cells) hold(!formula.test(cell), 'a formula in the list of rejected rows');
    }
  }
  hold(count === rejected.length, `${rejected.length} rows were written, ${count} are read`);
}

const csv: Target = {
  name: 'table/csv',
  share: 5,
  reaches: ['people', 'no-people', 'import-file-is-not-a-table', 'import-mapping-incomplete'],
  open: () =>
    fuzzed<Uint8Array>({
      cases: csvFiles,
      // A row of two letters takes as long as one of fifty.
      sizeOf: (bytes) => bytes.length * 30,
      run: readWhole,
    }),
};

const parts: Record<string, string> = {
  '[Content_Types].xml':
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
  '_rels/.rels':
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  'xl/workbook.xml':
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': sheetOf(rows),
};

function sheetOf(table: readonly (readonly string[])[]): string {
  const cell = (text: string, column: number, row: number): string =>
    `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${text.replace(/[&<>]/g, '')}</t></is></c>`;
  const lines = table.map(
    (cells, row) =>
      `<row r="${row + 1}">${cells.map((text, column) => cell(text, column, row)).join('')}</row>`,
  );
  return `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

/** Pieces of XML that break readers of workbooks. */
const xmlPieces = fc.constantFrom(
  '<row r="999999999">',
  '<c r="XFD1048576"><v>1</v></c>',
  '<c r="A0"><v>1e999</v></c>',
  '<!DOCTYPE x [<!ENTITY a "aaaa">]>',
  '&a;',
  '&#x0;',
  '<!--',
  ']]>',
  '<c t="s"><v>99</v></c>',
  '<c t="d"><v>x</v></c>',
  '<c t="b"><v>7</v></c>',
  '<c s="9"><v>43375</v></c>',
  '<c r="ZZZZZZ9"><v>1</v></c>',
  '</sheetData><mergeCells><mergeCell ref="A1:C99999"/></mergeCells>',
  '</sheetData>',
  '<dimension ref="A1:XFD1048576"/>',
  '<f>1+1</f>',
  '<c r="__proto__1"><v>1</v></c>',
);

interface Workbook {
  part: number;
  at: number;
  piece: string;
  saidSize: number | null;
  bomb: boolean;
}

/**
 * The sample's workbook with one part changed, a false size, or a sheet that unpacks to a hundred
 * times its size.
 */
function workbook({ part, at, piece, saidSize, bomb }: Workbook): Uint8Array {
  const names = Object.keys(parts);
  const chosen = names[part % names.length] ?? '';
  return zipOf(
    Object.entries(parts).map(([name, text]) => {
      const place = at % (text.length + 1);
      const changed = name === chosen ? text.slice(0, place) + piece + text.slice(place) : text;
      const isSheet = name.startsWith('xl/worksheets');
      const content = Buffer.from(bomb && isSheet ? changed + ' '.repeat(400_000) : changed);
      return { name, content, ...(saidSize !== null && isSheet ? { saidSize } : {}) };
    }),
  );
}

const xlsx: Target = {
  name: 'table/xlsx',
  share: 1.5,
  reaches: ['people', 'import-file-unreadable', 'import-file-is-not-a-table', 'import-too-large'],
  open: () => {
    const sample = workbook({ part: 0, at: 0, piece: '', saidSize: null, bomb: false });
    const whole = fc.constant(sample);
    const numbers = fc.constantFrom(null, null, null, 0, 1, 2 ** 31, 0xffff_ffff);
    return fuzzed<Uint8Array>({
      cases: fc.oneof(
        whole,
        bytesLike([sample], 100),
        mutatedText([parts['xl/worksheets/sheet1.xml'] ?? '']).map((text) =>
          zipOf(
            Object.entries(parts).map(([name, own]) => ({
              name,
              content: Buffer.from(name.startsWith('xl/worksheets') ? text : own),
            })),
          ),
        ),
        fc
          .record({
            part: fc.nat(9),
            at: fc.nat(100_000),
            piece: fc.oneof(xmlPieces, fc.string()),
            saidSize: numbers,
            bomb: fc.nat(60).map((n) => n === 0),
          })
          .map(workbook),
      ),
      // The reader unpacks it: a sample to ten times its size, a bomb to four hundred times.
      sizeOf: (bytes) => 200_000 + bytes.length * 40,
      run: readWhole,
    });
  },
};

export const tableTargets: readonly Target[] = [csv, xlsx];
