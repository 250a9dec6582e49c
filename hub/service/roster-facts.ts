import type { Delegate } from '../../domain/delegate.ts';
import {
  correctableFields,
  correctionPayloadSchema,
  replacementPayloadSchema,
  walkInPayloadSchema,
} from '../../domain/roster-changes.ts';
import type { CorrectionTable, HubDatabase } from '../store/tables.ts';
import type { HubContext } from './context.ts';
import { type CorrectedField, corrected, correctionsOf, noteCorrection } from './corrections.ts';
import type { PersonalFact } from './personal.ts';
import { putIntoQuarantine } from './quarantine.ts';
import type { Fact } from './read-fact.ts';
import { draftRoster, type RosterDraft } from './roster-draft.ts';
import { isStorable, jsonOf } from './texts.ts';

/** What a desk's fact does to the roster. */
interface RosterFact {
  /** Whom it speaks of. */
  delegateId: string;
  /** New values of that delegate. */
  values: Partial<Record<CorrectedField, string>>;
  /** Who comes anew. */
  added: Delegate | null;
}

/**
 * Brings the desks' facts into the roster, in the push's transaction. Facts whose payload says nothing
 * that can be done go into quarantine, and stand. Each is applied once only: when its payload came.
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
  const ours = facts.filter(
    ({ fact }) => fact.eventId === context.identity.event.id && isRosterFact(fact),
  );
  if (ours.length === 0) return null;
  const read = ours.map((one) => ({ one, said: readRosterFact(one) }));
  const said = read.flatMap((each) => (each.said === null ? [] : [each.said]));
  const people = said.flatMap(({ added }) => (added === null ? [] : [added]));
  const ids = [...said.map(({ delegateId }) => delegateId), ...people.map(({ id }) => id)];
  const draft = await draftRoster(tx, {
    ids,
    codes: people.map(({ registrationCode }) => registrationCode),
  });
  const corrections = await correctionsOf(tx, ids);
  for (const { one, said: rosterFact } of read) {
    const done =
      rosterFact !== null && (await applyOne(tx, draft, corrections, one.fact, rosterFact));
    if (done) continue;
    const { kiosk, incarnation } = one.fact;
    const item = { kiosk, incarnation, event: one.event, reason: 'roster-change' } as const;
    await putIntoQuarantine(context, tx, pushedBy, [item]);
  }
  return draft.write(context.clock());
}

function isRosterFact({ type }: Fact): boolean {
  return (
    type === 'walk-in-registered' || type === 'spelling-corrected' || type === 'delegate-replaced'
  );
}

/** False if somebody else has the new person's registration code. */
async function applyOne(
  tx: HubDatabase,
  draft: RosterDraft,
  corrections: Map<string, CorrectionTable[]>,
  fact: Fact,
  said: RosterFact,
): Promise<boolean> {
  const { added } = said;
  const holder = added === null ? undefined : draft.byCode(added.registrationCode);
  if (added !== null && holder !== undefined && holder.delegate.id !== added.id) return false;
  const known = corrections.get(said.delegateId) ?? [];
  corrections.set(said.delegateId, known);
  for (const [field, value] of Object.entries(said.values)) {
    await noteCorrection(tx, known, {
      delegate_id: said.delegateId,
      field,
      value,
      hlc: fact.hlc,
      kiosk: fact.kiosk,
      incarnation: fact.incarnation,
      kseq: fact.kseq,
    });
  }
  const before = draft.byId(said.delegateId);
  if (before !== undefined) {
    const after = corrected(before.delegate, known);
    // The desk shows what it said itself, also where a later word of somebody else holds.
    if (!draft.put(after, before.deleted)) draft.touch(after);
  }
  // Somebody who is here already has been changed since, or deleted: the later word holds.
  if (added !== null && draft.byId(added.id) === undefined) {
    draft.put(corrected(added, corrections.get(added.id) ?? []));
  }
  return true;
}

function readRosterFact({ fact, personal }: PersonalFact): RosterFact | null {
  const { delegateId } = fact;
  const payload = jsonOf(personal.payload);
  if (delegateId === null) return null;
  switch (fact.type) {
    case 'walk-in-registered': {
      const walkIn = walkInPayloadSchema.safeParse(payload).data;
      const fits = walkIn?.delegate.id === delegateId && hasStorableCode(walkIn.delegate);
      return fits ? { delegateId, values: {}, added: walkIn.delegate } : null;
    }
    case 'spelling-corrected': {
      const said = correctionPayloadSchema.safeParse(payload).data;
      if (said === undefined) return null;
      const values: RosterFact['values'] = {};
      for (const field of correctableFields) {
        const value = said.correction[field];
        if (value !== undefined && !isStorable(value)) return null;
        if (value !== undefined) values[field] = value;
      }
      return { delegateId, values, added: null };
    }
    case 'delegate-replaced': {
      const added = replacementPayloadSchema.safeParse(payload).data?.delegate;
      const fits = added !== undefined && added.id !== delegateId && hasStorableCode(added);
      return fits ? { delegateId, values: { status: 'cancelled' }, added } : null;
    }
    default:
      return null;
  }
}

function hasStorableCode({ registrationCode }: Delegate): boolean {
  return isStorable(registrationCode);
}
