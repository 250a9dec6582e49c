import { describe, expect, it } from 'vitest';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { firstText, type InLanguages, kioskLanguages } from '../../domain/base/language.ts';
import { conferenceCategories } from '../../domain/event/conference-categories.ts';
import { toDelegation, wcoMembers } from '../../domain/event/wco-members.ts';
import {
  exampleDelegations,
  membersTable,
  readDelegations,
} from '../../intake/event/delegations.ts';
import { exampleSessions, readSessions } from '../../intake/event/sessions.ts';

const inTwo: InLanguages = { languages: ['en', 'fr'] };
const text = (value: string) => ({ value, type: String });
const told = (problems: readonly { code: string; line: number | null; value: string }[]) =>
  problems.map(({ code, line, value }) => `${line} ${code} ${value}`);

describe('a table of delegations', () => {
  const read = (csv: string, charset: BufferEncoding = 'utf8') =>
    readDelegations(Buffer.from(csv, charset), inTwo);
  const french =
    'Code;Nom en anglais;Nom en français\r\nBEL;Belgium;Belgique\r\nSEN;Senegal;Sénégal';

  it('is read in English and French headings, by comma and semicolon, and ordered by name', async () => {
    const { rows, problems } = await read(`${french}\r\nEGY;Egypt;Égypte\r\n`);
    expect(problems).toEqual([]);
    expect(rows.map(({ code, name, kind, order }) => [code, name.fr, kind, order.fr])).toEqual([
      ['BEL', 'Belgique', 'member', 1],
      ['SEN', 'Sénégal', 'member', 3],
      ['EGY', 'Égypte', 'member', 2],
    ]);
    const commas = await read('ISO,Name (EN),Name (FR),Type\nBEL,Belgium,,Observateur\n');
    expect(commas.rows).toMatchObject([{ code: 'BEL', name: { en: 'Belgium' }, kind: 'observer' }]);
  });

  it('has the order that it gives, in both languages where it is one', async () => {
    const own = await read('code;name;order\nA;Zeta;2\nB;Alpha;1\n');
    expect(own.rows.map(({ order }) => order)).toEqual([
      { en: 2, fr: 2 },
      { en: 1, fr: 1 },
    ]);
    const half = await read('code;name;order\nA;Zeta;2\nB;Alpha;\n');
    expect(told(half.problems)).toEqual(['3 unknown-order ']);
  });

  it('is read from UTF-16 and XLSX, and asks about the letters of Windows-1252', async () => {
    const utf16 = await readDelegations(Buffer.from(`\uFEFF${french}`, 'utf16le'), inTwo);
    expect(utf16.rows.map(({ name }) => name.fr)).toEqual(['Belgique', 'Sénégal']);
    const sheet: SheetData = french.split('\r\n').map((line) => line.split(';').map(text));
    const xlsx = await readDelegations(await writeExcelFile(sheet).toBuffer(), inTwo);
    expect(xlsx).toEqual(utf16);
    const windows = Buffer.from(french, 'latin1');
    const doubtful = await readDelegations(windows, inTwo);
    expect(doubtful.readings.map(({ encoding }) => encoding)).toContain('windows-1252');
    expect(await readDelegations(windows, inTwo, 'windows-1252')).toEqual(utf16);
  });

  it('tells each mistake by its line', async () => {
    const { rows, problems } = await read(
      [
        'Code;Name;Nom;Kind',
        'BEL;Belgium;Belgique;',
        'bel ;Belgium again;;',
        ';France;;',
        'SEVENTEEN-LETTERS;Somewhere;;',
        'NLD;;;',
        'ITA;Italy;;planet',
        'ESP;Spain;;;x',
        `CHE;${'x'.repeat(161)};;`,
      ].join('\n'),
    );
    expect(rows.map(({ code }) => code)).toEqual(['BEL']);
    expect(told(problems).slice(0, 6)).toEqual([
      '3 code-twice bel',
      '4 no-code ',
      '5 code-too-long SEVENTEEN-LETTERS',
      '6 no-name NLD',
      '7 unknown-kind planet',
      '8 wrong-shape x',
    ]);
    expect(problems[0]?.sameAs).toBe(2);
    expect(problems.at(-1)).toMatchObject({ code: 'too-long', line: 9 });
  });

  it('without its columns, without lines, and no table at all', async () => {
    expect(told((await read('Foo;Bar\nA;B')).problems)).toEqual([
      'null missing-column code',
      'null missing-column name',
    ]);
    expect(told((await read('Code;Name\n')).problems)).toEqual(['null no-lines ']);
    await expect(read('%PDF-1.7')).rejects.toThrow('import-file-is-not-a-table: PDF');
    await expect(readDelegations(Buffer.alloc(5 * 2 ** 20, 'a'), inTwo)).rejects.toThrow(
      'too-large',
    );
  });

  it.each([
    [['fr'], 'Code;Name', { fr: 'Belgique' }],
    [['fr'], 'Code;Pays', { fr: 'Belgique' }],
    [['es', 'ar'], 'Code;Country', { es: 'Belgique' }],
    [['fr', 'en'], 'Code;Name', { en: 'Belgique' }],
    [['es'], 'Code;Name', { es: 'Belgique' }],
    [['es', 'ar'], 'Code;Nombre en español', { es: 'Belgique' }],
    [['es', 'ar'], 'Code;العربية', { ar: 'Belgique' }],
    [['en', 'ru'], 'Code;Название (русский)', { ru: 'Belgique' }],
  ] as const)(
    'of an event in %j is read from “%s”, and nothing is copied',
    async (languages, head, name) => {
      const { rows, problems } = await readDelegations(Buffer.from(`${head}\nBEL;Belgique`), {
        languages,
      });
      expect(problems).toEqual([]);
      expect(rows).toMatchObject([{ code: 'BEL' }]);
      expect(rows[0]?.name).toEqual(name);
    },
  );

  it('has a column for each of the event’s languages, and for no other', async () => {
    const headsOf = (languages: InLanguages['languages']) =>
      exampleDelegations('en', { languages }).replace('\uFEFF', '').split('\r\n', 1)[0];
    expect(headsOf(['fr'])).toBe('Code;Name;Kind;Order in French');
    expect(headsOf(['es', 'ar'])).toBe('Code;Name in Spanish;Name in Arabic;Kind');
    const inSix = { languages: kioskLanguages };
    const { rows, problems } = await readDelegations(
      Buffer.from(exampleDelegations('fr', inSix)),
      inSix,
    );
    expect(problems).toEqual([]);
    expect(Object.keys(rows[0]?.name ?? {})).toEqual([...kioskLanguages]);
  });

  it.each(['en', 'fr'] as const)(
    'the members of the WCO come back as they went (%s)',
    async (language) => {
      const { rows, problems } = await read(membersTable(language, inTwo));
      expect(problems).toEqual([]);
      const open = { validFrom: null, validTo: null };
      expect(rows).toEqual(wcoMembers.map((row) => ({ ...toDelegation('member', row), ...open })));
      expect((await read(exampleDelegations(language, inTwo))).problems).toEqual([]);
    },
  );
});

