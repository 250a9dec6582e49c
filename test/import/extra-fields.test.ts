import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findDelegateByRegistrationCode } from '../../db/roster/roster.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { type ImportDesk, makeImportDesk } from '../support/import-desk.ts';
import { sampleEvent } from '../support/sample-event.ts';

let desk: ImportDesk;
beforeEach(() => {
  desk = makeImportDesk();
});
afterEach(() => desk.closeAll());

// One named by its id, the others by a label in either language.
const header = 'Code;Name;Delegation;diet;Prend la navette;Seat;ARRIVES ON;Accompagnants';
const people = `${header}
T18-00001;Anna KOVACS;BEL;poisson;oui;A 12;1/10/2018;1 200,5
T18-00002;Yuko TANAKA;JPN;Vegan;x;;2018-10-02 00:00;2
T18-00003;Jo BLACK;BEL;;;;;
T18-00004;Wrong MEAL;BEL;Meat;;;;
T18-00005;Wrong SHUTTLE;BEL;;perhaps;;;
T18-00006;Wrong DAY;BEL;;;;30.2.2018;
T18-00007;Wrong NUMBER;BEL;;;;;1,200
T18-00008;Long SEAT;BEL;;;${'x'.repeat(201)};;
`;

function extraOf(code: string): unknown {
  const { db } = desk.context;
  return findDelegateByRegistrationCode(db, sampleEvent.id, code)?.extra;
}

describe('a roster with the event’s own fields', () => {
  test('is read by type, and wrong values are rejected by line', async () => {
    const { diff, added } = await desk.importAll(desk.file('people.csv', people));
    expect(diff.rejectedRows).toMatchObject([
      { line: 5, reason: 'unknown-value', field: 'extra.diet', value: 'Meat' },
      { line: 6, reason: 'unknown-value', field: 'extra.shuttle', value: 'perhaps' },
      { line: 7, reason: 'unknown-value', field: 'extra.arrival', value: '30.2.2018' },
      { line: 8, reason: 'unknown-value', field: 'extra.companions', value: '1,200' },
      { line: 9, reason: 'too-long', field: 'extra.seat' },
    ]);
    expect(added).toBe(3);
    expect(extraOf('T18-00001')).toEqual({
      arrival: '2018-10-01',
      companions: '1200.5',
      diet: 'Fish',
      seat: 'A 12',
      shuttle: 'yes',
    });
    expect(extraOf('T18-00002')).toEqual({
      arrival: '2018-10-02',
      companions: '2',
      diet: 'Vegan',
      shuttle: 'yes',
    });
    expect(extraOf('T18-00003')).toEqual({});
  });

  test('shows what changes, and clears an empty cell', async () => {
    await desk.importAll(desk.file('people.csv', people));
    const later = 'Code;Name;Delegation;Meal;Seat\nT18-00001;Anna KOVACS;BEL;;B 1\n';
    const { diff } = await desk.importAll(desk.file('later.csv', later));
    expect(diff.changes).toMatchObject([
      { field: 'extra.diet', before: 'Fish', after: '' },
      { field: 'extra.seat', before: 'A 12', after: 'B 1' },
    ]);
    expect(extraOf('T18-00001')).toMatchObject({ seat: 'B 1', shuttle: 'yes' });
    expect(extraOf('T18-00001')).not.toHaveProperty('diet');
  });

  test('counts a printed badge as outdated only for a field that badges show', async () => {
    await desk.importAll(desk.file('people.csv', people));
    const delegate = findDelegateByRegistrationCode(desk.context.db, sampleEvent.id, 'T18-00001');
    checkIn(desk.context, desk.caller, {
      key: '0192d3a0-0000-7000-8000-00000000000a',
      target: { kind: 'delegate', delegateId: delegate?.id ?? '' },
      identity: null,
    });
    const outdated = async (column: string, value: string): Promise<number> => {
      const file = `Code;Name;Delegation;${column}\nT18-00001;Anna KOVACS;BEL;${value}\n`;
      return (await desk.importAll(desk.file('one.csv', file))).diff.outdatedBadges;
    };
    expect(await outdated('Meal', 'Vegan')).toBe(0);
    expect(await outdated('Seat', 'C 3')).toBe(1);
  });
});
