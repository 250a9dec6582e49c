import { describe, expect, test } from 'vitest';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { IntakeError } from '../../intake/intake-error.ts';
import { openTable } from '../../intake/table.ts';
import type { TableRow } from '../../intake/table-row.ts';
import { mergedWorkbook } from '../support/merged-workbook.ts';

async function workbook(rows: SheetData): Promise<Buffer> {
  return await writeExcelFile(rows).toBuffer();
}

async function rowsOf(bytes: Uint8Array): Promise<TableRow[]> {
  const table = await openTable(bytes);
  const rows: TableRow[] = [];
  for await (const group of table.rows()) rows.push(...group);
  return rows;
}

const text = (value: string) => ({ value, type: String });

describe('an XLSX workbook', () => {
  test('is recognised by its content; its headers and cells are exact', async () => {
    const bytes = await workbook([
      [text(' Code '), text('Name'), text('=Note'), null],
      [text('00123'), text('Иван "田中" O’Brien; a, b\n& c'), text('=1+1'), null],
    ]);
    const table = await openTable(bytes);
    expect(table).toMatchObject({
      format: 'xlsx',
      encoding: 'xlsx',
      delimiter: '',
      headers: ['Code', 'Name', '=Note'],
    });
    expect(await rowsOf(bytes)).toEqual([
      { line: 2, cells: ['00123', 'Иван "田中" O’Brien; a, b\n& c', '=1+1'] },
    ]);
  });

  test('gives numbers as digits, dates as days, truth values as words', async () => {
    const bytes = await workbook([
      [text('code'), text('day'), text('vip'), text('order')],
      [
        { value: 12345678901, type: Number },
        { value: new Date(Date.UTC(2018, 9, 2)), type: Date, format: 'dd/mm/yyyy' },
        { value: true, type: Boolean },
        { value: 3, type: Number },
      ],
    ]);
    expect((await rowsOf(bytes))[0]?.cells).toEqual(['12345678901', '2018-10-02', 'TRUE', '3']);
  });

  test('counts rows as the spreadsheet does, blank ones too', async () => {
    const bytes = await workbook([[text('code')], [text('1')], [null], [text('  ')], [text('2')]]);
    expect(await rowsOf(bytes)).toEqual([
      { line: 2, cells: ['1'] },
      { line: 5, cells: ['2'] },
    ]);
  });

  test('gives the text of a merged cell in each of its rows that has something else', async () => {
    const rows = [
      ['Name', 'Company', 'Seat'],
      ['Anna', 'Müller & Söhne', '1'],
      ['Bea', '', '2'],
      ['Carla', '', '3'],
      ['Dora', 'Alone', '4'],
      ['', '', ''],
      ['Eva', '', '5'],
      ['Fay', '', '6'],
    ];
    // A tall row of a whole person stays one row, and a merge to the right is one text.
    const merged = ['B2:B3', 'A5:A6', 'B5:B6', 'C5:C6', 'A7:B7', 'B9:B90000'];
    expect((await rowsOf(mergedWorkbook(rows, merged))).map(({ cells }) => cells.join())).toEqual([
      'Anna,Müller & Söhne,1',
      'Bea,Müller & Söhne,2',
      'Carla,,3',
      'Dora,Alone,4',
      'Eva,,5',
      'Fay,,6',
    ]);
  });

  test('whose merges cover more than a sheet may have is refused', async () => {
    const merged = Array.from({ length: 300 }, () => 'A2:A90000');
    await expect(rowsOf(mergedWorkbook([['code'], ['1']], merged))).rejects.toMatchObject({
      code: 'import-too-large',
    });
  });

  test('that is damaged is told, not half read', async () => {
    const bytes = await workbook([
      [text('code')],
      ...Array.from({ length: 200 }, (_, i) => [text(`${i} ${'x'.repeat(i)}`)]),
    ]);
    const torn = Buffer.from(bytes);
    torn.fill(0xff, 60, 400);
    await expect(rowsOf(torn)).rejects.toMatchObject({ code: 'import-file-unreadable' });
    await expect(rowsOf(bytes.subarray(0, bytes.length / 2))).rejects.toMatchObject({
      code: 'import-file-is-not-a-table',
      detail: 'ZIP (damaged)',
    });
  });

  test('that declares to unpack to gigabytes is refused before it is unpacked', async () => {
    const bytes = Buffer.from(await workbook([[text('code')], [text('1')]]));
    const entry = bytes.indexOf(Buffer.from('504b0102', 'hex'));
    bytes.writeUInt32LE(2 ** 32 - 1, entry + 24);
    await expect(rowsOf(bytes)).rejects.toSatisfy(
      (error) => error instanceof IntakeError && error.code === 'import-too-large',
    );
  });
});
