import type { WritableDatabase } from '../../db/base/types.ts';
import { findStation } from '../../db/ledger/station.ts';
import { openStore } from '../../db/station/open.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { AdminClient } from '../../hub/admin/client.ts';
import { FactBook } from '../sim/fact-book.ts';
import type { Truth } from './check-truth.ts';
import { readJournal } from './journal.ts';
import { stationLocation } from './setting.ts';
import type { Venue } from './venue.ts';

/**
 * All desks stop writing and sync until nothing is left to send or read. Then all processes end,
 * and `work` gets what their disks hold. Throws if a process does not end in order.
 */
export async function settle<T>(venue: Venue, work: (truth: Truth) => T): Promise<T> {
  const { hub, hubs, stations } = venue;
  const sent = stations.map((station) =>
    station.standsAt(({ ackedKseq, lastKseq }) => ackedKseq === lastKseq),
  );
  for (const station of stations) station.say('quiet');
  await Promise.all(sent);
  const { streams } = await hub.administer((client) => client.overview());
  await Promise.all(
    stations.map((station) =>
      station.standsAt(
        ({ eventSeq, rosterSeq }) => eventSeq === streams.events && rosterSeq === streams.roster,
      ),
    ),
  );
  await Promise.all(stations.map((station) => station.end()));
  const { foundByHub, ...listed } = await hub.administer(async (client) => ({
    foundByHub: (await client.checkAll()).map(({ what, detail }) => `${what}: ${detail}`),
    roster: await wholeRoster(client),
    duplicates: (await client.duplicates()).map(
      ({ first, further }) => `${first.eventId} ${further.eventId}`,
    ),
  }));
  await Promise.all(hubs.map((one) => one.stop()));
  const facts = await venue.readHub();
  const stores = stations.map(({ setting }) => {
    const db = openStore(stationLocation(setting.folder));
    const { lines, torn } = readJournal(setting.journal);
    return { name: setting.name, db, journal: lines, torn };
  });
  try {
    const end = {
      ...listed,
      hub: facts,
      stations: stores.map(({ name, db }) => ({
        name,
        db,
        mode: 'desk' as const,
        isRevoked: false,
      })),
      written: writtenBy(stores.map(({ db }) => db)),
      hostile: new Map(),
      arePayloadsKnown: true,
    };
    return work({ end, stations: stores, foundByHub });
  } finally {
    for (const { db } of stores) db.close();
  }
}

const page = 1_000;

async function wholeRoster(client: AdminClient): Promise<Delegate[]> {
  const roster: Delegate[] = [];
  for (;;) {
    const more = await client.listDelegates(roster.at(-1)?.registrationCode ?? null, page);
    roster.push(...more);
    if (more.length < page) return roster;
  }
}

/** What each station wrote itself, all in its first life. */
function writtenBy(stores: readonly WritableDatabase[]): ReadonlyMap<string, string> {
  const book = new FactBook();
  for (const db of stores) {
    const station = findStation(db)?.station ?? '';
    book.note(db, { station, incarnation: 1, lastKseq: 0 });
  }
  return book.facts;
}
