import { afterEach, expect, it } from 'vitest';
import { hubLinkOf } from '../../../db/ledger/hub-link.ts';
import { writeTookOver } from '../../../main/hub-hosting/host-settings.ts';
import { seedHub } from '../../../main/hub-hosting/seed-hub.ts';
import { heldOfHub, takeOverView } from '../../../main/hub-hosting/take-over-view.ts';
import { cleanUp, joined, makeDesk, person, rigWithDesk, startRig } from '../sync/support.ts';

afterEach(cleanUp);

it('the desk that took over names whom it has not heard from, and what it lacks', async () => {
  const { rig, a } = await rigWithDesk(2);
  const { db } = a.context;
  const b = await makeDesk(rig, { name: 'B' });
  b.admit(person(1));
  for (const station of [b, a]) await station.sync();
  expect(await takeOverView(db, rig.hub)).toBeNull();
  const held = heldOfHub(db);
  expect(held).toEqual({ listsAsOf: hubLinkOf(db).rosterAsOf });
  expect(held.listsAsOf).not.toBeNull();
  const [lastRecord = null] = b.chain().map(({ wall }) => wall);
  // The lost hub's clock was ahead: by "last seen" every station would be back already.
  const later = await startRig();
  later.time.now -= 86_400_000;
  const { seedRoster, seedStations, seedStopList, privacy } = later.hub;
  const admin = { seedRoster, seedStations, seedStopList, privacy };
  await seedHub(a.context, admin, true, () => {});
  const join = (station: typeof a) =>
    joined(later, station, { ...station.named, keys: station.keys, takeover: true });
  a.token = await join(a);
  writeTookOver(db, held);
  const seen = async () => {
    const view = await takeOverView(db, later.hub);
    return view?.stations.map(({ name, heard }) => `${name} ${heard}`).toSorted();
  };
  expect(await seen()).toEqual(['A true', 'B false']);
  const view = await takeOverView(db, later.hub);
  expect(view?.listsAsOf).toBe(held.listsAsOf);
  expect(view?.stations.find(({ name }) => name === 'B')).toMatchObject({ lastRecord });
  b.token = await join(b);
  expect(await seen()).toEqual(['A true', 'B true']);
});
