// clock: facts of an earlier hub than this store; its seeding has no place in their chains.

import { jsonOf } from '../../domain/base/json.ts';
import { isStorable } from '../../domain/base/protocol.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import {
  replacementPayloadSchema,
  walkInPayloadSchema,
} from '../../domain/roster/roster-changes.ts';
import { secretRenewal } from '../../domain/tickets/event-secrets.ts';
import { type CodeMaking, withCodes } from '../../domain/tickets/issued-codes.ts';
import {
  fieldsOf,
  foldRegistration,
  mergedChange,
  picked,
  type Registration,
  type RegistrationChange,
  type RegistrationWord,
  registrationWord,
  withRegistration,
} from '../../domain/tickets/registration-words.ts';
import type { HubContext } from '../base/context.ts';
import type { PersonalFact } from '../ledger/personal.ts';
import { putIntoQuarantine } from '../ledger/quarantine.ts';
import type { Fact } from '../ledger/read-fact.ts';
import type { HubDatabase } from '../store/tables.ts';
import { readMaking, renewCodes } from './code-making.ts';
import { seededAmong, wordsOf } from './registrations.ts';
import { basisIn, draftRoster, type KnownDelegate, type RosterDraft } from './roster-draft.ts';

/** The effect of a fact on the roster. */
interface RosterFact {
  /** The delegate it concerns. */
  delegateId: string;
  /** Its change to that delegate's registration; null if it only adds a person. */
  word: RegistrationWord | null;
  /** The person it adds; null if it adds none. */
  added: Delegate | null;
}

/**
 * Applies facts of stations and of earlier hubs to the roster, in the push's transaction. Facts
 * whose payload cannot be applied go into quarantine, and still count.
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
  // A restored hub may learn here that the event has a new secret.
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
  const seeded = await seededAmong(
    tx,
    said.flatMap(({ word }) => (word?.by === 'administrator' ? [word.id] : [])),
  );
  for (const { one, said: rosterFact } of read) {
    if (rosterFact !== null && applyOne({ draft, words, seeded, making }, rosterFact)) continue;
    const { station, incarnation } = one.fact;
    const item = { station, incarnation, event: one.event, reason: 'roster-change' } as const;
    await putIntoQuarantine(context, tx, pushedBy, [item]);
  }
  return draft.write(context.clock());
}

export function isRosterFact({ type }: Pick<Fact, 'type'>): boolean {
  switch (type) {
    case 'walk-in-registered':
    case 'spelling-corrected':
    case 'person-changed':
    case 'delegate-replaced':
    case 'registration-changed':
      return true;
    default:
      return false;
  }
}

interface Applying {
  draft: RosterDraft;
  words: ReadonlyMap<string, readonly RegistrationWord[]>;
  /** Facts of the push that a desk's roster already contained when it was given to this hub. */
  seeded: ReadonlySet<string>;
  making: CodeMaking;
}

/** Applies one fact. Returns false if another delegate has the new person's registration code. */
function applyOne(
  { draft, words, seeded, making }: Applying,
  { delegateId, word, added }: RosterFact,
): boolean {
  const before = draft.byId(delegateId);
  if (word !== null && before !== undefined) {
    const registration = foldRegistration(words.get(delegateId) ?? []);
    const fields = new Set(registration.byDesks);
    // A restored hub, or one that took over, gets its administrator's changes back. Causes decide,
    // not clocks: a change that the hub lacked applies, unless a later one does. A change that a
    // desk's roster contained does nothing: lists may have changed that field since.
    if (word.by === 'administrator' && !seeded.has(word.id)) {
      for (const [field, holder] of registration.holders) {
        if (holder === word.id) fields.add(field);
      }
    }
    const deleted = fields.has('deleted')
      ? (registration.values.deleted ?? before.deleted)
      : before.deleted;
    const changed = withRegistration(before.delegate, registration, fields);
    // The number of renewals never falls: a replaced ticket must not admit again.
    const after = withCodes(changed, registration.values.ticketRenewal, making);
    // Stream it again anyway: the desk shows its own change even if another one counts.
    if (!draft.put(after, deleted, basisWith(before, registration, word))) draft.touch(after);
  }
  if (added === null) return true;
  const holder = draft.byCode(added.registrationCode);
  if (holder !== undefined && holder.delegate.id !== added.id) return false;
  // A person known here was changed or deleted since: the later change applies. A person whom only
  // desks added, and who was deleted with a desk's record, comes back with another record.
  const here = draft.byId(added.id);
  if (here === undefined || (here.deleted && here.basis === null)) {
    const registration = foldRegistration(words.get(added.id) ?? []);
    const fields = new Set(fieldsOf(registration.values));
    const person = withRegistration(added, registration, fields);
    const { deleted = false, ticketRenewal } = registration.values;
    draft.put(withCodes(person, ticketRenewal, making), deleted, null);
  }
  return true;
}

/** The person's basis after another change. */
function basisWith(
  before: KnownDelegate,
  { byDesks }: Registration,
  word: RegistrationWord,
): RegistrationChange | null {
  const { basis } = before;
  if (basis === null) return null;
  const known = mergedChange(basisIn(before.delegate, byDesks), basis);
  if (word.by === 'desk') return known;
  return mergedChange(known, picked(word.values, fieldsOf(known)));
}

/** The effect of a fact with its payload on the roster; null if the payload cannot be applied. */
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
