import { onScreens, type ScreenText } from '../base/language.ts';
import { inUse } from './event-changes.ts';
import type { Checkpoint, EventFile } from './event-file.ts';

/** What a new event takes over from an earlier one. It contains no personal data. */
export type TakenOver = Pick<
  EventFile,
  | 'checkpoints'
  | 'categories'
  | 'groupWord'
  | 'delegations'
  | 'policies'
  | 'consents'
  | 'extraFields'
>;

function isSession({ kind, windows }: Checkpoint): boolean {
  return kind === 'session' && windows.length > 0;
}

/**
 * What an event on these days takes over from an earlier one. Retired entries are left out, and so
 * are id, keys, name, days and the pattern of registration codes, which often contains the year.
 *
 * Sessions and opening hours move to the new days: those of the first day to the first, and so on.
 * A session without a remaining day is left out. An entrance that had hours keeps some, because
 * without any it would admit at all times: if none of its days remains, it gets those of its last
 * day on every new one. {@link notTakenOver} lists what to check.
 *
 * @param withSessions whether to take over sessions
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
      const windows = moved(checkpoint, earlier.days, days);
      if (isSession(checkpoint) && (!withSessions || windows.length === 0)) return [];
      const allowed = checkpoint.categories?.filter((id) => ids.has(id)) ?? null;
      return [{ ...checkpoint, windows, categories: allowed }];
    }),
    groupWord: earlier.groupWord,
    delegations: inUse(earlier.delegations).filter(
      ({ validTo }) => validTo === null || validTo >= firstDay,
    ),
    policies: earlier.policies,
    consents: earlier.consents,
    extraFields: inUse(earlier.extraFields),
  };
}

function moved(
  checkpoint: Checkpoint,
  from: readonly string[],
  to: readonly string[],
): Checkpoint['windows'] {
  const { windows } = checkpoint;
  const mapped = windows.flatMap((window) => {
    const day = to[from.indexOf(window.day)];
    return day === undefined ? [] : [{ ...window, day }];
  });
  if (mapped.length > 0 || isSession(checkpoint)) return mapped;
  const lastDay = windows
    .map(({ day }) => day)
    .sort()
    .at(-1);
  const hours = windows.filter(({ day }) => day === lastDay);
  return to.flatMap((day) => hours.map((window) => ({ ...window, day })));
}

/**
 * The parts of an earlier event that have times, so that a form can show which do not come over.
 */
export interface Timetable {
  days: number;
  entries: {
    name: ScreenText;
    isSession: boolean;
    /** The days on which it is open, counted from 0. */
    days: number[];
  }[];
}

/** The sessions of an event, and its entrances with opening hours. */
export function timetableOf(earlier: EventFile): Timetable {
  return {
    days: earlier.days.length,
    entries: inUse(earlier.checkpoints).flatMap((checkpoint) => {
      const { name, windows } = checkpoint;
      if (windows.length === 0) return [];
      const days = [...new Set(windows.map(({ day }) => earlier.days.indexOf(day)))];
      return [{ name: onScreens(name, earlier), isSession: isSession(checkpoint), days }];
    }),
  };
}

/**
 * What {@link takenOver} could not take over to an event of `newDays` days.
 *
 * @returns sessions that lack some or all days, and entrances whose hours must be checked because
 * some are lost or a new day has none
 */
export function notTakenOver(
  { days, entries }: Timetable,
  { newDays, withSessions }: { newDays: number; withSessions: boolean },
): Record<'sessions' | 'entrances', ScreenText[]> {
  const lacks = ({ days: open }: Timetable['entries'][number]) =>
    open.some((day) => day < 0 || day >= newDays);
  return {
    sessions: entries
      .filter((entry) => withSessions && entry.isSession && lacks(entry))
      .map(({ name }) => name),
    entrances: entries
      .filter((entry) => !entry.isSession && (newDays > days || lacks(entry)))
      .map(({ name }) => name),
  };
}

export function countTakenOver(earlier: EventFile) {
  const taken = takenOver(earlier, earlier.days, true);
  const { categories, checkpoints, groupWord, delegations, extraFields } = taken;
  const sessions = checkpoints.filter(isSession).length;
  return {
    categories: categories.length,
    checkpoints: checkpoints.length - sessions,
    sessions,
    groupWord,
    delegations: delegations.length,
    extraFields: extraFields.length,
    timetable: timetableOf(earlier),
  };
}

/** A name to start from: "Forum 2026" → "Forum". Empty if only the year is in it. */
export function nameWithoutYear(name: string): string {
  return name.replaceAll(/[\s,–—-]*\(?\b(19|20)\d\d\b\)?/gu, '').trim();
}
