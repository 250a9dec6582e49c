import { ConnectorFailure } from './failure.ts';

/** A fact of the ledger to be sent to an outside system. */
export interface OutgoingEvent {
  /** Id of the fact, the same at every attempt, so that sending twice records once. */
  id: string;
  kind: 'entry' | 'exit' | 'undo';
  checkpoint: string;
  /** UTC milliseconds of the station's clock. */
  wall: number;
  /** The source's own handle for this person. */
  handle: string;
  /** Id of the fact that an undo reverts; null for other kinds. */
  undoes: string | null;
  /** For an undo: another admission of the same person at this checkpoint is still valid. */
  isAdmittedOtherwise: boolean;
}

/** The outcome of sending an event. */
export type PushOutcome =
  /** The system has it, now or since an earlier attempt. */
  | { kind: 'done' }
  /**
   * The system refuses it permanently. It is kept visibly with the reason (a short code of either
   * side).
   */
  | { kind: 'parked'; reason: string }
  /** Must be sent again. The events after it were not sent. */
  | { kind: 'later'; failure: ConnectorFailure };

/** An outside system to which attendance is mirrored. */
export interface AttendanceSink {
  /** Whether this checkpoint's facts are mirrored. */
  wants(checkpoint: string): boolean;
  /**
   * Sends events in their order.
   *
   * @returns one outcome for each; the list ends after a `later`
   */
  push(events: readonly OutgoingEvent[]): Promise<PushOutcome[]>;
}

/**
 * Sends events one after the other until one must be sent again later. Without its predecessor the
 * next could be misunderstood (an undo before its admission).
 *
 * @param send throws ConnectorFailure if trying again may help
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
