import { ConnectorFailure } from './failure.ts';

/** A fact of the ledger on its way to an outside system. */
export interface OutgoingEvent {
  /** Id of the fact; the same at every attempt, so that sending twice records once. */
  id: string;
  kind: 'entry' | 'exit' | 'undo';
  checkpoint: string;
  /** When it happened, UTC milliseconds of the station's clock. */
  wall: number;
  /** The source's own handle for this person. */
  handle: string;
  /** Id of the fact that an undo takes back; null for the other kinds. */
  undoes: string | null;
  /** Of an undo: another admission of the same person at this checkpoint is still valid. */
  standsOtherwise: boolean;
}

/** What became of an event. */
export type PushOutcome =
  /** It is there, now or since an earlier attempt. */
  | { kind: 'done' }
  /** The system refuses it for good: kept visibly with the reason (a short code of either side). */
  | { kind: 'parked'; reason: string }
  /** To be sent again. What follows it was not sent. */
  | { kind: 'later'; failure: ConnectorFailure };

/** Where attendance is mirrored to. */
export interface AttendanceSink {
  /** Whether this checkpoint's facts are mirrored at all. */
  wants(checkpoint: string): boolean;
  /**
   * Sends events in their order.
   *
   * @returns one outcome for each; after a `later` the answer ends
   */
  push(events: readonly OutgoingEvent[]): Promise<PushOutcome[]>;
}

/**
 * Sends events one after the other until one must be sent again later: without its predecessor the
 * next could be misunderstood (an undo before its admission).
 *
 * @param send throws ConnectorFailure where trying again may help
 */
export async function pushInOrder(
  events: readonly OutgoingEvent[],
  send: (event: OutgoingEvent) => Promise<PushOutcome>,
): Promise<PushOutcome[]> {
  const outcomes: PushOutcome[] = [];
  for (const event of events) {
    const outcome = await sendOne(event, send);
    outcomes.push(outcome);
    if (outcome.kind === 'later') break;
  }
  return outcomes;
}

async function sendOne(
  event: OutgoingEvent,
  send: (event: OutgoingEvent) => Promise<PushOutcome>,
): Promise<PushOutcome> {
  try {
    return await send(event);
  } catch (error) {
    if (error instanceof ConnectorFailure) return { kind: 'later', failure: error };
    throw error;
  }
}
