import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { purgeSome } from '../../db/privacy/purge-rows.ts';
import { savePhoto } from '../../db/roster/photos.ts';
import { upsertDelegates } from '../../db/roster/roster-write.ts';
import { wordsBeginning } from '../../db/roster/search-expression.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { writeNote } from '../../main/ledger/notes.ts';
import { entryOf } from '../sim/people.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';
import { numberedDelegate } from '../support/sample-event.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

const count = (table: string): number =>
  desk.context.db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0;

test('of each part of a person’s data nothing is left, and facts and badges stay', () => {
  const { context, caller } = desk;
  const { db, event, clock } = context;
  const eventId = event.file.id;
  const [delegate] = [1, 2].map((number) =>
    desk.addDelegate(number, { familyName: 'Sentinel', printedName: `Anna ${number} Sentinel` }),
  );
  const entries = [entryOf(numberedDelegate(2, { familyName: 'Other' }))];
  const batch = { eventId, entries, defaults: { category: 'delegate' }, wall: clock() };
  upsertDelegates(db, { ...batch, import: { operatorId: null } });
  expect(count('imported')).toBe(1);
  const delegateId = delegate?.id ?? '';
  const photo = { sha256: 'a'.repeat(64), picture: new Uint8Array([1]) };
  savePhoto(db, { eventId, delegateId }, photo, clock());
  const target = { kind: 'delegate' as const, delegateId };
  checkIn(context, caller, { key: randomUUID(), target, identity: null });
  writeNote(context, caller, { delegateId, text: 'Sentinel is asked for' });
  db.prepare(`UPDATE print_job SET state = 'held', detail = 'U+1824 Sentinel'`).run();
  db.prepare(`INSERT INTO stop_entry (kind, value) VALUES ('delegate', ?)`).run(delegateId);
  expect(wordsBeginning(db, 'sentinel')).toEqual(['sentinel']);
  const kept = ['attendance_event', 'badge', 'print_job'].map(count);

  while (!db.transaction(() => purgeSome(db, eventId, 1)).immediate().isDone);
  for (const table of ['delegate', 'ticket_hash', 'registration_code', 'delegate_photo'])
    expect([table, count(table)]).toEqual([table, 0]);
  for (const table of ['attendance_personal', 'stop_entry', 'known_operator', 'imported'])
    expect([table, count(table)]).toEqual([table, 0]);
  expect(wordsBeginning(db, 'sentinel')).toEqual([]);
  expect(db.prepare('SELECT state, detail FROM print_job').all()).toEqual([
    { state: 'cancelled', detail: '' },
  ]);
  expect(['attendance_event', 'badge', 'print_job'].map(count)).toEqual(kept);
});
