import { z } from 'zod';
import { jsonOf } from '../base/json.ts';
import { compareFacts, type FactOrder } from '../ledger/attendance-fold.ts';
import { inOrderOfCause } from '../ledger/cause.ts';
import {
  fieldsOf,
  foldRegistration,
  type RegistrationChange,
  type RegistrationField,
  registrationWord,
  valueIn,
} from '../tickets/registration-words.ts';
import type { PersonHistory, PersonHistoryKind } from './people-list.ts';

/** A fact about a registration with the names of who wrote it and where. */
export interface RegistrationFact extends FactOrder {
  type: PersonHistoryKind;
  after: string;
  wall: number;
  /** The personal payload as JSON text; null before it arrived and after a purge. */
  personal: string | null;
  operatorName: string | null;
  stationName: string | null;
}

/**
 * The history of a person from the facts about the registration, newest first. A fact of the hub
 * names its account in the personal payload.
 */
export function historyOf(facts: readonly RegistrationFact[]): PersonHistory {
  const words = facts.map((fact) => registrationWord(fact, fact.personal));
  const { holders } = foldRegistration(words.filter((word) => word !== null));
  const said = new Map<string, string>();
  const entries = inOrderOfCause(facts, compareFacts).map((fact) => {
    const values = registrationWord(fact, fact.personal)?.values ?? {};
    const fields = fieldsOf(values).map((field) => {
      const after = textIn(values, field);
      const before = said.get(field) ?? null;
      said.set(field, after);
      return { field, before, after, holds: holders.get(field) === fact.id };
    });
    const { id, type: kind, wall, personal } = fact;
    const by = fact.operatorName ?? accountOf(personal);
    return { id, kind, wall, by, stationName: fact.stationName, fields };
  });
  return entries.reverse();
}

const namedSchema = z.object({ by: z.string() });

/** The account that a fact of the hub names. */
function accountOf(personal: string | null): string | null {
  return namedSchema.safeParse(jsonOf(personal ?? '')).data?.by ?? null;
}

function textIn(values: RegistrationChange, field: RegistrationField): string {
  const value: unknown = valueIn(values, field);
  if (Array.isArray(value)) return value.join(', ');
  return value === null || value === undefined ? '' : String(value);
}
