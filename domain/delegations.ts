import type { Delegation, EventFile, LocalDay } from './event-file.ts';

/**
 * The entry of the secretariat's table that names a delegation on a day. Names change (a code may stand
 * in several lines with their days); on a day that none of them covers the one that was valid last
 * holds, else the one that comes next. Null if the table does not know the code.
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
