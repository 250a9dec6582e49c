import type { Delegation, EventFile, LocalDay } from '../event/event-file.ts';

/**
 * The entry of the secretariat's table that names a delegation on a day. Names change (a code may
 * be in several lines with their days). On a day that none of them covers, the last valid one
 * applies, otherwise the next one to come. Null if the table does not have the code.
 */
export function findDelegation(
  event: Pick<EventFile, 'delegations'>,
  code: string,
  day: LocalDay,
): Delegation | null {
  const lines = event.delegations
    .filter((line) => line.code === code)
    .toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1));
  const begun = lines.filter((line) => (line.validFrom ?? '') <= day);
  return begun.at(-1) ?? lines[0] ?? null;
}

/** The list's order: members first, observers, organisations, and the secretariat at the end. */
export const delegationKinds: readonly Delegation['kind'][] = [
  'member',
  'observer',
  'organisation',
  'secretariat',
];

/**
 * Each delegation of the secretariat's table once, by the line that names it on `day`: by kind, and
 * within a kind in the secretariat's order of the language.
 */
export function delegationsInOrder(
  event: Pick<EventFile, 'delegations'>,
  language: 'en' | 'fr',
  day: LocalDay,
): Delegation[] {
  const codes = new Set(event.delegations.map(({ code }) => code));
  return [...codes]
    .flatMap((code) => findDelegation(event, code, day) ?? [])
    .sort(
      (a, b) =>
        delegationKinds.indexOf(a.kind) - delegationKinds.indexOf(b.kind) ||
        a.order[language] - b.order[language],
    );
}
