import { afterEach, beforeEach, expect, test } from 'vitest';
import { chainOf } from '../../../../db/ledger/attendance.ts';
import { findDelegateById } from '../../../../db/roster/roster.ts';
import { canonicalJson, type JsonValue } from '../../../../domain/base/json.ts';
import { correctSpelling } from '../../../../main/check-in/correct-spelling.ts';
import { registerWalkIn } from '../../../../main/check-in/roster-changes.ts';
import { applyRegained } from '../../../../main/station/backup/regain-effects.ts';
import { type DeskContext, makeDeskContext } from '../../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

const newPerson = {
  title: '',
  printedName: 'Ada MARKER',
  givenName: 'Ada',
  familyName: 'MARKER',
  nativeName: '',
  jobTitle: '',
  delegation: 'BEL',
  administration: '',
  category: 'delegate',
};

/** Registers someone, and forgets it as a store does that was restored from an earlier copy. */
function walkIn(): string {
  const approval = { approver: 'Chief', reference: '' } as const;
  const input = { person: newPerson, ...approval, identity: 'passport' } as const;
  const { delegateId } = registerWalkIn(desk.context, desk.caller, input);
  desk.context.db.prepare('UPDATE delegate SET deleted = 1 WHERE id = ?').run(delegateId);
  return delegateId;
}

function rewrite(change: (payload: Record<string, JsonValue>) => JsonValue): void {
  const { db } = desk.context;
  const rows = db
    .prepare<[], { id: string; payload: string }>(
      'SELECT attendance_id AS id, payload FROM attendance_personal',
    )
    .all();
  for (const { id, payload } of rows) {
    const text = canonicalJson(change(JSON.parse(payload) as Record<string, JsonValue>));
    db.prepare('UPDATE attendance_personal SET payload = ? WHERE attendance_id = ?').run(text, id);
  }
}

function regain() {
  const { db, self } = desk.context;
  return applyRegained(db, chainOf(db, self.station, 1), 1);
}

const find = (id: string) =>
  findDelegateById(desk.context.db, desk.context.event.file.id, id)?.printedName;

test('a walk-in that another version wrote comes back', () => {
  const id = walkIn();
  rewrite(({ delegate, ...others }) => {
    const { listed, vip, ...earlier } = delegate as Record<string, JsonValue>;
    return { ...others, delegate: { ...earlier, pronoun: 'she' }, edition: 2 };
  });
  expect(find(id)).toBe(undefined);
  expect(regain().unread).toBe(0);
  expect(find(id)).toBe('Ada MARKER');
});

test('what cannot be read, or is gone, is counted', () => {
  const id = walkIn();
  const known = desk.addDelegate(1);
  correctSpelling(desk.context, desk.caller, {
    delegateId: known.id,
    correction: { printedName: 'Other NAME' },
  });
  rewrite(({ correction }) => (correction === undefined ? { delegate: null } : { correction }));
  expect(regain().unread).toBe(1);
  desk.context.db.prepare('DELETE FROM attendance_personal').run();
  expect(regain().unread).toBe(2);
  expect(find(id)).toBe(undefined);
});
