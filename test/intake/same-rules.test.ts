import { describe, expect, test } from 'vitest';
import { missingColumns } from '../../domain/roster/roster-import.ts';
import { guessMapping } from '../../intake/guess-mapping.ts';
import { readPeople } from '../../intake/read-people.ts';
import { createRowReader } from '../../intake/row-reader.ts';
import { openTable, type TableOptions } from '../../intake/table.ts';
import { missingLetters } from '../../platform/fonts/letters.ts';
import { sampleEvent } from '../support/sample-event.ts';

const header = 'Code;Given name;Family name;Delegation\n';

async function people(content: string | Uint8Array, options: TableOptions = {}) {
  const table = await openTable(Buffer.from(content), options);
  const mapping = guessMapping(table.headers);
  return await readPeople(table, mapping, sampleEvent, () => {}, missingLetters);
}

describe('the columns that a list must have', () => {
  test.each([
    [{ registrationCode: 0, delegation: 1, printedName: 2 }, []],
    [{ registrationCode: 0, delegation: 1, givenName: 2 }, []],
    [{ registrationCode: 0, delegation: 1, familyName: 2 }, []],
    [{ registrationCode: 0, delegation: 1 }, ['printedName']],
    [{ givenName: 0, delegation: 1 }, []],
    [{ registrationCode: 0 }, ['printedName']],
    [{ printedName: 0 }, []],
  ])('are the same for the screen and for every reader: %j', (mapping, missing) => {
    expect(missingColumns(mapping)).toEqual(missing);
    const read = () => createRowReader(sampleEvent, mapping, ['a', 'b', 'c']);
    if (missing.length === 0) expect(read).not.toThrow();
    else expect(read).toThrow(`import-mapping-incomplete: ${missing[0]}`);
  });
});

describe('what is odd in a file', () => {
  test('is named by row and column, with what would be taken', async () => {
    const { findings } = await people(
      `${header}T18-00001\u200B;An\u202Ena;MÜLLER;BEL\nT18-00002;Bea;🎉 JONES;BEL\nX9;Cy;\u{12000};BEL\n`,
    );
    expect(findings).toEqual([
      {
        line: 2,
        field: 'registrationCode',
        what: ['unseen-characters'],
        value: 'T18-00001[U+200B]',
        mended: 'T18-00001',
      },
      {
        line: 2,
        field: 'givenName',
        what: ['direction-marks'],
        value: 'An[U+202E]na',
        mended: 'Anna',
      },
      {
        line: 3,
        field: 'familyName',
        what: ['no-font'],
        value: '🎉 JONES',
        mended: 'JONES',
      },
      { line: 4, field: 'registrationCode', what: ['off-pattern'], value: 'X9', mended: null },
      { line: 4, field: 'familyName', what: ['no-font'], value: '\u{12000}', mended: null },
    ]);
  });

  test('codes that look alike name the row of the same person', async () => {
    const { people: found, rejected } = await people(
      `${header}T18-00001;Anna;A;BEL\nT18-00001\u200B;Anna;A;BEL\nt18-00001;Anna;A;BEL\nT18-00001;Anna;A;BEL\n`,
    );
    expect(found.size).toBe(1);
    expect(
      rejected.map(({ rejected: { line, reason, sameAs } }) => [line, reason, sameAs]),
    ).toEqual([
      [3, 'look-alike-in-file', 2],
      [4, 'look-alike-in-file', 2],
      [5, 'duplicate-in-file', 2],
    ]);
  });
});

describe('a file whose character set is not certain', () => {
  const mixed = Buffer.concat([
    Buffer.from(`${header}T18-00001;José;García;BEL\nT18-00002;Ren`),
    Buffer.from([0xe9]),
    Buffer.from(';Petit;BEL\n'),
  ]);

  test('is not read before somebody has chosen, and names the lines', async () => {
    await expect(people(mixed)).rejects.toMatchObject({
      code: 'import-encoding-doubtful',
      detail: 'line 2, 3',
    });
    const { readings } = await openTable(mixed);
    expect(readings[0]).toEqual({
      encoding: 'utf-8',
      lines: [
        { line: 2, text: 'T18-00001;José;García;BEL' },
        { line: 3, text: 'T18-00002;Ren\uFFFD;Petit;BEL' },
      ],
    });
    expect(readings[1]?.lines[1]?.text).toBe('T18-00002;René;Petit;BEL');
  });

  test('as UTF-8 loses no other row to one byte: that row is rejected by its line', async () => {
    const { people: found, rejected } = await people(mixed, { encoding: 'utf-8' });
    expect([...found.values()].map(({ values }) => values.givenName)).toEqual(['José']);
    expect(rejected.map((row) => row.rejected)).toEqual([
      {
        line: 3,
        reason: 'unreadable-character',
        field: 'givenName',
        value: 'Ren\uFFFD',
        sameAs: null,
      },
    ]);
  });

  test.each([
    ['windows-1250', [0xa3, 0xca, 0x43, 0x4b, 0x49], 'ŁĘCKI'],
    ['windows-1251', [0xc8, 0xe2, 0xe0, 0xed, 0xee, 0xe2], 'Иванов'],
    ['windows-1253', [0xd0, 0xe1, 0xf0, 0xdc, 0xf2], 'Παπάς'],
  ] as const)(
    'in %s is offered as such, and read so once chosen',
    async (encoding, bytes, name) => {
      const file = Buffer.concat([
        Buffer.from(`${header}T18-00001;A;`),
        Buffer.from(bytes),
        Buffer.from(';BEL\n'),
      ]);
      const { readings } = await openTable(file);
      const offered = readings.find((reading) => reading.encoding === encoding);
      expect(offered?.lines).toEqual([{ line: 2, text: `T18-00001;A;${name};BEL` }]);
      await expect(people(file)).rejects.toMatchObject({ code: 'import-encoding-doubtful' });
      const chosen = await people(file, { encoding });
      expect([...chosen.people.values()][0]?.values.familyName).toBe(name);
    },
  );

  test('shows the part of a long line that differs', async () => {
    const bytes = Buffer.concat([Buffer.from('xy'.repeat(60_000)), Buffer.from([0xe9, 0x0a])]);
    const { readings } = await openTable(bytes);
    expect(readings[0]?.lines).toEqual([{ line: 1, text: `…${'xy'.repeat(18)}é` }]);
  });

  test('is certain in UTF-16 of a script without zeros, by its separators', async () => {
    const table = await openTable(Buffer.from('编号;姓名\nA1;王\n', 'utf16le'));
    expect(table).toMatchObject({
      encoding: 'utf-16le',
      headers: ['编号', '姓名'],
      readings: [],
    });
  });
});
