import { expect, test } from 'vitest';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';
import { handshakeOf } from '../support/test-requests.ts';

const day = 24 * 60 * 60_000;

describeOnBothStores('what the hub sees by comparing stations', (open) => {
  const say = async (
    venue: TestHub,
    station: TestStation,
    change: { name: string; eventFile?: string; eventVersionId?: string; wall?: number },
  ) => venue.hub.handshake(await station.caller(), handshakeOf(venue, station, change));

  test('a station with another event file is named to every station and on the page', async () => {
    const venue = await open();
    const [a, b] = [await venue.enrol('A'), await venue.enrol('B')];
    const { eventFile: own, eventVersionId } = await say(venue, a, { name: 'A' });
    expect(
      (await say(venue, a, { name: 'A', eventFile: own, eventVersionId })).otherEventFiles,
    ).toEqual([]);
    await say(venue, b, { name: 'B', eventFile: 'b'.repeat(64) });
    expect(venue.changes.at(-1)).toEqual({ health: true });
    const { otherEventFiles } = await say(venue, a, { name: 'A', eventFile: own, eventVersionId });
    expect(otherEventFiles).toEqual([{ id: b.id, name: 'B' }]);
    const { stations } = await venue.hub.organiser.stations();
    expect(stations).toMatchObject([
      { name: 'A', troubles: [] },
      { name: 'B', troubles: ['event-file-differs'] },
    ]);
    const summary = await venue.hub.organiser.summary({});
    expect(summary.stations.otherEventFile).toBe(1);
    await say(venue, b, { name: 'B', eventFile: own, eventVersionId });
    expect((await say(venue, a, { name: 'A' })).otherEventFiles).toEqual([]);
  });

  test('where most stations show the same offset the hub’s clock is doubted, and theirs is right', async () => {
    const venue = await open();
    const stations = [await venue.enrol('A'), await venue.enrol('B'), await venue.enrol('C')];
    const speak = async (offsets: readonly number[]) => {
      for (const [i, station] of stations.entries()) {
        const wall = venue.time.now - (offsets[i] ?? 0);
        await say(venue, station, { name: 'ABC'.charAt(i), wall });
      }
      const [first] = stations;
      if (first === undefined) throw new Error('no kiosk');
      const wall = venue.time.now - (offsets[0] ?? 0);
      return (await say(venue, first, { name: 'A', wall })).hubClockOff;
    };
    expect(await speak([day, 0, 0])).toBeNull();
    venue.time.now += 60_000;
    expect(await speak([day, 0, day + 2_000])).toBe(day);
    const shown = await venue.hub.organiser.stations();
    expect(shown.hubClockOff).toBe(day);
    expect(shown.stations).toMatchObject([
      { clockIsOff: false, clockOffset: 0 },
      { clockIsOff: true, clockOffset: -day },
      { clockIsOff: false, clockOffset: 2_000 },
    ]);
    expect((await venue.hub.organiser.summary({})).hubClockInDoubt).toBe(true);
    // The hub's clock was corrected: earlier statements prove nothing.
    venue.time.now -= day;
    expect((await venue.hub.organiser.stations()).hubClockOff).toBeNull();
  });
});
