import {
  type AttendanceSink,
  type OutgoingEvent,
  type PushOutcome,
  pushInOrder,
} from '../attendance-sink.ts';
import { type Answer, failureOf, type HttpClient, jsonOrNull } from '../http-client.ts';
import type { PretixSettings } from '../settings.ts';
import { redeemSchema } from './wire.ts';

/**
 * Mirrors admissions, exits and returns to pretix' check-in lists. `force` keeps every fact,
 * because all of them have happened. The nonce is the fact's id, so a repeated fact is recorded
 * once. An undo annuls; pretix accepts that only from the same device and for fifteen minutes.
 */
export function openPretixSink(settings: PretixSettings, client: HttpClient): AttendanceSink {
  const base = `/api/v1/organizers/${settings.organizer}/checkinrpc/`;
  const listOf = (checkpoint: string): number | undefined =>
    Object.hasOwn(settings.lists, checkpoint) ? settings.lists[checkpoint] : undefined;
  const send = async (event: OutgoingEvent): Promise<PushOutcome> => {
    const list = listOf(event.checkpoint);
    if (list === undefined) return { kind: 'done' };
    if (event.kind === 'undo') {
      const body = annulment(event, list);
      return annulled(await client.ask({ method: 'POST', path: `${base}annul/`, body }));
    }
    // No idempotency key: with one, pretix would repeat its refusal for a day. The nonce is enough.
    const body = redemption(event, list);
    return redeemed(await client.ask({ method: 'POST', path: `${base}redeem/`, body }));
  };
  return {
    wants: (checkpoint) => listOf(checkpoint) !== undefined,
    push: (events) => pushInOrder(events, send),
  };
}

function redemption(event: OutgoingEvent, list: number): string {
  return JSON.stringify({
    secret: event.handle,
    source_type: 'barcode',
    lists: [list],
    type: event.kind === 'exit' ? 'exit' : 'entry',
    datetime: new Date(event.wall).toISOString(),
    force: true,
    ignore_unpaid: true,
    nonce: event.id,
    questions_supported: false,
  });
}

function annulment(event: OutgoingEvent, list: number): string {
  return JSON.stringify({
    lists: [list],
    nonce: event.undoes,
    datetime: new Date(event.wall).toISOString(),
    error_explanation: 'Undone at the desk',
  });
}

/** Throws ConnectorFailure if trying again may help. */
function redeemed(answer: Answer): PushOutcome {
  const { status } = answer;
  if (status !== 200 && status !== 201 && status !== 400 && status !== 404) throw failureOf(answer);
  const said = redeemSchema.safeParse(jsonOrNull(answer.bytes)).data;
  // A 404 without this form is not about an unknown ticket: it comes from a proxy or another
  // address.
  if (said === undefined && status === 400) return { kind: 'parked', reason: 'refused-400' };
  if (said === undefined) throw failureOf(answer);
  if (said.status === 'ok') return { kind: 'done' };
  // "Known but invalid" is 200 in the documentation and 400 in the code, so the body decides.
  return { kind: 'parked', reason: said.reason ?? said.status };
}

function annulled(answer: Answer): PushOutcome {
  const { status } = answer;
  if (status === 200 || status === 201) return { kind: 'done' };
  if (status === 400) return { kind: 'parked', reason: 'annulment-refused' };
  const isPretix = status === 404 && jsonOrNull(answer.bytes) !== null;
  // There is no such check-in because it was never accepted there: the undo is done.
  if (isPretix) return { kind: 'done' };
  throw failureOf(answer);
}
