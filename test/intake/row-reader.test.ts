import { describe, expect, test } from 'vitest';
import type { RosterValues } from '../../domain/roster/roster-entry.ts';
import type { ColumnMapping, RosterField } from '../../domain/roster/roster-import.ts';
import { createRowReader, withCode } from '../../intake/row-reader.ts';
import { sampleEvent } from '../support/sample-event.ts';

const base: Partial<Record<RosterField, string>> = {
  registrationCode: 'A-1',
  printedName: 'Anna MÜLLER',
  delegation: 'BEL',
};

/** Reads one row in which only these fields have columns. */
function read(cells: Partial<Record<RosterField, string>>) {
  const fields = Object.keys(cells) as RosterField[];
  const mapping: ColumnMapping = Object.fromEntries(fields.map((field, column) => [field, column]));
  const reader = createRowReader(sampleEvent, mapping, fields);
  return reader({ line: 7, cells: Object.values(cells) });
}

function valuesOf(cells: Partial<Record<RosterField, string>>): Partial<RosterValues> {
  const result = read({ ...base, ...cells });
  if (result.kind === 'rejected') throw new Error(result.rejected.reason);
  return result.values;
}

function reasonOf(cells: Partial<Record<RosterField, string>>) {
  const result = read({ ...base, ...cells });
  return result.kind === 'rejected' ? result.rejected : null;
}

describe('a name', () => {
  test.each([
    ['an override of direction', 'Anna \u202Egnp.exe', 'Anna gnp.exe'],
    ['a zero-width space', 'Anna\u200B MÜLLER', 'Anna MÜLLER'],
    ['a soft hyphen', 'Bartho\u00ADlomew', 'Bartholomew'],
    ['accents of their own', 'Ame\u0301lie', 'Amélie'],
  ])('loses %s', (_what, cell, expected) => {
    expect(valuesOf({ printedName: cell }).printedName).toBe(expected);
  });

  test.each(['\u0645\u06CC\u200C\u0631\u0648\u062F', 'ක්\u200Dෂේ'])(
    'keeps the joiners that its script writes with: %s',
    (cell) => {
      expect(valuesOf({ nativeName: cell }).nativeName).toBe(cell);
    },
  );
});

