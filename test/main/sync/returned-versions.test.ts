import { afterEach, describe, expect, test } from 'vitest';
import { findEvent, saveEvent } from '../../../db/event/events.ts';
import type { EventFile } from '../../../domain/event/event-file.ts';
import {
  type EventVersion,
  eventVersionId,
  eventVersionText,
  placeOf,
} from '../../../domain/event/event-version.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { makeSigningKeys, readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { createRandom } from '../../sim/random.ts';
import { cleanUp, type HubRig, makeDesk, refuse, rigWithDesk, type SyncDesk } from './support.ts';

afterEach(cleanUp);

const placed =
  (en: string) =>
  (file: EventFile): EventFile => ({ ...file, place: { en, fr: en } });
const named =
  (en: string) =>
  (file: EventFile): EventFile => ({ ...file, name: { en, fr: en } });

async function change(
  rig: HubRig,
  to: (file: EventFile) => EventFile,
  { by = 'Anna', settles = [] }: { by?: string; settles?: string[] } = {},
) {
  const { version: base, id: baseId, file } = await rig.hub.eventVersions();
  return await rig.hub.changeEvent({ base, baseId, file: to(file), settles }, by);
}

function heldBy({ context }: SyncDesk) {
  const held = findEvent(context.db, context.event.file.id);
  if (held === null) throw new Error('no event');
  return { ...held, id: eventVersionId(placeOf(held, nodeCrypto), nodeCrypto) };
}

const isAt = (station: SyncDesk, en: string) => heldBy(station).file.place.en === en;

/** A hub restored without Anna's version, which desk A holds, and then edited by Bruno. */
async function editedAfterRestore() {
  const { rig, a } = await rigWithDesk();
  const b = await makeDesk(rig, { name: 'B' });
  await b.sync();
  const restore = await rig.backUp();
  await change(rig, placed('Lost 1'));
  await change(rig, placed('Lost 2'));
  await a.sync();
  const lost = heldBy(a);
  await restore();
  await change(rig, named('New'), { by: 'Bruno' });
  return { rig, a, b, lost };
}

describe('a version that a desk brings back to a hub that was restored and edited', () => {
  test('overwrites nothing: every station has the hub’s, and the editor sees both', async () => {
    const { rig, a, b, lost } = await editedAfterRestore();
    for (const one of [a, b, a]) await one.sync();
    const state = await rig.hub.eventVersions();
    expect(state).toMatchObject({ version: 2, file: { name: { en: 'New' } } });
    expect([a, b].map((one) => heldBy(one).id)).toEqual([state.id, state.id]);
    const [apart, ...more] = state.apart;
    expect(more).toEqual([]);
    expect(apart).toMatchObject({
      id: lost.id,
      version: 3,
      by: 'Anna',
      at: expect.any(Number),
      file: { place: { en: 'Lost 2' } },
      common: { place: state.file.place },
    });
    expect(await rig.hub.organiser.summary({})).toMatchObject({ eventsApart: 1 });
  });

  test('is settled by name alone: another edit leaves it, and keeping the present one records that', async () => {
    const { rig, a, b, lost } = await editedAfterRestore();
    await a.sync();
    expect(await change(rig, named('Newer'))).toMatchObject({
      state: { apart: [{ id: lost.id }] },
    });
    const kept = await change(rig, (file) => file, { by: 'Carla', settles: [lost.id] });
    expect(kept).toMatchObject({
      outcome: 'saved',
      state: {
        version: 5,
        file: { name: { en: 'Newer' } },
        apart: [],
        versions: expect.arrayContaining([expect.objectContaining({ version: 5, by: 'Carla' })]),
      },
    });
    for (const one of [a, b]) await one.sync();
    expect(isAt(a, 'Lost 2')).toBe(false);
    expect(await change(rig, (file) => file, { settles: [lost.id] })).toEqual({
      outcome: 'unchanged',
    });
    expect(await rig.hub.organiser.summary({})).toMatchObject({ eventsApart: 0 });
  });

  test('is not read as the base of an edit that began before the restore', async () => {
    const { rig, a } = await rigWithDesk();
    const restore = await rig.backUp();
    await change(rig, placed('Lost'));
    const { version: base, id: baseId, file } = await rig.hub.eventVersions();
    await restore();
    await change(rig, named('New'), { by: 'Bruno' });
    await a.sync();
    expect((await rig.hub.eventVersions()).version).toBe(base);
    const saved = await rig.hub.changeEvent({ base, baseId, file: named('Old')(file) }, 'Anna');
    expect(saved).toMatchObject({ outcome: 'behind', state: { file: { name: { en: 'New' } } } });
  });
});

test.each(['kiosk', 'door'] as const)(
  'a version that a %s alone holds comes back from there',
  async (mode) => {
    const { rig, a } = await rigWithDesk();
    const station = await makeDesk(rig, { name: 'S', mode });
    const restore = await rig.backUp();
    await change(rig, placed('Lost'));
    await station.sync();
    await restore();
    for (const one of [a, station, a]) await one.sync();
    expect([a, station].map((one) => isAt(one, 'Lost'))).toEqual([true, true]);
    expect((await rig.hub.eventVersions()).version).toBe(2);
  },
);

