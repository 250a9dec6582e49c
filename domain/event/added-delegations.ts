import { z } from 'zod';
import { bilingualSchema } from '../base/language.ts';
import { type Delegation, delegationSchema, type EventFile } from './event-file.ts';
import { maxCode, maxName } from './event-tables.ts';

const nameSchema = z.string().trim().min(1).max(maxName);

/** A delegation to be added to an event that exists; its place follows from the event's list. */
export const addedDelegationSchema = delegationSchema.pick({ kind: true }).extend({
  code: z.string().trim().min(1).max(maxCode),
  name: bilingualSchema.extend({ en: nameSchema, fr: nameSchema }),
});
export type AddedDelegation = z.infer<typeof addedDelegationSchema>;

/** A delegation that cannot be added, and the one of the event because of which. */
export interface RefusedDelegation {
  given: AddedDelegation;
  /** `same`: the event has it already; `code`, `name`: another one has this code or name. */
  why: 'same' | 'code' | 'name';
  known: Pick<Delegation, 'code' | 'name'>;
}

/** The codes and names by which lists name a delegation; the case of letters does not count. */
const wordKey = (word: string): string => word.normalize('NFKC').trim().toLowerCase();
const namesOf = ({ name }: Pick<Delegation, 'name'>): string[] => [name.en, name.fr].map(wordKey);

/**
 * Separates what can be added from what the event, or an earlier one of `given`, has already: a
 * list that names a delegation must find one alone.
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

/** The event with further delegations, in their order behind those that it has. */
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
