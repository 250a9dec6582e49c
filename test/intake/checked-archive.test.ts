import { expect, test } from 'vitest';
import { openTable } from '../../intake/table.ts';
import { type ZipFile, zipOf } from '../../tools/fuzz/generators/zip.ts';

const namespace = 'http://schemas.openxmlformats.org';

/** A workbook with one cell, and any bytes after its sheet's end. */
function workbook(behind: Uint8Array, change: Partial<ZipFile> = {}, row = ''): Uint8Array {
  const sheet = `<worksheet xmlns="${namespace}/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>${row}</sheetData></worksheet>`;
  const texts: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns="${namespace}/spreadsheetml/2006/main" xmlns:r="${namespace}/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${namespace}/package/2006/relationships"><Relationship Id="rId1" Type="${namespace}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  };
  return zipOf([
    ...Object.entries(texts).map(([name, text]) => ({ name, content: Buffer.from(text) })),
    {
      name: 'xl/worksheets/sheet1.xml',
      content: Buffer.concat([Buffer.from(sheet), behind]),
      ...change,
    },
  ]);
}

const spaces = Buffer.alloc(64 * 2 ** 20, ' ');

test('a workbook is read as it was before', async () => {
  expect((await openTable(workbook(Buffer.alloc(0)))).headers).toEqual(['Name']);
});

test('a sheet that is larger than its archive says is not unpacked', async () => {
  const bytes = workbook(spaces, { saidSize: 1_000 });
  const before = process.memoryUsage().rss;
  expect(bytes.length).toBeLessThan(100_000);
  await expect(openTable(bytes)).rejects.toMatchObject({ code: 'import-file-unreadable' });
  expect(process.memoryUsage().rss - before).toBeLessThan(40 * 2 ** 20);
});

test('a sheet that is smaller than its archive says is not taken either', async () => {
  const bytes = workbook(Buffer.alloc(0), { saidSize: 100_000 });
  await expect(openTable(bytes)).rejects.toMatchObject({ code: 'import-file-unreadable' });
});

test('a row and a column that are far away, each within its limit, are refused together', async () => {
  const corner = '<row r="400000"><c r="OL400000" t="inlineStr"><is><t>x</t></is></c></row>';
  const bytes = workbook(Buffer.alloc(0), {}, corner);
  expect(bytes.length).toBeLessThan(2_000);
  await expect(openTable(bytes)).rejects.toMatchObject({
    code: 'import-too-large',
    detail: '400000 × 402 cells',
  });
});

test.each([
  ['a row', '<row r="999999999"><c t="inlineStr"><is><t>x</t></is></c></row>'],
  ['a cell', '<row r="2"><c r="ZZZZZZ2" t="inlineStr"><is><t>x</t></is></c></row>'],
  ['a row in single quotes', "<row spans='1:1' r = '88888888'></row>"],
])('%s far away, before which the reader would fill the gap, is refused', async (_name, row) => {
  await expect(openTable(workbook(Buffer.alloc(0), {}, row))).rejects.toMatchObject({
    code: 'import-too-large',
  });
});
