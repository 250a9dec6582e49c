import type { Delegate } from '../../domain/delegate.ts';
import { secretRenewal } from '../../domain/event-secrets.ts';
import { type CodeMaking, withCodes } from '../../domain/issued-codes.ts';
import { isWalkInCode } from '../../domain/registration-code.ts';
import {
  foldRegistration,
  type Registration,
  type RegistrationChange,
  type RegistrationField,
  type RegistrationWord,
  registrationWord,
  withRegistration,
} from '../../domain/registration-words.ts';
import { replacementPayloadSchema, walkInPayloadSchema } from '../../domain/roster-changes.ts';
import { isStorable } from '../../domain/wire/protocol.ts';
import type { HubDatabase } from '../store/tables.ts';
import { readMaking } from './code-making.ts';
import type { HubContext } from './context.ts';
import type { PersonalFact } from './personal.ts';
import { putIntoQuarantine } from './quarantine.ts';
import type { Fact } from './read-fact.ts';
import { wordsOf } from './registrations.ts';
import { renewCodes } from './renew-secret.ts';
import {
  basisIn,
  draftRoster,
  fieldsOf,
  type KnownDelegate,
  type RosterDraft,
} from './roster-draft.ts';
import { jsonOf } from './texts.ts';

/** What a fact does to the roster. */
interface RosterFact {
  /** Whom it speaks of. */
  delegateId: string;
  /** What it says of that delegate's registration; null where it only brings somebody. */
  word: RegistrationWord | null;
  /** Who comes anew. */
  added: Delegate | null;
}

/**
 * Brings facts of stations, and of earlier hubs, into the roster, in the push's transaction. Facts whose
 * payload says nothing that can be done go into quarantine, and stand.
 *
 * @param facts of one push, with payloads that are new here
 * @returns the roster stream's last number, or null if nothing changed
 */
export async function applyRosterFacts(
  context: HubContext,
  tx: HubDatabase,
  pushedBy: string,
  facts: readonly PersonalFact[],
): Promise<number | null> {
  const ours = facts.filter(({ fact }) => fact.eventId === context.identity.event.id);
  const roster = await applyRegistrations(
    context,
    tx,
    pushedBy,
    ours.filter(({ fact }) => isRosterFact(fact)),
  );
  // A hub that was restored hears that the event has a new secret.
  const isRenewed = ours.some(
    ({ fact, personal }) =>
      secretRenewal({ ...fact, effective: fact.hlc }, personal.payload) !== null,
  );
  return (isRenewed ? (await renewCodes(context, tx)).roster : null) ?? roster;
}

async function applyRegistrations(
  context: HubContext,
  tx: HubDatabase,
  pushedBy: string,
  ours: readonly PersonalFact[],
): Promise<number | null> {
  if (ours.length === 0) return null;
  const read = ours.map((one) => ({ one, said: readRosterFact(one) }));
  const said = read.flatMap((each) => (each.said === null ? [] : [each.said]));
  const people = said.flatMap(({ added }) => (added === null ? [] : [added]));
  const ids = [...said.map(({ delegateId }) => delegateId), ...people.map(({ id }) => id)];
  const draft = await draftRoster(tx, {
    ids,
    codes: people.map(({ registrationCode }) => registrationCode),
  });
  const words = await wordsOf(tx, ids);
  const making = await readMaking(tx, context.identity);
  const { seeded_at: seededAt } = await tx
    .selectFrom('hub')
    .select('seeded_at')
    .executeTakeFirstOrThrow();
  for (const { one, said: rosterFact } of read) {
    if (rosterFact !== null && applyOne({ draft, words, seededAt, making }, one.fact, rosterFact))
      continue;
    const { kiosk, incarnation } = one.fact;
    const item = { kiosk, incarnation, event: one.event, reason: 'roster-change' } as const;
    await putIntoQuarantine(context, tx, pushedBy, [item]);
  }
  return draft.write(context.clock());
}

/** Whether a fact changes the roster. */
export function isRosterFact({ type }: Pick<Fact, 'type'>): boolean {
  switch (type) {
    case 'walk-in-registered':
    case 'spelling-corrected':
    case 'delegate-replaced':
    case 'registration-changed':
      return true;
    default:
      return false;
  }
}