describe('a row', () => {
  test.each([
    ['status', 'Confirmed', 'confirmed'],
    ['status', 'CONFIRMÉE', 'confirmed'],
    ['status', 'accepted', 'confirmed'],
    ['status', 'En attente', 'pending'],
    ['status', 'pending', 'pending'],
    ['status', 'annulé', 'cancelled'],
    ['status', 'Withdrawn', 'cancelled'],
    ['status', 'révoqué', 'revoked'],
    ['status', 'Refused', 'revoked'],
    ['vip', 'oui', true],
    ['vip', 'X', true],
    ['vip', '1', true],
    ['vip', 'TRUE', true],
    ['vip', 'Non', false],
    ['vip', '', false],
    ['listed', 'no', false],
    ['role', 'Chef de délégation', 'head'],
    ['role', 'suppléante', 'alternate'],
    ['role', 'yes', 'head'],
    ['role', '', 'member'],
    ['grammaticalGender', 'Mme', 'feminine'],
    ['grammaticalGender', 'H', 'masculine'],
    ['grammaticalGender', 'X', null],
    ['category', 'press', 'press'],
    ['category', 'Déléguée', 'delegate'],
    ['category', 'PRESSE', 'press'],
    ['category', 'Participant', 'delegate'],
    ['delegation', 'jpn', 'JPN'],
    ['delegation', 'Japon', 'JPN'],
    ['delegation', 'belgium', 'BEL'],
    ['letterOrder', '12', 12],
    ['letterOrder', '3.0', 3],
    ['letterOrder', '', 0],
    ['language', 'Français', 'fr'],
    ['language', 'EN-GB', 'en-GB'],
    ['days', '2018-10-02, 2018-10-04', ['2018-10-02', '2018-10-04']],
    ['days', '04/10/2018; 2.10.2018', ['2018-10-02', '2018-10-04']],
    ['days', '2018-10-03 00:00', ['2018-10-03']],
    ['days', '2-10-2018 et 03/10/2018', ['2018-10-02', '2018-10-03']],
    ['days', '2 octobre', ['2018-10-02']],
    ['days', 'mardi 2 octobre et jeudi 4 oct.', ['2018-10-02', '2018-10-04']],
    ['days', 'Tuesday, October 2nd, 2018; 3 Oct', ['2018-10-02', '2018-10-03']],
    ['days', '2. Oktober 2018 und 3 de octubre', ['2018-10-02', '2018-10-03']],
    ['days', 'Tous les jours', null],
    ['days', '', null],
    ['printedName', '  Dr.\u00a0José\tDE LA CRUZ\r\n', 'Dr.\u00a0José DE LA CRUZ'],
    ['printedName', "'=SUM(A1)", '=SUM(A1)'],
    ['familyName', "'t Hooft", "'t Hooft"],
  ] as const)('understands %s "%s"', (field, cell, value) => {
    expect(valuesOf({ [field]: cell })[field]).toEqual(value);
  });

  test('without a code is somebody whom the organiser gave none, and rejected where nobody can be asked', () => {
    const read = createRowReader(sampleEvent, { familyName: 0, delegation: 1 }, [
      'Name',
      'Delegation',
    ]);
    const row = read({ line: 7, cells: ['Smith', 'BEL'] });
    expect(row).toMatchObject({ kind: 'person', registrationCode: null });
    expect(withCode(row, 7)).toMatchObject({
      kind: 'rejected',
      rejected: { line: 7, reason: 'no-registration-code' },
    });
  });

  test('belongs to the only delegation of an event that has no others', () => {
    const [delegation] = sampleEvent.delegations;
    const event = { ...sampleEvent, delegations: delegation === undefined ? [] : [delegation] };
    const columns = { familyName: 0, delegation: 1 };
    const read = createRowReader(event, columns, ['Name', 'Delegation']);
    const without = createRowReader(event, { familyName: 0 }, ['Name', 'Delegation']);
    for (const row of [
      read({ line: 2, cells: ['A', ''] }),
      without({ line: 2, cells: ['A', 'x'] }),
    ]) {
      expect(row).toMatchObject({ values: { delegation: delegation?.code } });
    }
    expect(read({ line: 2, cells: ['A', 'Atlantis'] })).toMatchObject({ kind: 'rejected' });
  });

  test.each([
    'delegation',
    'status',
    'category',
    'language',
    'grammaticalGender',
    'listed',
  ] as const)('says nothing of %s where its cell is empty', (field) => {
    expect(valuesOf({ [field]: '' })).not.toHaveProperty(field);
  });

  test.each([
    ['no-name', 'printedName', ''],
    ['unknown-delegation', 'delegation', 'Atlantis'],
    ['unknown-category', 'category', 'juggler'],
    ['unknown-status', 'status', 'perhaps'],
    ['unknown-day', 'days', '2018-10-05'],
    ['unknown-day', 'days', '10/02/2018'],
    ['unknown-day', 'days', '2 décembre'],
    ['unknown-day', 'days', '2 octobre 2019'],
    ['unknown-day', 'days', '2'],
    ['unknown-day', 'days', 'octobre'],
    ['unknown-day', 'days', 'mardi'],
    ['unknown-value', 'vip', 'maybe'],
    ['unknown-value', 'letterOrder', '-1'],
    ['unknown-value', 'language', '!!'],
    ['too-long', 'title', 'x'.repeat(41)],
    ['too-long', 'registrationCode', 'x'.repeat(65)],
  ] as const)('is rejected as %s for %s "%s"', (reason, field, cell) => {
    expect(reasonOf({ [field]: cell })).toEqual({
      line: 7,
      reason,
      field,
      value: cell.trim(),
      sameAs: null,
    });
  });

  test('shortens what it quotes without cutting a character in two', () => {
    const quoted = reasonOf({ title: `${'x'.repeat(79)}😀😀` })?.value;
    expect(quoted).toBe('x'.repeat(79));
  });

  test('gets its printed name from given and family name as written', () => {
    const { printedName: _, ...nameless } = base;
    const row = read({ ...nameless, givenName: 'Jean-Marc', familyName: 'de la Tour' });
    expect(row).toMatchObject({
      kind: 'person',
      values: { givenName: 'Jean-Marc', familyName: 'de la Tour' },
    });
    expect(row.kind === 'person' && 'printedName' in row.values).toBe(false);
  });

  test('is rejected when it has too few or too many cells', () => {
    const reader = createRowReader(
      sampleEvent,
      { registrationCode: 0, familyName: 1, delegation: 2 },
      ['a', 'b', 'c', 'd'],
    );
    const reason = (cells: string[]) => {
      const row = reader({ line: 2, cells });
      return row.kind === 'rejected' ? row.rejected.reason : null;
    };
    expect(reason(['1', 'Smith'])).toBe('too-few-columns');
    expect(reason(['1', 'Smith', 'BEL'])).toBeNull();
    expect(reason(['1', 'Smith', 'BEL', '', '', ' '])).toBeNull();
    expect(reason(['1', 'Smith', 'BEL', '', 'Dr.'])).toBe('too-many-columns');
  });

  test('gives nothing of columns that are not mapped', () => {
    const reader = createRowReader(
      sampleEvent,
      { registrationCode: 0, familyName: 1, delegation: 2 },
      ['a', 'b', 'c', 'secret'],
    );
    expect(
      JSON.stringify(reader({ line: 2, cells: ['1', 'Smith', 'BEL', 'passport 123'] })),
    ).not.toContain('passport');
  });
});

describe('a mapping', () => {
  test.each([
    ['printedName', { registrationCode: 0, delegation: 1 }],
    ['title', { registrationCode: 0, familyName: 1, delegation: 2, title: 3 }],
  ])('without %s is incomplete', (field, mapping) => {
    expect(() => createRowReader(sampleEvent, mapping, ['a', 'b', 'c'])).toThrow(
      expect.objectContaining({ code: 'import-mapping-incomplete', detail: field }),
    );
  });
});
