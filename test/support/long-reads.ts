import type { Context } from '../../main/base/context.ts';
import { createLongReads, type LongReads } from '../../main/reports/long-reads.ts';

/**
 * Long reads on the test's own thread and connection. `publicKey`: the station's public key,
 * base64.
 */
export function readsOf(context: Context, publicKey: string): LongReads {
  const { db, event, self, stationName, training } = context;
  return createLongReads({
    db,
    event: event.file,
    station: self.station,
    stationName,
    training,
    publicKey,
  });
}
