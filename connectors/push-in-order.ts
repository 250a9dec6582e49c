import type { OutgoingEvent, PushOutcome } from './attendance-sink.ts';
import { ConnectorFailure } from './failure.ts';

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
