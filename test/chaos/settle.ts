import type { Truth } from './check-truth.ts';
import { readKioskTruth } from './kiosk-truth.ts';
import type { Venue } from './venue.ts';

/**
 * All desks stop writing and sync until nothing is left to be sent or read; then all processes end in good
 * order, and what lies on their disks is read. Throws if one of them does not end well.
 */
export async function settle(venue: Venue): Promise<Truth> {
  const { hub, kiosks } = venue;
  const sent = kiosks.map((kiosk) =>
    kiosk.standsAt(({ ackedKseq, lastKseq }) => ackedKseq === lastKseq),
  );
  for (const kiosk of kiosks) kiosk.say('quiet');
  await Promise.all(sent);
  const { streams } = await hub.administer((client) => client.overview());
  await Promise.all(
    kiosks.map((kiosk) =>
      kiosk.standsAt(
        ({ eventSeq, rosterSeq }) => eventSeq === streams.events && rosterSeq === streams.roster,
      ),
    ),
  );
  await Promise.all(kiosks.map((kiosk) => kiosk.end()));
  const foundByHub = await hub.administer((client) => client.checkAll());
  await hub.stop();
  return {
    hub: await venue.readHub(),
    kiosks: kiosks.map(({ setting }) => readKioskTruth(setting)),
    foundByHub: foundByHub.map(({ what, detail }) => `${what}: ${detail}`),
  };
}
