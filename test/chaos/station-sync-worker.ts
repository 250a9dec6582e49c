import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openStoreAgain } from '../../db/station/open.ts';
import { eventFileHash } from '../../domain/event/event-file.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import { HubProblem, SyncFailure } from '../../domain/sync/problems.ts';
import type { PushRequest } from '../../domain/sync/sync.ts';
import { createHttpHub } from '../../main/hub-client/http-hub.ts';
import type { HubPort } from '../../main/hub-client/hub-port.ts';
import { createSyncEngine } from '../../main/sync/engine.ts';
import { readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { limitPages } from '../sim/disk.ts';
import { saidOperators } from '../sim/people.ts';
import { createRandom } from '../sim/random.ts';
import { keepCompiled, sqliteCodeOf } from './child-tools.ts';
import { openJournal } from './journal.ts';
import { eventOfToday, stationLocation, stationSettingSchema } from './setting.ts';

/**
 * The syncing thread of a station process: the real engine over the real HTTPS client, again and
 * again with short pauses. It writes what the hub confirmed into the journal before the engine sees
 * it.
 */
const { setting, seed } = z
  .object({ setting: stationSettingSchema, seed: z.number() })
  .parse(workerData);
const random = createRandom(seed);
const journal = openJournal(setting.journal);
const db = openStoreAgain(stationLocation(setting.folder));
const hub = createHttpHub(setting.hub);
const event = eventOfToday();
const engine = createSyncEngine({
  db,
  hub: recording(hub),
  event: {
    id: event.file.id,
    fileHash: eventFileHash(event.file, nodeCrypto),
  },
  clock: Date.now,
  monotonic: () => performance.now(),
  mode: 'desk',
  describe: () => ({ name: setting.name, version: '0.1.0', operators: saidOperators }),
  crypto: nodeCrypto,
  sign: (text) => signText(readPrivateKey(setting.hub.privateKey), text),
  onChange: () => {},
  onProgress: () => {},
  breathe: () => sleep(0),
});

const over = new AbortController();
parentPort?.on('message', (message) => {
  if (message === 'end') over.abort();
  else limitPages(db, message === 'full' ? 'full' : 'room');
});
/** One push in so many is sent twice, as a network does that delivers a request again. */
const replayedOneIn = 6;
/** Milliseconds between two syncs, and after a failed one. */
const pauses = { usual: 120, failed: 400 };
keepCompiled();
while (!over.signal.aborted) {
  const went = await sync();
  report('synced');
  const longest = went ? pauses.usual : pauses.failed;
  await sleep(random.below(longest), undefined, { signal: over.signal }).catch(() => {});
}
await hub.close();
db.close();
journal.close();
parentPort?.close();

async function sync(): Promise<boolean> {
  try {
    await engine.syncOnce();
    return true;
  } catch (error) {
    const trouble = troubleOf(error);
    // A defect: the process ends, which fails the test.
    if (trouble === null) throw error;
    journal.write([{ kind: 'trouble', code: trouble.code, detail: trouble.detail }]);
    report(`trouble ${trouble.code} ${trouble.detail}`);
    return false;
  }
}

function troubleOf(error: unknown): { code: string; detail: string } | null {
  if (error instanceof HubProblem) return { code: error.code, detail: error.detail };
  if (error instanceof SyncFailure) return { code: error.code, detail: String(error.cause) };
  const code = sqliteCodeOf(error);
  return code === null ? null : { code, detail: String(error) };
}

/**
 * Prints a line through the station: `synced`, `pushed`, `replay-refused`, `trouble CODE DETAIL`.
 */
function report(line: string): void {
  parentPort?.postMessage(line);
}

/** The hub must refuse a request that comes again, whether or not the first answer arrived. */
async function replay(port: HubPort, request: PushRequest): Promise<void> {
  try {
    await port.push(request);
  } catch (error) {
    if (error instanceof SyncFailure) return;
    if (!(error instanceof HubProblem)) throw error;
    if (error.code === 'replayed') report('replay-refused');
    return;
  }
  journal.write([{ kind: 'trouble', code: 'replay-taken', detail: String(request.request) }]);
}

/** A port that writes what the hub confirms of the station's own chain into the journal. */
function recording(port: HubPort): HubPort {
  const record = (epoch: string, heads: readonly ChainHead[]): void => {
    journal.write(
      heads
        .filter(({ station, lastKseq }) => station === setting.station && lastKseq > 0)
        .map(({ incarnation, lastKseq, hash }) => ({
          kind: 'acknowledged',
          epoch,
          incarnation,
          kseq: lastKseq,
          hash,
        })),
    );
  };
  return {
    ...port,
    handshake: async (request) => {
      const answer = await port.handshake(request);
      record(answer.epoch, answer.heads);
      return answer;
    },
    push: async (request) => {
      const answer = await port.push(request);
      record(request.epoch, [answer.head]);
      report('pushed');
      if (random.chance(1 / replayedOneIn)) await replay(port, request);
      return answer;
    },
  };
}
