import { describe, expect, test } from 'vitest';
import { IntakeError } from '../../intake/intake-error.ts';
import { maxRows } from '../../intake/limits.ts';
import { openTable, type TableOptions } from '../../intake/table.ts';
import type { TableRow } from '../../intake/table-row.ts';

const encoders = {
  'utf-8': (text: string) => Buffer.from(text, 'utf8'),
  'utf-8-bom': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf8'),
  'utf-16le': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'windows-1252': (text: string) => windows1252(text),
} as const;

/** Latin-1 with the few signs that Windows puts between 0x80 and 0x9F. */
function windows1252(text: string): Buffer {
  const extra: Record<string, number> = {
    '€': 0x80,
    '’': 0x92,
    '“': 0x93,
    '”': 0x94,
    '–': 0x96,
    Š: 0x8a,
    Œ: 0x8c,
    œ: 0x9c,
    Ž: 0x8e,
  };
  return Buffer.from(Array.from(text, (sign) => extra[sign] ?? sign.charCodeAt(0)));
}

async function read(bytes: Uint8Array, options?: TableOptions) {
  const table = await openTable(bytes, options);
  const rows: TableRow[] = [];
  for await (const group of table.rows()) rows.push(...group);
  return { table, rows };
}

function failure(bytes: Uint8Array, options?: TableOptions): Promise<IntakeError> {
  return read(bytes, options).then(
    () => {
      throw new Error('was read');
    },
    (error: unknown) => {
      if (error instanceof IntakeError) return error;
      throw error;
    },
  );
}

