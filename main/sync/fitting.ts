import type { WireEvent } from '../../domain/wire/events.ts';
import { pushLimits } from '../../domain/wire/protocol.ts';

/** Room for what stands around the events of a request. */
const envelopeBytes = 1_024;

/** As many as fit into one request, at least one. */
export function fitting(links: readonly WireEvent[]): WireEvent[] {
  const events: WireEvent[] = [];
  let bytes = envelopeBytes;
  for (const link of links) {
    bytes += Buffer.byteLength(JSON.stringify(link)) + 1;
    if (events.length > 0 && bytes > pushLimits.bytes) break;
    events.push(link);
  }
  return events;
}