describe('a table of sessions', () => {
  const event = {
    ...inTwo,
    days: ['2026-10-24', '2026-10-25', '2026-10-26'],
    timeZone: 'Europe/Brussels',
    dayBoundary: '04:00',
    categories: Object.values(conferenceCategories),
  };
  const read = (bytes: string | Uint8Array) =>
    readSessions({ name: 'x.csv', bytes: Buffer.from(bytes) }, event);

  it('is read with its rooms and categories, in the order of time', async () => {
    const { rows, problems } = await read(
      [
        'Titre;Jour;Début;Fin;Salle;Catégories',
        'Nuit;25/10/2026;0h30;2:00;;tous',
        'Atelier;2026-10-25;2 pm;17:30:00;Salle 2;Déléguée, Press',
        'Clôture;lundi 26 octobre;22:00;24:00;;',
        'Ouverture;2026-10-24;9h;10h30;;',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(
      rows.map(({ title, window }) => [firstText(title), ...Object.values(window)].join(' ')),
    ).toEqual([
      'Ouverture 2026-10-24 09:00 10:30',
      'Nuit 2026-10-24 00:30 02:00',
      'Atelier 2026-10-25 14:00 17:30',
      'Clôture 2026-10-26 22:00 00:00',
    ]);
    expect(rows[2]).toMatchObject({
      room: { fr: 'Salle 2' },
      categories: ['delegate', 'press'],
    });
    expect(rows[0]).toMatchObject({ room: null, categories: null });
  });

  it('is read from a workbook with days and times as such', async () => {
    const day = { value: new Date(Date.UTC(2026, 9, 24)), type: Date, format: 'dd/mm/yyyy' };
    const time = { value: 0.25, type: Number, format: 'hh:mm' };
    const sheet = [
      ['Title', 'Date', 'Start', 'End'].map(text),
      [text('Plenary'), day, time, { ...time, value: 0.375 }],
    ];
    const { rows } = await read(await writeExcelFile(sheet).toBuffer());
    expect(rows[0]?.window).toEqual({ day: '2026-10-24', opens: '06:00', closes: '09:00' });
  });

  it.each([
    ['A;2026-02-30;9:00;10:00', 'unknown-day'],
    ['A;Monday;9:00;10:00', 'unknown-day'],
    ['A;2 décembre;9:00;10:00', 'unknown-day'],
    ['A;2026-10-27;9:00;10:00', 'day-outside'],
    ['A;2026-10-24;3:00;3:30', 'day-outside'],
    ['A;2026-10-24;10:00;9:00', 'wrong-end'],
    ['A;2026-10-24;23:00;5:00', 'wrong-end'],
    ['A;2026-10-24;9;10:00', 'unknown-time'],
    ['A;2026-10-24;9:00;25:00', 'unknown-time'],
    ['A;2026-10-24;9:00;13 pm', 'unknown-time'],
    ['A;2026-10-24;9:00;10:00;Aliens', 'unknown-category'],
    [';2026-10-24;9:00;10:00', 'no-title'],
  ])('tells by its line what is wrong: %s', async (line, code) => {
    const good = 'B;2026-10-24;9:00;10:00;';
    const { rows, problems } = await read(`Title;Day;Opens;Closes;Categories\n${good}\n${line}`);
    expect(problems).toMatchObject([{ code, line: 3 }]);
    expect(rows).toHaveLength(1);
  });

  it.each(['en', 'fr'] as const)('has an example that is read as it is (%s)', async (language) => {
    const { rows, problems } = await read(exampleSessions(language, inTwo, '2026-10-24'));
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      { title: { en: 'Opening session', fr: 'Séance d’ouverture' }, categories: null },
      { categories: ['delegate', 'observer'] },
    ]);
  });
});
