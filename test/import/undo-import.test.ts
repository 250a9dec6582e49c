import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { badgesOfDelegate } from '../../db/badges/badges.ts';
import { chainOf } from '../../db/ledger/attendance.ts';
import { forgetImport } from '../../db/roster/last-import.ts';
import { savePhoto } from '../../db/roster/photos.ts';
import { putDelegate } from '../../db/roster/put-delegate.ts';
import { everyDelegate, findDelegateByRegistrationCode } from '../../db/roster/roster.ts';
import { upsertDelegates } from '../../db/roster/roster-write.ts';
import { searchDelegates } from '../../db/roster/search.ts';
import { insertActivity } from '../../db/station/activity.ts';
import { isUndoable } from '../../domain/roster/roster-import.ts';
import { issueBadge } from '../../main/badges/issue-badge.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { correctSpelling } from '../../main/check-in/correct-spelling.ts';
import { importAnswers } from '../../main/roster/roster-calls.ts';
import { lastImport, undoImport } from '../../main/roster/undo-import.ts';
import { entryOf } from '../sim/people.ts';
import { makeDeskContext } from '../support/desk-context.ts';
import { type ImportDesk, makeImportDesk } from '../support/import-desk.ts';
import { sampleEvent } from '../support/sample-event.ts';

const eventId = sampleEvent.id;
const header = 'Code;Printed name;Delegation;Job title;Status';
const first = [header, 'A1;Anna MÜLLER;BEL;Inspector;confirmed', 'A2;Yuko TANAKA;BEL;;confirmed'];
const second = [header, 'A1;Anna BERG;BEL;Director;cancelled', 'B1;Jean PETIT;BEL;;confirmed'];

let desk: ImportDesk;
beforeEach(async () => {
  desk = makeImportDesk();
  await desk.importAll(desk.file('first.csv', first.join('\n')));
  desk.setClock('2018-10-02T10:00:00+02:00');
});
afterEach(() => desk.closeAll());

/** Everything in the store about the roster, from all its tables. */
function roster(): unknown {
  const { db } = desk.context;
  const all = (table: string): unknown[] =>
    db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all();
  const people = [...everyDelegate(db, eventId)];
  const found = ['muller', 'berg', 'tanaka', 'petit'].map(
    (query) =>
      searchDelegates(db, { eventId, query, limit: 9, day: '2018-10-02', language: 'en' }).rows
        .length,
  );
  const counts = db.prepare('SELECT * FROM roster_count WHERE delegates > 0 ORDER BY status').all();
  return { people, found, counts, codes: ['ticket_hash', 'registration_code'].map(all) };
}

const importSecond = () => desk.importAll(desk.file('second.csv', second.join('\n')));
function last() {
  const found = lastImport(desk.context);
  if (found === null) throw new Error('there is no import to undo');
  return found;
}
const undo = () => undoImport(desk.context, last().at);
function idOf(code: string): string {
  const found = findDelegateByRegistrationCode(desk.context.db, eventId, code);
  if (found === null) throw new Error(`nobody has the code ${code}`);
  return found.id;
}

describe('undoing an import', () => {
  it('puts back people, fields, codes, counts and search terms as they were', async () => {
    const before = roster();
    await importSecond();
    expect(roster()).not.toEqual(before);
    expect(last()).toMatchObject({ added: 1, changed: 1 });
    expect(undo()).toMatchObject({ result: 'done', last: { added: 1, changed: 1 } });
    expect(roster()).toEqual(before);
    expect(lastImport(desk.context)).toBeNull();
    // The same file can be imported again.
    expect(await importSecond()).toMatchObject({ added: 1, changed: 1 });
  });

  it('survives a restart', async () => {
    const before = roster();
    await importSecond();
    const { db } = desk.context;
    const again = makeDeskContext({ folder: desk.location.path.replace(/[/\\][^/\\]*$/, '') });
    expect(undoImport(again.context, last().at).result).toBe('done');
    again.context.db.close();
    expect(db.prepare('SELECT count(*) AS n FROM imported').get()).toEqual({ n: 0 });
    expect(roster()).toEqual(before);
  });

  it('brings back a deleted person as deleted', async () => {
    const { db } = desk.context;
    db.exec(`UPDATE delegate SET deleted = 1 WHERE registration_code = 'A1';
      DELETE FROM delegate_search WHERE rowid IN (SELECT rid FROM delegate WHERE deleted = 1)`);
    const before = roster();
    await importSecond();
    expect(last()).toMatchObject({ added: 2, changed: 0 });
    undo();
    expect(roster()).toEqual(before);
  });

  it('knows the last import only, and one that changed nothing is none', async () => {
    const { at } = last();
    await importSecond();
    expect(() => undoImport(desk.context, at)).toThrow(
      expect.objectContaining({ code: 'already-done' }),
    );
    desk.setClock('2018-10-02T11:00:00+02:00');
    expect(await importSecond()).toMatchObject({ added: 0, changed: 0 });
    expect(undo().last).toMatchObject({ added: 1, changed: 1 });
    expect(() => undoImport(desk.context, at)).toThrow();
  });

  it('keeps a later correction of another field', async () => {
    await importSecond();
    const delegateId = idOf('A1');
    correctSpelling(desk.context, desk.caller, { delegateId, correction: { givenName: 'Anna' } });
    expect(undo().result).toBe('done');
    const { db } = desk.context;
    expect(findDelegateByRegistrationCode(db, eventId, 'A1')).toMatchObject({
      givenName: 'Anna',
      jobTitle: 'Inspector',
      printedName: 'Anna MÜLLER',
    });
  });
});

