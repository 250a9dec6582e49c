import type { LocalDay } from '../../../domain/event-file.ts';
import type { HubDayStatus } from '../../../domain/wire/day-close.ts';
import type { OrganiserDay, OrganiserDays } from '../../../domain/wire/organiser-exports.ts';
import type { HubContext } from '../context.ts';
import { dayStatus } from '../day-close/day-close.ts';
import { namesOf } from '../names.ts';
import type { Books } from './books.ts';

/** A status computes every chain anew: it is kept so long (milliseconds), and so many times what it took. */
const kept = { least: 10_000, times: 20 } as const;

interface KeptStatus {
  status: HubDayStatus;
  /** Numbers of the last fact and of the directory, which a close changes. */
  seq: number;
  directory: number;
  /** UTC milliseconds. */
  at: number;
  took: number;
}

/** Reads how far each day's proof is; a day of which nothing changed, or which was looked at just now, is not walked again. */
export function createDays(
  context: HubContext,
): (books: Books, directory: number) => Promise<OrganiserDays> {
  const statuses = new Map<LocalDay, KeptStatus>();
  let running: Promise<unknown> = Promise.resolve();
  const statusOf = async (books: Books, day: LocalDay, directory: number): Promise<KeptStatus> => {
    const now = context.clock();
    const known = statuses.get(day);
    const isSame = known?.seq === books.seq && known.directory === directory;
    const isFresh =
      known?.directory === directory &&
      Math.abs(now - known.at) < Math.max(kept.least, kept.times * known.took);
    if (known !== undefined && (isSame || isFresh)) return known;
    const begun = performance.now();
    const { seq } = books;
    const status = await dayStatus(context, day);
    const fresh = { status, seq, directory, at: now, took: performance.now() - begun };
    statuses.set(day, fresh);
    return fresh;
  };
  const read = async (books: Books, directory: number): Promise<OrganiserDays> => {
    const names = await namesOf(context.store.db);
    const days: OrganiserDay[] = [];
    let asOf = context.clock();
    for (const day of books.event.days) {
      const facts = books.tallies.factsOf(day);
      // Nothing was done on it: nothing is there to be proved.
      if (facts === 0) {
        days.push({ day, state: 'open', revision: 0, closedAt: null, facts, stations: [] });
        continue;
      }
      const { status, at } = await statusOf(books, day, directory);
      asOf = Math.min(asOf, at);
      days.push(dayOf(day, facts, status, names.kiosk));
    }
    return { asOf, days };
  };
  // One after the other: whoever asks second finds what the first one read.
  return (books, directory) => {
    const mine = running.then(() => read(books, directory));
    running = mine.catch(() => undefined);
    return mine;
  };
}

function dayOf(
  day: LocalDay,
  facts: number,
  { state, draft, reports }: HubDayStatus,
  nameOf: (kiosk: string) => string,
): OrganiserDay {
  const [last] = reports;
  return {
    day,
    state,
    revision: last?.revision ?? 0,
    closedAt: last?.issuedAt ?? null,
    facts,
    stations: draft.kiosks.map(({ kiosk, verdict }) => ({ kiosk, name: nameOf(kiosk), verdict })),
  };
}