describe('a CSV file', () => {
  const people = [
    ['Code', 'Nom', 'Délégation'],
    ['001', 'Béatrice “Bé” Œuvrard – Šimon', 'Côte d’Ivoire'],
    ['002', 'Müller, Hans; Dr | med\tx', 'Österreich €'],
    ['003', 'line one\r\nline two', 'BEL'],
    ['004', 'Jean', 'FRA'],
  ];
  const cases = Object.keys(encoders).flatMap((encoding) =>
    [',', ';', '\t', '|'].map((delimiter) => ({ encoding, delimiter })),
  );

  test.each(cases)(
    'in $encoding with "$delimiter" is read without being told',
    async ({ encoding, delimiter }) => {
      const text = people
        .map((cells) =>
          cells.map((cell) => (/["\r\n,;|\t]/.test(cell) ? `"${cell}"` : cell)).join(delimiter),
        )
        .join('\r\n');
      const { table, rows } = await read(encoders[encoding as keyof typeof encoders](text));
      expect(table).toMatchObject({ format: 'csv', encoding, delimiter, headers: people[0] });
      expect(rows.map((row) => row.cells)).toEqual(people.slice(1));
      expect(rows.map((row) => row.line)).toEqual([2, 3, 4, 6]);
    },
  );

  test('counts lines as an editor does: blank lines, line breaks in cells, every line end', async () => {
    const text = '\n\ncode,name\r\n1,"a\nb\r\nc\rd"\r\n\r\n2,e\n3,f\r4,g';
    const { rows } = await read(Buffer.from(text));
    expect(rows.map((row) => [row.line, row.cells[0]])).toEqual([
      [4, '1'],
      [9, '2'],
      [10, '3'],
      [11, '4'],
    ]);
  });

  test('keeps codes as written and quotation marks inside names', async () => {
    const { rows } = await read(
      Buffer.from('code,name\n00123,Hans "Johnny" Meyer\n1E5,"He said ""no"""\n'),
    );
    expect(rows.map((row) => row.cells)).toEqual([
      ['00123', 'Hans "Johnny" Meyer'],
      ['1E5', 'He said "no"'],
    ]);
  });

  test('names its separator in a first line, as Excel writes it', async () => {
    const { table, rows } = await read(Buffer.from('sep=;\r\ncode;name\r\n1;a, b, c\r\n'));
    expect(table).toMatchObject({ delimiter: ';', headers: ['code', 'name'] });
    expect(rows).toEqual([{ line: 3, cells: ['1', 'a, b, c'] }]);
  });

  test('is not fooled by commas in names when the separator is a semicolon', async () => {
    const { table } = await read(
      Buffer.from('code;name;land\n1;Smith, J., Dr;BEL\n2;Roe, R., Ms;FRA\n'),
    );
    expect(table.delimiter).toBe(';');
  });

  test('is read as somebody says, where the guess was wrong', async () => {
    const bytes = Buffer.from('code;name\n1;Zoë\n');
    expect((await read(bytes, { encoding: 'windows-1252', delimiter: ',' })).rows).toEqual([
      { line: 2, cells: ['1;ZoÃ«'] },
    ]);
  });

  test('of one column has no separator', async () => {
    expect((await read(Buffer.from('code\n1\n2\n'))).table).toMatchObject({
      delimiter: '',
      headers: ['code'],
    });
  });

  test('in UTF-16 without byte order mark is recognised', async () => {
    const { table } = await read(Buffer.from('code,name\n1,Zoë Müller\n', 'utf16le'));
    expect(table).toMatchObject({ encoding: 'utf-16le', headers: ['code', 'name'] });
  });

  test('whose characters are cut by the reading in pieces stays whole', async () => {
    const line = `${'é'.repeat(50)},ü\n`;
    const { table, rows } = await read(Buffer.from(`x,y\n${line.repeat(20_000)}`));
    expect(table.encoding).toBe('utf-8');
    expect(rows).toHaveLength(20_000);
    expect(rows.every((row) => row.cells[0] === 'é'.repeat(50) && row.cells[1] === 'ü')).toBe(true);
  });

  test('with headers only has no rows', async () => {
    expect((await read(Buffer.from('code;name\r\n'))).rows).toEqual([]);
  });
});

describe('a file that is no table', () => {
  test.each([
    ['PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>')],
    ['PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['JPEG', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['XLS', Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex')],
    [
      'XLSX (password)',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    ],
    ['ZIP (damaged)', Buffer.from('504b030414000000', 'hex')],
    ['HTML', Buffer.from('\uFEFF\n<!DOCTYPE html><html><table><tr><td>Code</td></tr></table>')],
    ['XML', Buffer.from('<?xml version="1.0"?><Workbook></Workbook>')],
    ['RTF', Buffer.from('{\\rtf1 code;name}')],
    ['binary', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 7) % 256))],
    ['empty', Buffer.alloc(0)],
    ['empty', Buffer.from('\r\n ; ; \r\n\r\n')],
  ])('is called %s', async (name, bytes) => {
    expect(await failure(bytes)).toMatchObject({
      code: 'import-file-is-not-a-table',
      detail: name,
    });
  });

  test('a text that begins like a picture is still a text', async () => {
    expect((await read(Buffer.from('BM code,name\n1,a\n'))).table.headers).toEqual([
      'BM code',
      'name',
    ]);
  });
});

describe('a file that cannot be taken', () => {
  test('names the line where a quotation mark was never closed', async () => {
    const lines = Array.from({ length: 50 }, (_, i) => `${i},name`);
    lines[20] = '20,"name';
    expect(await failure(Buffer.from(`code,name\n${lines.join('\n')}`))).toMatchObject({
      code: 'import-file-unreadable',
      detail: 'line 22',
    });
  });

  test('says so for UTF-16 in big-endian order', async () => {
    expect(await failure(Buffer.from('feff0063006f00640065', 'hex'))).toMatchObject({
      code: 'import-file-unreadable',
      detail: 'UTF-16BE',
    });
  });

  test('is refused above 200 MB and above the most rows', async () => {
    expect(await failure(Buffer.alloc(200 * 2 ** 20 + 1, 'a'))).toMatchObject({
      code: 'import-too-large',
    });
    expect(await failure(Buffer.from(`c,n\n${'1,a\n'.repeat(maxRows + 1)}`))).toMatchObject({
      code: 'import-too-large',
    });
  });
});
