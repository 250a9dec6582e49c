import { publicKeyOf, readPrivateKey } from '../../../crypto/ed25519.ts';
import type { StoreLocation } from '../../../db/station/open.ts';
import type { Context } from '../../base/context.ts';
import { errorFields, type Log } from '../../base/log.ts';
import type { ReadingThreadData } from '../../reports/reading/messages.ts';
import { createReadingThread, type ReadingThread } from '../../reports/reading/reading-thread.ts';
import startReadingWorker from '../../reports/reading/worker.ts?nodeWorker';

/** Milliseconds: viewing several reports in a row does not restart the thread. */
const idleMilliseconds = 60_000;

/**
 * The station's long reads, on a thread with a separate connection.
 *
 * @param signingKey gives the station's Ed25519 key (PKCS #8 DER, base64); the thread gets its
 *   public half
 */
export function createReads(
  context: Context,
  location: StoreLocation,
  signingKey: () => string,
  log: Log,
): ReadingThread {
  return createReadingThread({
    startWorker: () => {
      const { path, nativeBinding } = location;
      const key = Uint8Array.from(location.key);
      const workerData: ReadingThreadData = {
        location: nativeBinding === undefined ? { path, key } : { path, key, nativeBinding },
        event: context.event.file,
        station: context.self.station,
        stationName: context.stationName,
        training: context.training,
        publicKey: publicKeyOf(readPrivateKey(signingKey())),
      };
      return startReadingWorker({ workerData });
    },
    onCrash: (error) => log.error(errorFields(error), 'the reading thread ended'),
    idleMilliseconds,
  });
}
