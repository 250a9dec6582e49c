import type { PrinterSettings } from '../../../domain/print-job.ts';
import type { Link, TransportTimings } from './link.ts';
import { createSessionTransport } from './session-transport.ts';
import type { Transport, TransportEvents } from './transport.ts';
import { ZplSession } from './zpl-session.ts';

/** A ZPL printer at the end of a link. */
export function createZplTransport(
  link: Link,
  ability: PrinterSettings['ability'],
  timings: TransportTimings,
  events: TransportEvents,
): Transport {
  const session = new ZplSession(link, ability, timings, events);
  return createSessionTransport(session, () => () => session.look());
}
