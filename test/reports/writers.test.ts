import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import readExcelFile from 'read-excel-file/node';
import { afterAll, describe, expect, test } from 'vitest';
import { scriptSamples } from '../../platform/fonts/scripts.ts';
import { buildReport } from '../../reports/build-report.ts';
import type { Cell, Report } from '../../reports/report.ts';
import { writeReport } from '../../reports/write/write-report.ts';
import { demoInput, inputOf } from './sample-input.ts';

/** Other makers' programs, which read our files. */
interface Office {
  /**
   * LibreOffice's conversion of a file: `to` is an argument of soffice's `--convert-to`, `ending`
   * that of its output.
   */
  convert(name: string, file: Uint8Array, to: string, ending: string): string;
  /**
   * The text that poppler's pdftotext reads in a PDF: laid out as on the page, in the order of
   * drawing, or each word with its place.
   */
  pdfText(file: Uint8Array, order?: '-layout' | '-raw' | '-bbox'): string;
  /** Lines of poppler's pdfinfo, by their title. */
  pdfInfo(file: Uint8Array): Map<string, string>;
  close(): void;
}

/**
 * Makes a separate folder, which also has LibreOffice's profile, so that other runs do not
 * interfere.
 */
function openOffice(): Office {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-office-'));
  const place = (name: string, file: Uint8Array): string => {
    writeFileSync(join(folder, name), file);
    return join(folder, name);
  };
  return {
    convert: (name, file, to, ending) => {
      const path = place(name, file);
      const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
      run('soffice', [profile, '--headless', '--convert-to', to, '--outdir', folder, path]);
      return readFileSync(path.replace(/\.\w+$/, `.${ending}`), 'utf8');
    },
    pdfText: (file, order = '-layout') => run('pdftotext', [order, place('report.pdf', file), '-']),
    pdfInfo: (file) => {
      const lines = run('pdfinfo', [place('report.pdf', file)]).split('\n');
      return new Map(lines.map((line) => [line.split(':')[0] ?? '', line.split(/:\s*/)[1] ?? '']));
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return stdout;
}

/**
 * Texts that programs like to damage: formulas, quotes, line breaks, blanks, escapes, every script.
 */
const strangeTexts: readonly string[] = [
  "=cmd|' /C calc'!A0",
  '+32 2 209 92 11',
  '-1+1',
  '@SUM(A1)',
  '=1+1',
  'says "no", then; goes',
  'first line\nsecond line',
  '  blanks around  ',
  '007',
  '1e5',
  '2018-10-02',
  'TRUE',
  '_x0041_ stays',
  "'apostrophe",
  '<b>&amp;</b>',
  'محمد بن عبد الله',
  'דוד כהן',
  '王小明',
  '山田 太郎',
  '김민준',
  'Иван ПЕТРОВ',
  'Ωμέγα',
  'अनिता शर्मा',
  'นภา ศรีสุข',
  'Đỗ Thị Ánh',
  'Zoë Æther-Œuvre',
  '𝒳 outside the plane',
];

/** A report with one of them in each row, beside numbers. */
function strangeReport(): Report {
  const rows = strangeTexts.map((text, i): Cell[] => [text, i, text.length]);
  return {
    id: 'attendance',
    language: 'en',
    title: 'Strange: [texts] / all',
    event: 'Global Security Conference',
    period: '2 October 2018',
    asOf: 'Complete as of 18:04, 5 of 6 stations proven',
    answer: null,
    notes: ['=A note that looks like a formula'],
    columns: [
      { title: 'Text', width: 40, align: 'start', onPaper: true },
      { title: 'Place', width: 10, align: 'end', onPaper: true },
      { title: 'Length', width: 10, align: 'end', onPaper: true },
    ],
    sections: [{ title: null, rows }],
    totals: ['Total', strangeTexts.length, null],
    empty: '',
    directory: null,
    certificates: null,
  };
}

const office = openOffice();
afterAll(() => office.close());

describe('CSV', () => {
  test('neutralises formulas by an apostrophe; quotes, line breaks and scripts stay', async () => {
    const bytes = await writeReport(strangeReport(), 'csv');
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    expect(text).toContain(`"'=cmd|' /C calc'!A0";`);
    const rows: string[][] = parse(text, { delimiter: ';', bom: true });
    const expected = strangeTexts.map((one) => (/^[=+\-@]/.test(one) ? `'${one}` : one));
    expect(rows.slice(1).map(([cell]) => cell)).toEqual(expected);
  });
});

describe('XLSX', () => {
  test('LibreOffice reads exactly what was written, and no formula', async () => {
    const bytes = await writeReport(strangeReport(), 'xlsx');
    // Separator ";", quote '"', UTF-8, from line 1, all cells as text, quoted; "as shown" is off.
    const filter = 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,true,false,false';
    const csv = office.convert('strange.xlsx', bytes, filter, 'csv');
    const rows: string[][] = parse(csv, { delimiter: ';', bom: true, relax_column_count: true });
    const start = rows.findIndex(([first]) => first === 'Text') + 1;
    expect(rows.slice(0, start - 1).map(([first]) => first)).toEqual([
      'Strange: [texts] / all',
      'Global Security Conference, 2 October 2018',
      'Complete as of 18:04, 5 of 6 stations proven',
      '=A note that looks like a formula',
      '',
    ]);
    const expected = strangeTexts.map((text, i) => [text, String(i), String(text.length)]);
    const cells = rows.slice(start).map((row) => row.slice(0, 3));
    expect(cells).toEqual([...expected, ['Total', String(strangeTexts.length), '']]);
  });

  test('numbers are numbers and text is text, one sheet a report, with names that a spreadsheet takes', async () => {
    const twice: Report[] = [
      strangeReport(),
      strangeReport(),
      buildReport('quorum', demoInput(), 'fr'),
    ];
    const bytes = Buffer.from(await writeReport(twice, 'xlsx'));
    const sheets = await readExcelFile(bytes);
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Strange   texts    all',
      'Strange   texts    all (2)',
      'Quorum',
    ]);
    const rows = sheets[0]?.data ?? [];
    const row = rows.find(([cell]) => cell === '007');
    expect(row).toEqual(['007', strangeTexts.indexOf('007'), 3]);
  });

  test('what XML cannot hold is written as a spreadsheet reads it', async () => {
    const report = {
      ...strangeReport(),
      sections: [{ title: null, rows: [['a\u0001b\rc', 1, 2]] }],
    };
    const csv = office.convert('control.xlsx', await writeReport(report, 'xlsx'), 'csv', 'csv');
    expect(csv.replace(/[\r\n]+/g, '|')).toContain('a\u0001b|c');
  });
});