describe('badges of people whom a list cancels', () => {
  const badgeStates = (code: string): string[] =>
    badgesOfDelegate(desk.context.db, eventId, idOf(code)).map(({ state }) => state);
  const issueFor = (code: string): void => {
    const operatorId = desk.caller.operator?.id ?? '';
    desk.context.db
      .transaction(() => {
        issueBadge(desk.context, { delegateId: idOf(code), operatorId, reason: 'first' });
      })
      .immediate();
  };
  beforeEach(() => {
    issueFor('A1');
    issueFor('A2');
  });

  it('become invalid, and stay so when the import is undone', async () => {
    await importSecond();
    expect([badgeStates('A1'), badgeStates('A2')]).toEqual([['stale'], ['issued']]);
    expect(undo().result).toBe('done');
    expect(badgeStates('A1')).toEqual(['stale']);
  });

  it('become invalid where the import is cancelled after it wrote them', async () => {
    const preview = await desk.imports.open(desk.file('second.csv', second.join('\n')), {});
    await desk.imports.compare(preview.planId, preview.guess, () => {});
    const written = desk.imports.apply(preview.planId, ({ rows }) => {
      if (rows > 0) void desk.imports.cancel(preview.planId);
    });
    await written.catch(() => null);
    expect(badgeStates('A1')).toEqual(['stale']);
  });

  it('become invalid at the next start where the power failed after the list was written', async () => {
    const { db, clock } = desk.context;
    const cancelled = [...everyDelegate(db, eventId)].map((one) =>
      entryOf({ ...one, status: 'cancelled' }),
    );
    const operatorId = desk.caller.operator?.id ?? null;
    // What the import's thread writes; then nothing more happens.
    forgetImport(db);
    upsertDelegates(db, {
      ...{ eventId, entries: cancelled, defaults: { category: 'delegate' }, wall: clock() },
      import: { operatorId },
    });
    expect([badgeStates('A1'), badgeStates('A2')]).toEqual([['issued'], ['issued']]);
    await desk.imports.finishEnds();
    expect([badgeStates('A1'), badgeStates('A2')]).toEqual([['stale'], ['stale']]);
    expect(chainOf(db, desk.context.self.station, 1).at(-1)).toMatchObject({ operatorId });
    // Once: a badge that a supervisor gives out afterwards stays.
    issueFor('A1');
    await desk.imports.finishEnds();
    expect(badgeStates('A1')).toEqual(['issued', 'stale']);
  });

  it('of many become invalid in parts, between which others have a turn', async () => {
    const people = Array.from({ length: 50 }, (_, n) => `C${n}`);
    const list = (status: string): string =>
      [header, ...people.map((code) => `${code};Anna ${code};BEL;;${status}`)].join('\n');
    await desk.importAll(desk.file('all.csv', list('confirmed')));
    for (const code of people) issueFor(code);
    const { db, clock } = desk.context;
    const entries = people.map((code) => {
      const found = findDelegateByRegistrationCode(db, eventId, code);
      if (found === null) throw new Error(code);
      return entryOf({ ...found, status: 'cancelled' });
    });
    const batch = { eventId, entries, defaults: { category: 'delegate' }, wall: clock() + 1 };
    forgetImport(db);
    upsertDelegates(db, { ...batch, import: { operatorId: null } });
    let turns = 0;
    let isEnding = true;
    const turn = (): void => {
      turns += 1;
      if (isEnding) setImmediate(turn);
    };
    setImmediate(turn);
    await desk.imports.finishEnds();
    isEnding = false;
    expect(people.flatMap(badgeStates)).toEqual(people.map(() => 'stale'));
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('stay valid where a supervisor gave them out after the list', async () => {
    await importSecond();
    issueFor('A1');
    desk.setClock('2018-10-02T11:00:00+02:00');
    expect(await importSecond()).toMatchObject({ added: 0, changed: 0 });
    expect(badgeStates('A1')).toEqual(['issued', 'stale']);
  });
});

const none = { recorded: 0, photos: 0, edited: 0, tickets: 0, packages: 0 };
const exported = (detail: string): void => {
  const { db, clock } = desk.context;
  const row = { kind: 'export' as const, delegateId: null, detail };
  insertActivity(db, { ...row, eventId, operatorId: null, wall: clock() });
};

test.each<[string, object, () => void]>([
  [
    'an arrival of somebody whom it added',
    { recorded: 1 },
    () => {
      const target = { kind: 'delegate' as const, delegateId: idOf('B1') };
      checkIn(desk.context, desk.caller, { key: randomUUID(), target, identity: null });
    },
  ],
  [
    'a portrait of somebody whom it added',
    { photos: 1 },
    () => {
      const photo = { sha256: 'a'.repeat(64), picture: new Uint8Array([1]) };
      savePhoto(desk.context.db, { eventId, delegateId: idOf('B1') }, photo, 1);
    },
  ],
  [
    'a later change of a field that it changed',
    { edited: 1 },
    () => {
      const correction = { printedName: 'Anna BERGER' };
      correctSpelling(desk.context, desk.caller, { delegateId: idOf('A1'), correction });
    },
  ],
  [
    'a later change of somebody whom it added, of any field',
    { edited: 1 },
    () => {
      const { db, clock } = desk.context;
      const known = findDelegateByRegistrationCode(db, eventId, 'B1');
      if (known === null) throw new Error('nobody has the code B1');
      // As if from a hub: only the row changes.
      putDelegate(db, eventId, { ...known, jobTitle: 'Director' }, clock());
    },
  ],
  [
    'an arrival and a change of somebody whom it added, as the arrival alone',
    { recorded: 1 },
    () => {
      const delegateId = idOf('B1');
      const target = { kind: 'delegate' as const, delegateId };
      checkIn(desk.context, desk.caller, { key: randomUUID(), target, identity: null });
      const correction = { givenName: 'Jeanne' };
      correctSpelling(desk.context, desk.caller, { delegateId, correction });
    },
  ],
  [
    'somebody whom it added and who is gone',
    { edited: 1 },
    () => desk.context.db.exec(`UPDATE delegate SET deleted = 1 WHERE registration_code = 'B1'`),
  ],
  ['saved tickets', { tickets: 1 }, () => exported('tickets pdf 3')],
  [
    'tickets saved after the clock was put back',
    { tickets: 1 },
    () => {
      desk.setClock('2018-08-23T10:00:00+02:00');
      exported('tickets pdf 3');
    },
  ],
  ['tickets sent', { tickets: 1 }, () => exported('tickets by e-mail 3')],
  ['an event package', { packages: 1 }, () => exported('event-package 4')],
])('%s stands against it, and nothing is changed', async (_what, expected, act) => {
  exported('tickets pdf 2');
  desk.setClock('2018-10-02T10:05:00+02:00');
  await importSecond();
  expect(isUndoable(last())).toBe(true);
  desk.setClock('2018-10-02T10:10:00+02:00');
  act();
  const before = roster();
  expect(undo()).toMatchObject({
    result: 'depended-on',
    last: { dependents: { ...none, ...expected } },
  });
  expect(roster()).toEqual(before);
});

test('an arrival of somebody whom it only changed does not stand against it', async () => {
  await importSecond();
  const target = { kind: 'delegate' as const, delegateId: idOf('A1') };
  checkIn(desk.context, desk.caller, { key: randomUUID(), target, identity: null });
  expect(undo().result).toBe('done');
});

test.each([
  ['with a hub', { rosterHub: () => ({}) }, false, 'not-allowed'],
  ['while another import is written', { rosterHub: () => null }, true, 'already-done'],
])('%s nothing is undone', async (_when, link, isWriting, code) => {
  await importSecond();
  const before = roster();
  const { context, imports, supervisor } = desk;
  const parts = { context, link, imports: { ...imports, isWriting: () => isWriting } };
  const { handlers } = importAnswers(parts as unknown as Parameters<typeof importAnswers>[0]);
  await expect(handlers.undoImport({ at: last().at }, supervisor)).rejects.toMatchObject({ code });
  expect(roster()).toEqual(before);
});