/** What the facts of a push are brought into. */
interface Applying {
  draft: RosterDraft;
  words: ReadonlyMap<string, readonly RegistrationWord[]>;
  /** When a desk gave this hub its roster; 0 for a hub of another beginning. */
  seededAt: number;
  making: CodeMaking;
}

/** False if somebody else has the new person's registration code. */
function applyOne(
  { draft, words, seededAt, making }: Applying,
  fact: Fact,
  { delegateId, word, added }: RosterFact,
): boolean {
  const before = draft.byId(delegateId);
  if (word !== null && before !== undefined) {
    const registration = foldRegistration(words.get(delegateId) ?? []);
    const fields = new Set(registration.byDesks);
    // A hub that was restored gets back what its administrator had said since. A roster that a desk gave
    // to a new hub has that, and what lists changed after it; but whoever a desk's fact just brought.
    if (word.by === 'administrator') {
      for (const field of Object.keys(word.values) as RegistrationField[]) {
        if (fact.wall > seededAt || isWalkInCode(before.delegate.registrationCode))
          fields.add(field);
      }
    }
    const deleted = fields.has('deleted')
      ? (registration.values.deleted ?? before.deleted)
      : before.deleted;
    const changed = withRegistration(before.delegate, registration, fields);
    // Never back to fewer: a ticket that was renewed must not open doors again.
    const after = withCodes(changed, registration.values.ticketRenewal, making);
    // The desk shows what it said itself, also where a word of somebody else holds.
    if (!draft.put(after, deleted, basisWith(before, registration, word))) draft.touch(after);
  }
  if (added === null) return true;
  const holder = draft.byCode(added.registrationCode);
  if (holder !== undefined && holder.delegate.id !== added.id) return false;
  // Somebody who is here already has been changed since, or deleted: the later word holds. Whom desks alone brought, and
  // who went with the word of a desk, comes back with another one.
  const here = draft.byId(added.id);
  if (here === undefined || (here.deleted && here.basis === null)) {
    const registration = foldRegistration(words.get(added.id) ?? []);
    const fields = new Set(Object.keys(registration.values) as RegistrationField[]);
    const person = withRegistration(added, registration, fields);
    const { deleted = false, ticketRenewal } = registration.values;
    draft.put(withCodes(person, ticketRenewal, making), deleted, null);
  }
  return true;
}

/** What is said of a person without desks, once a word has come. */
function basisWith(
  before: KnownDelegate,
  { byDesks }: Registration,
  word: RegistrationWord,
): RegistrationChange | null {
  const { basis } = before;
  if (basis === null) return null;
  const known = { ...basisIn(before.delegate, byDesks), ...basis };
  if (word.by === 'desk') return known;
  return { ...known, ...picked(word.values, fieldsOf(known)) };
}

function picked(
  values: RegistrationChange,
  fields: readonly RegistrationField[],
): RegistrationChange {
  const said = Object.entries(values).filter(([field]) => fields.some((one) => one === field));
  return Object.fromEntries(said);
}

/** What a fact with its payload does to the roster; null where the payload says nothing that can be done. */
export function readRosterFact({ fact, personal }: PersonalFact): RosterFact | null {
  const { delegateId } = fact;
  if (delegateId === null) return null;
  const word = registrationWord({ ...fact, effective: fact.hlc }, personal.payload);
  if (word !== null && Object.keys(word.values).length === 0) return null;
  const payload = jsonOf(personal.payload);
  switch (fact.type) {
    case 'walk-in-registered': {
      const added = walkInPayloadSchema.safeParse(payload).data?.delegate;
      const fits = added?.id === delegateId && isStorable(added.registrationCode);
      return fits ? { delegateId, word, added } : null;
    }
    case 'delegate-replaced': {
      const added = replacementPayloadSchema.safeParse(payload).data?.delegate;
      const fits =
        added !== undefined && added.id !== delegateId && isStorable(added.registrationCode);
      return fits ? { delegateId, word, added } : null;
    }
    default:
      return { delegateId, word, added: null };
  }
}
