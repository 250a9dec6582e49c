import { zipSync } from 'fflate';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const pack = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

/**
 * Writes a workbook of one sheet as Excel saves it: its texts in a table of their own, the cells
 * that a merge covers there but empty, and the merges after the rows. The same rows always give the
 * same bytes.
 *
 * @param merged ranges such as `A1:E1`; the text is in the first cell
 */
export function mergedWorkbook(
  rows: readonly (readonly string[])[],
  merged: readonly string[],
): Uint8Array {
  const texts = [...new Set(rows.flat().filter((text) => text !== '' && !isNumber(text)))];
  const places = new Map(texts.map((text, index) => [text, index]));
  const cell = (text: string, at: string): string => {
    if (text === '') return `<c r="${at}" s="1"/>`;
    if (isNumber(text)) return `<c r="${at}"><v>${text}</v></c>`;
    return `<c r="${at}" t="s"><v>${places.get(text)}</v></c>`;
  };
  const row = (cells: readonly string[], index: number): string => {
    const line = index + 1;
    const written = cells.map((text, column) => cell(text, `${letterOf(column)}${line}`)).join('');
    return `<row r="${line}">${written}</row>`;
  };
  const merges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${types}.sharedStrings+xml"/></Types>`,
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Participants" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows.map(row).join('')}</sheetData><mergeCells count="${merged.length}">${merges}</mergeCells></worksheet>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}" uniqueCount="${texts.length}">${texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
  };
  const files = Object.entries(parts).map(([name, text]) => [name, Buffer.from(head + text)]);
  // The time of the archive's entries is written as a local time, so it is the same in every zone.
  return zipSync(Object.fromEntries(files), { mtime: new Date(2026, 4, 4) });
}

const isNumber = (text: string): boolean => /^\d+$/.test(text);

/** The first 26 columns suffice. */
function letterOf(column: number): string {
  return String.fromCharCode(65 + column);
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const written = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${pack}/relationships">${written.join('')}</Relationships>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
