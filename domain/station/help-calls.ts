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
  /** A reason that only a newer version knows. */
  'other',
] as const;
export const helpReasonSchema = z.enum(helpReasons);
export type HelpReason = z.infer<typeof helpReasonSchema>;

/** A call for help, read from its fact. */
export interface HelpCall {
  id: string;
  station: string;
  /** The operator who called at a desk; null at a kiosk. */
  operatorId: string | null;
  reason: string;
  code: string | null;
  /** UTC milliseconds by the event's clock. */
  wall: number;
  /** Position in the order of arrival at this station. */
  row: number;
}

/** Personal payload of an answer from the organiser's page: the name of the account. */
export const helpAnsweredBySchema = z.object({ by: z.string() });

/** A member of staff's answer to a call, read from its fact. */
export interface HelpAnswer {
  targetId: string;
  station: string;
  operatorId: string | null;
  /** The name in an answer from the organiser's page, which has no operator; else null. */
  by: string | null;
  wall: number;
}

export interface StandingCall extends HelpCall {
  /** When the first of its unanswered calls was made, UTC milliseconds. */
  since: number;
  answer: HelpAnswer | null;
}

/**
 * The state after all calls and answers: the latest call of each station, newest first in the order
 * of arrival. An answer also covers the station's earlier calls, because one visit serves them all.
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
 * Orders a list of calls: unanswered ones first, the one waiting longest on top, then answered
 * ones, the latest on top.
 */
export function compareCalls(a: StandingCall, b: StandingCall): number {
  const half = Number(a.answer !== null) - Number(b.answer !== null);
  if (half !== 0) return half;
  return (a.answer === null ? a.since - b.since : b.wall - a.wall) || a.row - b.row;
}

/**
 * Whether a call is so old that it has no sound or banner.
 *
 * @param age milliseconds since it arrived
 */
export function isQuietCall(age: number): boolean {
  return age > callIsQuietAfterMilliseconds;
}

/** A reason as the screens know it. One of a newer version becomes "other". */
export function knownReason(reason: string): HelpReason {
  return helpReasonSchema.catch('other').parse(reason);
}
