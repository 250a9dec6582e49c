import { utilityProcess } from 'electron';
import type { StoreLocation } from '../../../db/station/open.ts';
import type { Stops } from '../../../domain/base/stops.ts';
import { publicKeyOf, readPrivateKey } from '../../../platform/crypto/ed25519.ts';
import type { OnDemand } from '../../../platform/threads/on-demand.ts';
import { utilityPort } from '../../../platform/threads/port.ts';
import type { Context } from '../../base/context.ts';
import { errorFields, type Log } from '../../base/log.ts';
import type { LongReads } from '../../reports/long-reads.ts';
import readingChild from '../../reports/reading/child.ts?modulePath';
import { createReadingProcess } from '../../reports/reading/reading-process.ts';

/** Milliseconds. Viewing several reports in a row must not restart the process each time. */
const idleMilliseconds = 60_000;

/** The station's long reads, in a process with its own connection. */
export function createReads(options: {
  context: Context;
  location: StoreLocation;
  /** The station's Ed25519 key (PKCS #8 DER, base64); the process gets its public half. */
  signingKey: () => string;
  stops: Stops;
  log: Log;
}): OnDemand<LongReads> {
  const { context, location, log } = options;
  const reads = createReadingProcess({
    start: () => {
      const how = { serviceName: 'Lanyard reads', stdio: 'ignore' } as const;
      return utilityPort(utilityProcess.fork(readingChild, [], how));
    },
    begin: () => {
      const { path, nativeBinding } = location;
      const key = Uint8Array.from(location.key);
      return {
        location: nativeBinding === undefined ? { path, key } : { path, key, nativeBinding },
        event: context.event.file,
        station: context.self.station,
        stationName: context.stationName,
        training: context.training,
        publicKey: publicKeyOf(readPrivateKey(options.signingKey())),
      };
    },
    onCrash: (error) => log.error(errorFields(error), 'the reading process ended'),
    idleMilliseconds,
  });
  options.stops.defer('reading process', reads.stop);
  return reads;
}
