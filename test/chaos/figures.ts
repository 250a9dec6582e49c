import { ownFacts, type Truth } from './check-truth.ts';
import type { FaultCounts, FaultProxy } from './fault-proxy.ts';
import type { JournalLine } from './journal.ts';
import type { Tally } from './tally.ts';
import type { Venue } from './venue.ts';

/** How much happened, by name. */
export type Figures = Record<string, number>;

/** Counts what was written and what was done to the venue. */
export function figuresOf(venue: Venue, { end, kiosks }: Truth): Figures {
  const { hub } = end;
  const lines = kiosks.flatMap(({ journal }) => journal);
  const desks = summed(venue.kiosks.map(({ heard }) => heard));
  const said = new Set(lines.flatMap((line) => (line.kind === 'committed' ? [line.id] : [])));
  const own = kiosks.flatMap(({ db }) => ownFacts(db));
  return {
    'facts reported as committed': said.size,
    'facts committed, killed before they were reported': own.filter((id) => !said.has(id)).length,
    'admissions among them': hub.stream.filter(({ event }) => event.type === 'admitted').length,
    'facts at the hub': hub.streams.events,
    'roster changes at the hub': hub.streams.roster,
    'disks of their own (hub, kiosk)': [venue.hubDisk, venue.kioskDisk].filter(
      (disk) => disk !== null,
    ).length,
    'kiosk kills': desks.get('kill') ?? 0,
    'kiosk kills between attempt and report': kiosks.reduce(
      (sum, { journal }) => sum + killsInMidWrite(journal),
      0,
    ),
    'kiosk disk full and free again': desks.get('full and free again') ?? 0,
    'kiosk killed while its disk was full': desks.get('killed while full') ?? 0,
    'transactions that a kiosk disk refused': lines.filter(({ kind }) => kind === 'refused').length,
    'pushes taken': desks.get('pushed') ?? 0,
    'pushes sent again and refused': desks.get('replay-refused') ?? 0,
    'hub kills': venue.hub.heard.of('kill'),
    'hub starts in vain': venue.hub.heard.of('start in vain'),
    'hub frozen': venue.hub.heard.of('frozen'),
    'hub disk full and free again': venue.hub.heard.of('full and free again'),
    'hub killed while its disk was full': venue.hub.heard.of('killed while full'),
    'database restarts (-m immediate)': venue.hub.heard.of('database restarted'),
    ...troubles(lines),
    ...faults(
      'kiosks',
      venue.kiosks.map(({ proxy }) => proxy),
    ),
    ...(venue.database === null ? {} : faults('database', [venue.database.proxy])),
  };
}

function summed(tallies: readonly Tally[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [what, count] of tallies.flatMap((tally) => tally.all())) {
    sums.set(what, (sums.get(what) ?? 0) + count);
  }
  return sums;
}

/** A life that begins right after an attempt: its predecessor died between that and the report. */
function killsInMidWrite(journal: readonly JournalLine[]): number {
  const ofDesk = journal.filter(({ kind }) => kind !== 'trouble' && kind !== 'acknowledged');
  return ofDesk.filter(
    ({ kind }, index) => kind === 'life' && ofDesk[index - 1]?.kind === 'attempt',
  ).length;
}

function troubles(lines: readonly JournalLine[]): Figures {
  const counts: Figures = {};
  for (const line of lines) {
    if (line.kind !== 'trouble') continue;
    const name = `syncs that failed: ${line.code}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function faults(whose: string, proxies: readonly FaultProxy[]): Figures {
  const counts: Figures = {};
  for (const { counts: struck } of proxies) {
    const kinds: [string, number][] = Object.entries(struck satisfies FaultCounts);
    for (const [kind, count] of kinds) {
      const name = `way of the ${whose}: ${kind}`;
      counts[name] = (counts[name] ?? 0) + count;
    }
  }
  return counts;
}
