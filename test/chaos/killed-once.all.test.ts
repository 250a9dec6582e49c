import { expect, it, onTestFinished } from 'vitest';
import { checkTruth } from './check-truth.ts';
import { settle } from './settle.ts';
import { openVenue } from './venue.ts';

it('a kiosk and a hub, each killed in the middle of a push, lose nothing', {
  timeout: 300_000,
}, async () => {
  const venue = await openVenue({ store: 'sqlite', stations: 1, pause: 5, seed: 1 });
  onTestFinished(() => venue.dispose());
  const { hub, stations } = venue;
  for (const station of stations) {
    const { heard, proxy } = station;
    await proxy.nextRequest(1_000);
    await station.kill();
    await station.start();
    await heard.more('pushed', 1);
    await proxy.nextRequest(1_000);
    await hub.kill();
    await hub.start();
    await heard.more('pushed', 1);
  }
  await settle(venue, (truth) => {
    expect(checkTruth(truth)).toEqual([]);
    expect(truth.end.hub.links.length).toBeGreaterThan(20);
  });
});
