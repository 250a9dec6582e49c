import {
  type AttendanceSink,
  type OutgoingEvent,
  type PushOutcome,
  pushInOrder,
} from '../attendance-sink.ts';
import { failureOf, type HttpClient, readAnswer } from '../http-client.ts';
import type { IndicoSettings } from '../settings.ts';
import { formPath, type IndicoRegistration, registrationSchema } from './wire.ts';

/**
 * Mirrors "checked in" to Indico: one boolean per registration, whose time Indico sets on receipt.
 * The first entry sets it. Exits and further entries change nothing. An undo clears it if no other
 * admission is left. Indico would check in rejected and withdrawn registrations, so their state is
 * read first.
 */
export function openIndicoSink(settings: IndicoSettings, client: HttpClient): AttendanceSink {
  const path = formPath(settings.event, settings.form);
  const send = async (event: OutgoingEvent): Promise<PushOutcome> => {
    const wanted = wantedState(event);
    if (wanted === null) return { kind: 'done' };
    const found = await ask(client, settings, { path: `${path}${event.handle}`, method: 'GET' });
    if (found === null) return { kind: 'parked', reason: 'unknown-there' };
    if (found.checked_in === wanted) return { kind: 'done' };
    if (wanted && (found.state === 'rejected' || found.state === 'withdrawn')) {
      return { kind: 'parked', reason: `state-${found.state}` };
    }
    const body = JSON.stringify({
      checked_in: wanted,
      ...(settings.checkType === null ? {} : { check_type_id: settings.checkType }),
    });
    const after = await ask(client, settings, {
      path: `${path}${event.handle}`,
      method: 'PATCH',
      body,
    });
    if (after === null) return { kind: 'parked', reason: 'unknown-there' };
    // An Indico that uses check types answers 200 to a request without one, and does nothing.
    return after.checked_in === wanted || settings.checkType !== null
      ? { kind: 'done' }
      : { kind: 'parked', reason: 'not-taken-there' };
  };
  return {
    wants: (checkpoint) => checkpoint === settings.checkpoint,
    push: (events) => pushInOrder(events, send),
  };
}

/** The value of "checked in" after the event; null if the event does not change it. */
function wantedState(event: OutgoingEvent): boolean | null {
  switch (event.kind) {
    case 'entry':
      return true;
    case 'exit':
      return null;
    case 'undo':
      return event.isAdmittedOtherwise ? null : false;
  }
}

/** Null for a registration that does not exist. Throws ConnectorFailure. */
async function ask(
  client: HttpClient,
  settings: IndicoSettings,
  call: Parameters<HttpClient['ask']>[0],
): Promise<IndicoRegistration | null> {
  const query = settings.checkType === null ? '' : `?check_type_id=${settings.checkType}`;
  const path = call.method === 'GET' ? `${call.path}${query}` : call.path;
  const answer = await client.ask({ ...call, path });
  if (answer.status === 404 && isIndico(answer.headers['content-type'])) return null;
  if (answer.status !== 200) throw failureOf(answer);
  return readAnswer(answer, registrationSchema);
}

/** False for a proxy's own 404, which is an HTML page. */
function isIndico(type: string | undefined): boolean {
  return type?.startsWith('application/json') ?? false;
}
