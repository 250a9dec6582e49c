import { expect, test } from 'vitest';
import type { ReportedHealth } from '../../../domain/sync/reported-health.ts';
import { handshakeRequestSchema } from '../../../domain/sync/sync.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';
import { handshakeOf } from '../support/test-requests.ts';

const well: ReportedHealth = {
  printers: [{ name: 'Drucker „Süd“\u0000', condition: 'ready', waiting: 0 }],
  camera: 'ready',
  unsettledJobs: 0,
  freeDisk: 9_000_000_000,
  store: 'whole',
};

async function say(venue: TestHub, station: TestStation, health: ReportedHealth): Promise<void> {
  await venue.hub.handshake(await station.caller(), handshakeOf(venue, station, { health }));
}

describeOnBothStores('kiosk health', (open) => {
  test('what a station says is shown with its troubles, and told once', async () => {
    const venue = await open();
    const station = await venue.enrol();
    const shown = async () => (await venue.hub.organiser.stations()).stations[0];
    expect(await shown()).toMatchObject({ health: null, online: true, troubles: [] });
    venue.time.now += 20_000;
    await say(venue, station, well);
    expect(await shown()).toMatchObject({
      health: { ...well, heard: venue.time.now },
      online: true,
      troubles: [],
      clockIsOff: false,
    });
    const told = () => venue.changes.filter(({ health }) => health === true).length;
    expect(told()).toBe(1);
    // A count of waiting badges alone notifies nobody, and is updated only after ten seconds.
    const busy = { ...well, printers: [{ name: 'A', condition: 'ready', waiting: 0 }] };
    await say(venue, station, busy);
    await say(venue, station, {
      ...busy,
      printers: [{ name: 'A', condition: 'ready', waiting: 7 }],
    });
    expect((await shown())?.health?.printers[0]?.waiting).toBe(0);
    venue.time.now += 10_000;
    await say(venue, station, {
      ...busy,
      printers: [{ name: 'A', condition: 'ready', waiting: 7 }],
    });
    expect((await shown())?.health?.printers[0]?.waiting).toBe(7);
    expect(told()).toBe(2);
    await say(venue, station, {
      ...busy,
      printers: [{ name: 'A', condition: 'cover-open', waiting: 7 }],
    });
    expect(await shown()).toMatchObject({ troubles: ['printer-stopped'] });
    expect(told()).toBe(3);
    await say(venue, station, { ...well, store: 'incomplete' });
    expect(await shown()).toMatchObject({ troubles: ['store-incomplete'] });
    expect(told()).toBe(4);
    // A change of the store alone counts at once, too.
    await say(venue, station, { ...well, store: 'not-copied' });
    expect(await shown()).toMatchObject({ troubles: ['store-not-copied'] });
    expect(told()).toBe(5);
    await say(venue, station, {
      ...busy,
      printers: [{ name: 'A', condition: 'cover-open', waiting: 7 }],
    });
    venue.time.now += 61_000;
    expect(await shown()).toMatchObject({
      online: false,
      troubles: ['offline', 'printer-stopped'],
    });
  });

  test.each([
    ['busy-elsewhere', []],
    ['unknown', []],
    ['paper-low', ['paper-low']],
    ['paper-out', ['paper-out']],
    ['stuck', ['printer-stopped']],
    ['of a newer station', ['printer-stopped']],
  ])('a printer that is %s shows as %j', async (condition, troubles) => {
    const venue = await open();
    const station = await venue.enrol();
    venue.time.now += 20_000;
    await say(venue, station, { ...well, printers: [{ name: 'A', condition, waiting: 1 }] });
    expect((await venue.hub.organiser.stations()).stations[0]).toMatchObject({ troubles });
  });

  test('a kiosk whose clock is off and whose facts wait is named so', async () => {
    const venue = await open();
    const station = await venue.enrol();
    station.chain.add();
    station.chain.add();
    venue.time.now += 20_000;
    const wall = venue.time.now - 24 * 60 * 60_000;
    await venue.hub.handshake(await station.caller(), handshakeOf(venue, station, { wall }));
    const { stations } = await venue.hub.organiser.stations();
    expect(stations).toMatchObject([
      { waiting: 2, clockIsOff: true, troubles: ['clock-off', 'facts-waiting'] },
    ]);
  });
});

test('a health that is not understood keeps nobody from syncing, and is left out', () => {
  const request = {
    event: '7f1c1f4e-4a55-4f63-9a55-0d6d3f6f1a01',
    own: {
      station: '7f1c1f4e-4a55-4f63-9a55-0d6d3f6f1a02',
      incarnation: 1,
      lastKseq: 0,
      hash: '0'.repeat(64),
    },
    held: [],
    name: 'Desk',
    mode: 'desk',
    version: '9',
    wall: 1,
    operators: [],
  };
  const parsed = handshakeRequestSchema.parse({ ...request, health: { printers: 'many' } });
  expect(parsed.health).toBeUndefined();
  expect(handshakeRequestSchema.parse(request).health).toBeUndefined();
  const healthIn = (health: object) => handshakeRequestSchema.parse({ ...request, health }).health;
  expect(healthIn({ ...well, more: 1 })).toEqual(well);
  // An older station reports nothing about its store, a newer one perhaps something unknown.
  const { store: _store, ...older } = well;
  expect(healthIn(older)).toEqual({ ...well, store: 'unknown' });
  expect(healthIn({ ...well, store: 'melted' })).toEqual({ ...well, store: 'unknown' });
});