describe('DOCX', () => {
  test.each(['en', 'fr'] as const)(
    'LibreOffice reads the list of participants (%s)',
    async (language) => {
      const report = buildReport('participants-final', demoInput(), language);
      const text = office.convert(
        `list-${language}.docx`,
        await writeReport(report, 'docx'),
        'txt:Text (encoded):UTF8',
        'txt',
      );
      const lines = text.replace('\uFEFF', '').split('\n');
      const wanted = report.sections.flatMap(({ title, rows }) => [
        title ?? '',
        ...rows.flatMap(([, name, ...details]) => [name, ...new Set(details)]),
      ]);
      const said = wanted.filter((line) => line !== '' && line !== null).map(String);
      // Everything, in this order: heads first in each delegation, delegations in the order of the
      // language.
      const body = lines.slice(4, 4 + said.length);
      expect(body).toEqual(said);
      expect(lines.slice(0, 4)).toEqual([report.title, report.event, report.period, report.asOf]);
    },
  );
});

describe('PDF', () => {
  test.each([
    ['en', 'There is a quorum', 'administrations present, '],
    ['fr', 'Le quorum est atteint', 'Administrations présentes'],
  ] as const)('the answer to a question is the largest text, on one line (%s)', async (...one) => {
    const [language, answer, detail] = one;
    const report = buildReport('quorum', demoInput(), language);
    const pdf = await writeReport(report, 'pdf');
    const boxes = office
      .pdfText(pdf, '-bbox')
      .matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)</g);
    const words = Array.from(boxes, ([, top, bottom, text]) => ({
      text,
      top,
      height: Number(bottom) - Number(top),
    }));
    const largest = Math.max(...words.map(({ height }) => height));
    const large = words.filter(({ height }) => height > largest / 2);
    expect(large.map(({ text }) => text).join(' ')).toBe(answer);
    expect(new Set(large.map(({ top }) => top)).size).toBe(1);
    expect(office.pdfText(pdf, '-raw')).toContain(detail);
  });

  test('every row is on a page, titles on each page, pages numbered', async () => {
    const report = buildReport('no-shows', { ...demoInput(), facts: [] }, 'en');
    const rows = report.sections.flatMap((section) => section.rows);
    expect(rows.length).toBeGreaterThan(300);
    const bytes = await writeReport(report, 'pdf');
    const pages = Number(office.pdfInfo(bytes).get('Pages'));
    expect(pages).toBeGreaterThan(5);
    const texts = office.pdfText(bytes).split('\f').slice(0, pages);
    for (const [i, text] of texts.entries()) {
      expect(text).toContain(`Page ${i + 1} of ${pages}`);
      expect(text).toMatch(/Name +Function +Administration/);
    }
    const all = texts.join('\n');
    for (const row of rows) expect(all).toContain(String(row[5]));
    expect(all).toContain(`Not arrived: ${rows.length}`);
  });

  test('a row higher than a page goes on; a word wider than its column is broken', async () => {
    const words = Array.from({ length: 2_000 }, (_, i) => `word${i}`);
    const rows = [
      [words.join(' '), 1, 1],
      ['W'.repeat(400), 2, 2],
      ['last', 3, 3],
    ];
    const bytes = await writeReport(
      { ...strangeReport(), sections: [{ title: 'Long', rows }] },
      'pdf',
    );
    const text = office.pdfText(bytes);
    const found = new Set(text.match(/word\d+/g));
    expect(words.filter((word) => !found.has(word))).toEqual([]);
    expect(text.match(/W/g)?.length).toBe(400);
    expect(text).toContain('last');
    expect(text).toContain('Long (continued)');
  });

  test('the list of participants is a directory: the thousand people of the demo on 17 pages', async () => {
    const report = buildReport('participants-provisional', demoInput(), 'en');
    const { directory } = report;
    const bytes = await writeReport(report, 'pdf');
    const pages = Number(office.pdfInfo(bytes).get('Pages'));
    expect(pages).toBeGreaterThan(5);
    expect(pages).toBeLessThanOrEqual(17);
    const all = office.pdfText(bytes, '-raw').replace(/\s+/g, '').normalize('NFKC');
    const entries = directory?.sections.flatMap((section) => section.entries) ?? [];
    expect(entries.length).toBe(report.sections.flatMap(({ rows }) => rows).length);
    expect(entries.length).toBeGreaterThan(800);
    const lost = entries.filter(
      (one) => !all.includes(`${one.name}${one.details}`.replace(/\s+/g, '').normalize('NFKC')),
    );
    expect(lost).toEqual([]);
    for (const { title } of directory?.sections ?? []) {
      expect(all).toContain(title.replace(/\s+/g, ''));
    }
    expect(all).toContain(`Participants:${entries.length}`);
  });

  test('an entry that is longer than a column goes on in the next ones', async () => {
    const words = Array.from({ length: 2_000 }, (_, i) => `word${i}`);
    const entries = [
      { name: 'Long', details: words.join(' ') },
      { name: 'Last', details: '' },
    ];
    const section = { title: 'Section', subtitle: 'Of all', entries };
    const directory = { sections: [section], note: '' };
    const text = office.pdfText(await writeReport({ ...strangeReport(), directory }, 'pdf'));
    const found = new Set(text.match(/word\d+/g));
    expect(words.filter((word) => !found.has(word))).toEqual([]);
    expect(text).toContain('Last');
    expect(text).toContain('Section (continued)');
  });

  test('scripts are set with fonts that have them; what none has is named', async () => {
    const report = strangeReport();
    const text = office.pdfText(await writeReport(report, 'pdf'));
    for (const name of [
      '王小明',
      '山田',
      '김민준',
      'Иван ПЕТРОВ',
      'Ωμέγα',
      'Zoë Æther-Œuvre',
      'דוד',
    ]) {
      expect(text.normalize('NFKC')).toContain(name);
    }
    expect(text).toContain('Left out, because no font has them: U+1D4B3');
  });

  test('of a name in any script no letter is left out', async () => {
    const rows = scriptSamples.map(({ name }) => [name, 1, 1]);
    const report = { ...strangeReport(), sections: [{ title: null, rows }] };
    const text = office.pdfText(await writeReport(report, 'pdf'));
    expect(text).toContain('މ');
    expect(text).not.toContain('Left out');
  });

  test('a certificate a person, by the rule', async () => {
    const input = demoInput({ certificates: { kind: 'days', atLeast: 3 } });
    const report = buildReport('certificates', input, 'en');
    const some = { ...report, certificates: (report.certificates ?? []).slice(0, 4) };
    const bytes = await writeReport(some, 'pdf');
    expect(office.pdfInfo(bytes).get('Pages')).toBe('4');
    const pages = office.pdfText(bytes).split('\f');
    for (const [i, page] of some.certificates.entries()) expect(pages[i]).toContain(page.name);
  });

  test('nothing to tell is told', async () => {
    const text = office.pdfText(await writeReport(buildReport('walk-ins', inputOf(), 'fr'), 'pdf'));
    expect(text).toContain('Personne n’a été inscrit sur place.');
  });
});

test('a report that has no such format, and several in one that holds one, are refused', async () => {
  await expect(writeReport(strangeReport(), 'docx')).rejects.toThrow(RangeError);
  await expect(writeReport([strangeReport(), strangeReport()], 'csv')).rejects.toThrow(RangeError);
});
