import type { ReadableDatabase, WritableDatabase } from '../../../db/base/types.ts';
import { findPersonal } from '../../../db/ledger/attendance.ts';
import { factsAbout } from '../../../db/ledger/projection.ts';
import { isPurged } from '../../../db/privacy/purge-orders.ts';
import { putDelegate } from '../../../db/roster/put-delegate.ts';
import { findDelegateById } from '../../../db/roster/roster.ts';
import { jsonOf } from '../../../domain/base/json.ts';
import type { AttendanceEvent } from '../../../domain/ledger/attendance.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import {
  replacementPayloadSchema,
  walkInPayloadSchema,
} from '../../../domain/roster/roster-changes.ts';
import {
  foldRegistration,
  type RegistrationField,
  registrationWord,
  withRegistration,
} from '../../../domain/tickets/registration-words.ts';

/**
 * Changes this desk's roster as facts from a stick say: people registered at another desk, and names
 * corrected there. With a hub its roster brings them. In the transaction that stored the facts.
 *
 * @param wall UTC milliseconds
 */
export function applyCarriedChanges(
  db: WritableDatabase,
  eventId: string,
  facts: readonly AttendanceEvent[],
  wall: number,
): void {
  if (isPurged(db, eventId)) return;
  const changed = new Set<string>();
  for (const fact of facts) {
    const added = personAdded(db, fact);
    if (added !== null && findDelegateById(db, eventId, added.id) === null) {
      putDelegate(db, eventId, added, wall);
      changed.add(added.id);
    }
    const isChange = fact.type === 'spelling-corrected' || fact.type === 'delegate-replaced';
    if (isChange && fact.delegateId !== null) changed.add(fact.delegateId);
  }
  for (const id of changed) {
    const known = findDelegateById(db, eventId, id);
    if (known !== null) putDelegate(db, eventId, withAllChanges(db, eventId, known), wall);
  }
}

function personAdded(db: ReadableDatabase, { id, type }: AttendanceEvent): Delegate | null {
  if (type !== 'walk-in-registered' && type !== 'delegate-replaced') return null;
  const schema = type === 'walk-in-registered' ? walkInPayloadSchema : replacementPayloadSchema;
  const payload = jsonOf(findPersonal(db, id)?.payload ?? '');
  return schema.safeParse(payload).data?.delegate ?? null;
}

/** Every desk that holds the same facts comes to the same registration. */
function withAllChanges(db: ReadableDatabase, eventId: string, known: Delegate): Delegate {
  const words = factsAbout(db, eventId, known.id).flatMap((fact) => {
    if (fact.delegateId !== known.id) return [];
    const word = registrationWord(fact, findPersonal(db, fact.id)?.payload ?? null);
    return word === null ? [] : [word];
  });
  const registration = foldRegistration(words);
  const fields = new Set(Object.keys(registration.values) as RegistrationField[]);
  return withRegistration(known, registration, fields);
}
