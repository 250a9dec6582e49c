import { expect, test } from 'vitest';
import { rejectReasonSchema } from '../../domain/roster/roster-import.ts';
import { guessMapping } from '../../intake/guess-mapping.ts';
import {
  type RejectedSource,
  rejectReasonWords,
  writeRejectedCsv,
} from '../../intake/report-lines.ts';
import { createRowReader } from '../../intake/row-reader.ts';
import { openTable } from '../../intake/table.ts';
import { sampleEvent } from '../support/sample-event.ts';

const headers = ['Code', 'Family name', 'Delegation', 'Phone'];
const rows: RejectedSource[] = [
  {
    rejected: {
      line: 12,
      reason: 'unknown-delegation',
      field: 'delegation',
      value: 'Atlantis',
      sameAs: null,
    },
    cells: ['A1', '=HYPERLINK("x";"y")', 'Atlantis', '+32 2 123'],
  },
  {
    rejected: { line: 40, reason: 'no-name', field: 'printedName', value: '', sameAs: null },
    cells: ['A2', '', 'BEL', '-1\n@x'],
  },
];

test('is a spreadsheet’s CSV with line, words and every cell; formulas are only text', () => {
  const options = { language: 'fr', group: 'delegation', delimiter: ';' } as const;
  expect(writeRejectedCsv(headers, rows, options)).toBe(
    [
      '\uFEFFLigne;Motif;Code;Family name;Delegation;Phone',
      `12;Délégation absente du tableau de l’événement\u202f: Atlantis;A1;"'=HYPERLINK(""x"";""y"")";Atlantis;'+32 2 123`,
      `40;Pas de nom;A2;;BEL;"'-1\n'@x"`,
      '',
    ].join('\r\n'),
  );
});

test.each([
  ['en', "Company not in the event's table: Atlantis"],
  ['fr', 'Société absente du tableau de l’événement\u202f: Atlantis'],
] as const)('names the groups as the event does: %s', (language, reason) => {
  const options = { language, group: 'company', delimiter: ';' } as const;
  expect(writeRejectedCsv(headers, rows, options).split(';')).toContain(reason);
});

test('a workbook’s rejected rows get semicolons', () => {
  const options = { language: 'en', group: 'delegation', delimiter: '' } as const;
  expect(writeRejectedCsv(['Code', 'Name'], [], options)).toBe('\uFEFFLine;Reason;Code;Name\r\n');
});

test('can be put right and imported again', async () => {
  const options = { language: 'en', group: 'delegation', delimiter: ',' } as const;
  const csv = writeRejectedCsv(headers, rows, options);
  const table = await openTable(Buffer.from(csv.replace(',Atlantis,', ',JPN,'), 'utf8'));
  const reader = createRowReader(sampleEvent, guessMapping(table.headers), table.headers);
  const group = await table.rows().next();
  const [first] = group.done === true ? [] : group.value;
  expect(first && reader(first)).toEqual({
    kind: 'person',
    registrationCode: 'A1',
    values: { familyName: '=HYPERLINK("x";"y")', delegation: 'JPN' },
    findings: [
      { line: 2, field: 'registrationCode', what: ['off-pattern'], value: 'A1', mended: null },
    ],
  });
});

test('every reason has words in every language', () => {
  for (const words of Object.values(rejectReasonWords)) {
    expect(Object.keys(words).sort()).toEqual([...rejectReasonSchema.options].sort());
  }
});
