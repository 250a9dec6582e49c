import { inUse } from './event-changes.ts';
import type { Checkpoint, EventFile } from './event-file.ts';

/** What a new event takes over; nothing of it names a person. */
export type TakenOver = Pick<
  EventFile,
  'checkpoints' | 'categories' | 'delegations' | 'policies' | 'consents' | 'extraFields'
>;

/** A checkpoint that is a session of the timetable. */
function isSession({ kind, windows }: Checkpoint): boolean {
  return kind === 'session' && windows.length > 0;
}

/**
 * What an earlier event gives to one on these days. What was retired stays behind, and so do id,
 * keys, name, days and the pattern of registration codes, which often names the year.
 *
 * @param withSessions sessions and opening hours move onto the new days: the first day's to the
 *   first, and so on; those of a day that there is not any more are left out
 */
export function takenOver(
  earlier: EventFile,
  days: readonly string[],
  withSessions: boolean,
): TakenOver {
  const categories = inUse(earlier.categories);
  const ids = new Set(categories.map(({ id }) => id));
  const [firstDay = ''] = days;
  return {
    categories,
    checkpoints: inUse(earlier.checkpoints).flatMap((checkpoint) => {
      const windows = withSessions ? moved(checkpoint, earlier.days, days) : [];
      // Without its hours it would admit at all times.
      if (isSession(checkpoint) && windows.length === 0) return [];
      const allowed = checkpoint.categories?.filter((id) => ids.has(id)) ?? null;
      return [{ ...checkpoint, windows, categories: allowed }];
    }),
    delegations: inUse(earlier.delegations).filter(
      ({ validTo }) => validTo === null || validTo >= firstDay,
    ),
    ...{ policies: earlier.policies, consents: earlier.consents },
    extraFields: inUse(earlier.extraFields),
  };
}

function moved(
  { windows }: Checkpoint,
  from: readonly string[],
  to: readonly string[],
): Checkpoint['windows'] {
  return windows.flatMap((window) => {
    const day = to[from.indexOf(window.day)];
    return day === undefined ? [] : [{ ...window, day }];
  });
}

/** How much an earlier event has to give. */
export function countTakenOver(earlier: EventFile) {
  const { categories, checkpoints, delegations, extraFields } = takenOver(
    earlier,
    earlier.days,
    true,
  );
  const sessions = checkpoints.filter(isSession).length;
  return {
    categories: categories.length,
    checkpoints: checkpoints.length - sessions,
    sessions,
    delegations: delegations.length,
    extraFields: extraFields.length,
  };
}

/** A name to begin from: "Forum 2026" → "Forum". Empty where nothing but the year is left. */
export function nameWithoutYear(name: string): string {
  return name.replaceAll(/[\s,–—-]*\(?\b(19|20)\d\d\b\)?/gu, '').trim();
}
