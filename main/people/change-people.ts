import { putDelegate } from '../../db/roster/put-delegate.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import type { PeopleChanged, PeopleChanges } from '../../domain/people/people-list.ts';
import { realChange, undoOf, wrongField } from '../../domain/people/person-changes.ts';
import { UndoneChanges } from '../../domain/people/undone-changes.ts';
import { endsRegistration } from '../../domain/roster/delegate-fields.ts';
import type { PersonChange } from '../../domain/roster/roster-changes.ts';
import { fieldsOf, jsonOfChange, withChange } from '../../domain/tickets/registration-words.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { endRegistration } from '../check-in/end-registrations.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { notPurged } from '../ledger/not-purged.ts';

/**
 * Edits, cancels or restores people, one fact for each who becomes different, all or none. Badges of
 * people who are cancelled become invalid and their places free, and stay so when they are restored.
 * Throws CallFailure `not-found`, `bad-input` with the field, `sign-in-needed`, `event-purged`.
 */
export function changePeople(
  context: Context,
  caller: Caller,
  { changes }: PeopleChanges,
): PeopleChanged {
  const operatorId = operatorIdOf(caller);
  notPurged(context.db, context.event.file.id);
  return context.db
    .transaction(() => {
      const undone = new UndoneChanges();
      for (const { ids, change } of changes) {
        const wrong = wrongField(context.event.file, change);
        if (wrong !== null) throw new CallFailure('bad-input', wrong);
        undone.begin();
        for (const id of new Set(ids)) {
          const before = changePerson(context, operatorId, id, change);
          if (before !== null) undone.add(id, before);
        }
      }
      return { changed: undone.count, undo: undone.changes };
    })
    .immediate();
}

/** Returns the change that undoes it; null if the person had these values already. */
function changePerson(
  context: Context,
  operatorId: string,
  id: string,
  asked: PersonChange,
): PersonChange | null {
  const { db, event } = context;
  const known = findDelegateById(db, event.file.id, id);
  if (known === null) throw new CallFailure('not-found');
  const change = realChange(event.file, known, asked);
  if (change === null) return null;
  appendEvent(context, {
    type: 'person-changed',
    delegateId: id,
    checkpoint: null,
    targetId: null,
    operatorId,
    badgeSerial: null,
    payload: { fields: fieldsOf(change).join(',') },
    personal: { change: jsonOfChange(change) },
  });
  if (endsRegistration(known.status, change.status ?? known.status)) {
    endRegistration(context, id, operatorId);
  }
  putDelegate(db, event.file.id, withChange(known, change), context.clock());
  return undoOf(known, change);
}
