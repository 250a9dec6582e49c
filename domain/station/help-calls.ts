import { z } from 'zod';
import { callIsQuietAfterMilliseconds } from './alerts.ts';

/** Why a person at a kiosk, a door or a desk asks for a member of staff. */
export const helpReasons = [
  /** The Help button. */
  'asked',
  'not-found',
  'already-in',
  /** "Please see the desk", with a short code to quote. */
  'see-desk',
  'printer',
  'trouble',
  /** A reason of a newer version. */
  'other',
] as const;
export const helpReasonSchema = z.enum(helpReasons);
export type HelpReason = z.infer<typeof helpReasonSchema>;

/** A call, read from its fact. */
export interface HelpCall {
  /** Id of the fact. */
  id: string;
  station: string;
  /** Who called at a desk; null at a kiosk. */
  operatorId: string | null;
  reason: string;
  code: string | null;
  /** UTC milliseconds, by the event's clock. */
  wall: number;
  /** Its place in the order of arrival at this station. */
  row: number;
}

/** Personal payload of an answer from the organiser's page: the name of the account. */
export const helpAnsweredBySchema = z.object({ by: z.string() });

/** A member of staff answers a call, read from its fact. */
export interface HelpAnswer {
  targetId: string;
  station: string;
  operatorId: string | null;
  /** Who goes, of an answer from the organiser's page, which names no operator; else null. */
  by: string | null;
  wall: number;
}

/** The current call of one station. */
export interface StandingCall extends HelpCall {
  /** When the first of its unanswered calls was made, UTC milliseconds. */
  since: number;
  answer: HelpAnswer | null;
}

/**
 * The result of all calls and answers: for each station its latest call, newest first, in the order
 * of arrival. An answer also covers the earlier calls of that station: one visit serves them all.
 *
 * @param answers in the order of arrival: of several to one call the first counts
 */
export function standingCalls(
  calls: readonly HelpCall[],
  answers: readonly HelpAnswer[],
): StandingCall[] {
  const answerOf = new Map(answers.toReversed().map((answer) => [answer.targetId, answer]));
  const byStation = new Map<string, StandingCall>();
  for (const call of calls.toSorted((a, b) => a.row - b.row)) {
    const before = byStation.get(call.station);
    const goesOn = before !== undefined && before.answer === null;
    byStation.set(call.station, {
      ...call,
      since: goesOn ? before.since : call.wall,
      answer: answerOf.get(call.id) ?? null,
    });
  }
  return [...byStation.values()].sort((a, b) => b.row - a.row);
}

/**
 * The order of a list of calls: unanswered ones first, and of them the one that waits longest; then
 * answered ones, the last one at the top.
 */
export function compareCalls(a: StandingCall, b: StandingCall): number {
  const half = Number(a.answer !== null) - Number(b.answer !== null);
  if (half !== 0) return half;
  return (a.answer === null ? a.since - b.since : b.wall - a.wall) || a.row - b.row;
}

/**
 * Whether a call came so long ago that it has no sound or banner.
 *
 * @param age milliseconds since it came
 */
export function isQuietCall(age: number): boolean {
  return age > callIsQuietAfterMilliseconds;
}

/** A reason as the screens know it; one of a newer version is "other". */
export function knownReason(reason: string): HelpReason {
  return helpReasonSchema.catch('other').parse(reason);
}
