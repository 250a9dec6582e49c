import { copyFileSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { chainOf } from '../../../../db/ledger/attendance.ts';
import { verifyChain } from '../../../../domain/ledger/chain.ts';
import { watchLedger } from '../../../../main/station/backup/ledger-watch.ts';
import { makeCopy } from '../../../../main/station/backup/make-copy.ts';
import { copiesFolder, headMarkPath } from '../../../../main/station/backup/places.ts';
import { openRecovering } from '../../../../main/station/backup/recover-store.ts';
import { readRecovery, recoveryState } from '../../../../main/station/backup/recovery-record.ts';
import { nodeCrypto } from '../../../../platform/crypto/node-crypto.ts';
import { cleanUp, hubFacts, makeDesk, person, rigWithDesk } from '../../sync/support.ts';

afterEach(cleanUp);

/** Selects the admissions that count in a desk's store. */
const admittedSql =
  'SELECT delegate_id FROM admission WHERE undone_by IS NULL ORDER BY delegate_id';

it.each([
  ['the mark tells how many are missing until the hub gave them', true],
  ['without the mark nobody can tell, and the hub gives them all the same', false],
])('a store that is gone with its journal: %s', async (_what, hasMark) => {
  const { rig, a } = await rigWithDesk(8);
  const watch = watchLedger(a.context.db, a.location, (error) => {
    throw error;
  });
  a.admit(person(1));
  watch.note();
  await a.sync();
  makeCopy(
    {
      location: a.location,
      stationNumber: a.context.self.stationNumber,
      folder: copiesFolder(a.location),
      second: null,
      reserve: 0,
      now: Date.parse('2018-10-02T07:00:00Z'),
    },
    nodeCrypto,
  );
  for (const number of [2, 3, 4]) a.admit(person(number));
  watch.note();
  await a.sync();
  // The hub has these; the disk has only the copy.
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-lost-'));
  const location = { ...a.location, path: join(folder, 'lanyard.db') };
  mkdirSync(copiesFolder(location));
  for (const name of readdirSync(copiesFolder(a.location))) {
    copyFileSync(join(copiesFolder(a.location), name), join(copiesFolder(location), name));
  }
  if (hasMark) copyFileSync(headMarkPath(a.location), headMarkPath(location));
  a.context.db.close();
  const opened = openRecovering({ location, second: null, now: new Date(), crypto: nodeCrypto });
  const recovery = readRecovery(opened.db);
  if (recovery === null) throw new Error('nothing was restored');
  expect(recovery).toMatchObject({ cause: 'missing', isWhole: false });
  expect(recoveryState(opened.db, recovery).missing).toBe(hasMark ? 6 : null);
  opened.db.close();

  const back = await makeDesk(rig, { name: 'A', folder: dirname(location.path), like: a });
  // A person is checked in before the desk reaches the hub: no history is overwritten.
  back.admit(person(5));
  await back.sync();
  await back.sync();
  const admitted = back.context.db.prepare(admittedSql).pluck().all();
  expect(admitted).toEqual([1, 2, 3, 4, 5].map(person).sort());
  expect(recoveryState(back.context.db, recovery)).toEqual({
    fromHub: 6,
    missing: hasMark ? 0 : null,
  });
  const facts = await hubFacts(rig);
  expect(new Set(facts).size).toBe(facts.length);
  expect(await rig.hub.checkAll()).toEqual([]);
  const { station, incarnation } = back.station();
  for (let life = 1; life <= incarnation; life += 1) {
    expect(verifyChain(chainOf(back.context.db, station, life), nodeCrypto).whole).toBe(true);
  }
  // No two badges have the same serial.
  const conflicts = back.context.db.prepare('SELECT count(*) FROM badge_conflict').pluck().get();
  expect(conflicts).toBe(0);
});
