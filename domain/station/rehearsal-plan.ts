import type { StationMode } from '../base/protocol.ts';
import type { EventFile, LocalDay } from '../event/event-file.ts';
import { type LaneAdmission, measureService } from '../printing/lane-forecast.ts';
import { measuredSeconds } from './rehearsal.ts';

/** Number of people of one category who get a ticket. */
export interface CategoryCount {
  category: string;
  people: number;
}

/** Service times by mode; null where too few people were checked in. */
export type MeasuredService = Record<'desk' | 'kiosk', ReturnType<typeof measuredSeconds>>;

/** What is known about the first morning. */
export interface RehearsalPlan {
  day: LocalDay;
  /** `HH:MM` at which the first door of a session opens; null if no session has a time that day. */
  begins: string | null;
  /** The registration checkpoints. `opens` is null where one is always open. */
  checkpoints: { id: string; people: number; opens: string | null }[];
}

/** The first day of an event, and whom each of its registration checkpoints admits. */
export function planRehearsal(
  { checkpoints, days }: Pick<EventFile, 'checkpoints' | 'days'>,
  counts: readonly CategoryCount[],
): RehearsalPlan {
  const [day = ''] = days.toSorted();
  const used = checkpoints.filter(({ retired }) => retired !== true);
  const opening = (of: typeof used): string | null =>
    of
      .flatMap(({ windows }) => windows.filter((window) => window.day === day))
      .map(({ opens }) => opens)
      .sort()[0] ?? null;
  return {
    day,
    begins: opening(used.filter(({ kind }) => kind === 'session')),
    checkpoints: used
      .filter(({ kind }) => kind === 'registration')
      .map((one) => ({
        id: one.id,
        people: counts
          .filter(({ category }) => one.categories?.includes(category) ?? true)
          .reduce((sum, { people }) => sum + people, 0),
        opens: opening([one]),
      })),
  };
}

/**
 * Service times from admissions at registration, in any order. Admissions at doors are left out.
 */
export function measureByMode(
  admissions: readonly (LaneAdmission & { mode: StationMode })[],
): MeasuredService {
  const of = (mode: StationMode) =>
    measuredSeconds(measureService(admissions.filter((one) => one.mode === mode)));
  return { desk: of('desk'), kiosk: of('kiosk') };
}
