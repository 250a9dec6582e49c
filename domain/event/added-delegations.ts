import { z } from 'zod';
import { textsIn, textsOf } from '../base/language.ts';
import { type Delegation, delegationSchema, type EventFile } from './event-file.ts';
import { maxCode, maxName } from './event-tables.ts';

const nameSchema = z.string().trim().min(1).max(maxName);

/** A delegation to add to an existing event. Its place follows from the event's list. */
export const addedDelegationSchema = delegationSchema.pick({ kind: true }).extend({
  code: z.string().trim().min(1).max(maxCode),
  name: textsOf(nameSchema),
});
export type AddedDelegation = z.infer<typeof addedDelegationSchema>;

/** A delegation that cannot be added, and the event's delegation that prevents it. */
export interface RefusedDelegation {
  given: AddedDelegation;
  /** `same`: the event already has it. `code`, `name`: another delegation has this code or name. */
  why: 'same' | 'code' | 'name';
  known: Pick<Delegation, 'code' | 'name'>;
}

/** A key for the codes and names by which lists name a delegation, ignoring case. */
const wordKey = (word: string): string => word.normalize('NFKC').trim().toLowerCase();
const namesOf = ({ name }: Pick<Delegation, 'name'>): string[] => textsIn(name).map(wordKey);

/**
 * Separates the delegations that can be added from those that the event, or an earlier one of
 * `given`, already has. A list that names a delegation must match exactly one.
 */
export function newDelegations<D extends AddedDelegation>(
  { delegations }: Pick<EventFile, 'delegations'>,
  given: readonly D[],
): { added: D[]; refused: RefusedDelegation[] } {
  const added: D[] = [];
  const refused: RefusedDelegation[] = [];
  for (const one of given) {
    const others: Pick<Delegation, 'code' | 'name'>[] = [...delegations, ...added];
    const sameCode = others.filter(({ code }) => wordKey(code) === wordKey(one.code));
    const names = namesOf(one);
    const [named] = others.filter((other) => namesOf(other).some((name) => names.includes(name)));
    const same = sameCode.find((other) => namesOf(other).join() === names.join());
    const known = same ?? sameCode[0] ?? named;
    if (known === undefined) added.push(one);
    else refused.push({ given: one, known, why: same ? 'same' : sameCode[0] ? 'code' : 'name' });
  }
  return { added, refused };
}

/** The event with further delegations, appended in their order. */
export function withDelegations(file: EventFile, added: readonly AddedDelegation[]): EventFile {
  const last = (language: 'en' | 'fr'): number =>
    Math.max(0, ...file.delegations.map(({ order }) => order[language]));
  const [en, fr] = [last('en'), last('fr')];
  return {
    ...file,
    delegations: [
      ...file.delegations,
      ...added.map((one, index) => ({
        ...one,
        order: { en: en + index + 1, fr: fr + index + 1 },
        validFrom: null,
        validTo: null,
      })),
    ],
  };
}
