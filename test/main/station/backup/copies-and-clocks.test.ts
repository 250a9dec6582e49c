import { rmSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeCopy } from '../../../../main/station/backup/make-copy.ts';
import { copiesFolder } from '../../../../main/station/backup/places.ts';
import { openRecovering } from '../../../../main/station/backup/recover-store.ts';
import { nodeCrypto } from '../../../../platform/crypto/node-crypto.ts';
import { createRandom } from '../../../sim/random.ts';
import { checkedIn } from '../../../support/badge-desk.ts';
import { makeDeskContext } from '../../../support/desk-context.ts';

/** Minutes by which a wrong clock is off, or is corrected. */
const jumps = [0, 0, 120, -120, 40 * 24 * 60, -40 * 24 * 60];

it.each([1, 2, 3, 4])(
  'a lost store comes back from the copy whose ledger goes furthest, whatever the clock said (%i)',
  (seed) => {
    const random = createRandom(seed);
    const { context, caller, location, addDelegate } = makeDeskContext();
    const { stationNumber } = context.self;
    const folder = copiesFolder(location);
    let now = Date.parse('2018-10-02T07:00:00Z');
    for (let number = 1; number <= 8; number += 1) {
      checkedIn(context, caller, addDelegate(number).id);
      now += (15 + random.pick(jumps)) * 60_000;
      makeCopy({ location, stationNumber, folder, second: null, reserve: 0, now }, nodeCrypto);
    }
    context.db.close();
    // Without journal and log only the copies decide.
    for (const end of ['-wal', '-shm']) rmSync(`${location.path}${end}`, { force: true });
    writeFileSync(location.path, Buffer.alloc(8192, 7));
    const { db } = openRecovering({
      location,
      second: null,
      now: new Date(now),
      crypto: nodeCrypto,
    });
    const admitted = db.prepare('SELECT count(*) FROM admission WHERE undone_by IS NULL').pluck();
    expect(admitted.get()).toBe(8);
    db.close();
  },
);