test('a version whose way to the hub breaks stays at its station until the hub has it', async () => {
  const { rig, a } = await rigWithDesk();
  const restore = await rig.backUp();
  await change(rig, placed('Lost'));
  await a.sync();
  await restore();
  a.between = refuse('offerEvent', new HubProblem('busy'));
  await expect(a.sync()).rejects.toMatchObject({ code: 'busy' });
  expect(isAt(a, 'Lost')).toBe(true);
});

test('the same file saved twice by two lives of a hub asks nobody to choose', async () => {
  const { rig, a } = await rigWithDesk();
  const restore = await rig.backUp();
  await change(rig, named('Between'));
  await change(rig, placed('Same'));
  await change(rig, (file) => named('Demo')(file));
  await a.sync();
  await restore();
  await change(rig, (file) => named('Demo')(placed('Same')(file)), { by: 'Bruno' });
  for (let count = 0; count < 2; count += 1) await a.sync();
  const state = await rig.hub.eventVersions();
  expect(state.apart).toEqual([]);
  expect(heldBy(a).id).toBe(state.id);
});

describe('a version counts only with its file, signed by a hub of the event', () => {
  const forgers: [string, (given: EventVersion, desk: SyncDesk) => EventVersion][] = [
    [
      'another file under the signed number',
      (given) => ({ ...given, file: named('X')(given.file) }),
    ],
    ['another number for the signed file', (given) => ({ ...given, version: 4_999 })],
    ['another past', (given) => ({ ...given, replaces: [] })],
    [
      'the signature of somebody else',
      (given) => {
        const id = eventVersionId(placeOf(given, nodeCrypto), nodeCrypto);
        const key = readPrivateKey(makeSigningKeys().privateKey);
        return { ...given, signature: signText(key, eventVersionText(given.file.id, id)) };
      },
    ],
  ];
  test.each(forgers)('not with %s', async (_, forge) => {
    const { rig, a } = await rigWithDesk();
    const restore = await rig.backUp();
    await change(rig, placed('Lost'));
    await a.sync();
    const { secret, version, replaces, signature } = heldBy(a);
    const held = { version, replaces: [...replaces], signature: signature ?? '' };
    await restore();
    const forged = forge({ ...held, file: heldBy(a).file }, a);
    saveEvent(a.context.db, { ...forged, secret }, 0);
    await a.sync();
    const state = await rig.hub.eventVersions();
    expect(state).toMatchObject({ version: 1, apart: [] });
    expect(heldBy(a).file).toEqual(state.file);
    expect(await change(rig, named('Next'))).toMatchObject({ state: { version: 3 } });
  });
});

test('a station that names a version which nobody made is shown as differing, and delays nobody', async () => {
  const { rig, a } = await rigWithDesk();
  const door = await makeDesk(rig, { name: 'Door', mode: 'door' });
  door.between = (letter, deliver) => {
    const named = /"eventVersionId":"[0-9a-f]{64}"/;
    const claims = `"eventVersionId":"${'f'.repeat(64)}","eventVersion":${Number.MAX_SAFE_INTEGER}`;
    Object.assign(letter, { text: letter.text.replace(named, claims) });
    return deliver();
  };
  await door.sync();
  const { stations } = await rig.hub.organiser.stations();
  const differing = stations.filter(({ troubles }) => troubles.includes('event-file-differs'));
  expect(differing.map(({ name }) => name)).toEqual(['Door']);
  expect(await change(rig, named('Next'))).toMatchObject({ state: { version: 2 } });
  await a.sync();
  expect(heldBy(a)).toMatchObject({ version: 2, file: { name: { en: 'Next' } } });
});

/** Random actions at a hub and three stations. */
async function randomHistory(seed: number) {
  const random = createRandom(seed);
  const { rig, a } = await rigWithDesk(1);
  const stations = [
    a,
    await makeDesk(rig, { name: 'B' }),
    await makeDesk(rig, { name: 'K', mode: 'kiosk' }),
  ];
  let restore = await rig.backUp();
  for (let step = 0; step < 24; step += 1) {
    const what = random.below(10);
    if (what < 4) await change(rig, random.chance(0.5) ? placed(`P${step}`) : named(`N${step}`));
    else if (what < 8) await random.pick(stations).sync();
    else if (what === 8) restore = await rig.backUp();
    else await restore();
    if (random.chance(0.1)) {
      const { apart } = await rig.hub.eventVersions();
      await change(rig, (file) => file, { settles: apart.map(({ id }) => id) });
    }
  }
  return { rig, stations };
}

test.each([1, 2, 3, 4])(
  'after any edits, restores and syncs all have the hub’s, and nothing that a station held is gone (%i)',
  async (seed) => {
    const { rig, stations } = await randomHistory(seed);
    const before = [await rig.hub.eventVersions(), ...stations.map(heldBy)];
    for (let round = 0; round < 2; round += 1) for (const one of stations) await one.sync();
    const state = await rig.hub.eventVersions();
    expect(stations.map((one) => heldBy(one).id)).toEqual(stations.map(() => state.id));
    const [station] = stations.map(heldBy);
    const rows = await rig.store.db.selectFrom('event_version').selectAll().execute();
    const apart = rows.filter((row) => state.apart.some(({ id }) => id === row.id));
    const covered = new Set([
      state.id,
      ...(station?.replaces ?? []),
      ...apart.flatMap(({ id, replaces }) => [id, ...JSON.parse(replaces)]),
    ]);
    for (const { id } of before) expect(covered).toContain(id);
  },
);
