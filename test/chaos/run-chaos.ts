import { setTimeout as sleep } from 'node:timers/promises';
import { checkTruth, ownFacts, type Truth } from './check-truth.ts';
import { settle } from './settle.ts';
import { type StormSetting, storm } from './storm.ts';
import { openVenue, type StoreUnderTest, type Venue } from './venue.ts';

export interface ChaosSetting extends StormSetting {
  store: StoreUnderTest;
  /** Processes of the hub; 1 by default. */
  hubs?: number;
  stations: number;
}

/** Findings are empty if nothing was lost or doubled and all stores agree. */
export interface ChaosReport {
  setting: ChaosSetting;
  figures: Figures;
  findings: string[];
}

/** Every kind of store, and how many processes of a hub work on it. */
export const hubsUnderTest = [
  { store: 'sqlite', hubs: 1 },
  { store: 'postgres', hubs: 1 },
  { store: 'postgres', hubs: 2 },
] as const;

/** Timeout of one round of faults and the quiet after it, in milliseconds. */
const maxDelay = 600_000;

/**
 * Runs a hub and stations as processes and makes everything fail that can. Then heals it, lets all
 * sync to the end, and compares all disks. Leaves nothing behind, even if it throws.
 *
 * @throws Error if a process ended unasked or the run made no progress; with the last lines of that
 * process
 */
export async function runChaos(setting: ChaosSetting): Promise<ChaosReport> {
  const { store, hubs = 1, stations, seed } = setting;
  const venue = await openVenue({ store, hubs, stations, seed, pause: 30 });
  const over = new AbortController();
  try {
    const timeout = sleep(setting.seconds * 1_000 + maxDelay, undefined, { signal: over.signal });
    return await Promise.race([
      storm(venue, setting, over.signal).then(() =>
        settle(venue, (truth) => ({
          setting,
          figures: figuresOf(venue, truth),
          findings: checkTruth(truth),
        })),
      ),
      ...[...venue.hubs, ...venue.stations].map(({ heard }) => heard.failed().then(never)),
      timeout.then(() => {
        throw new Error(`it does not come to its end:\n${standing(venue)}`);
      }),
    ]);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new Error(`LANYARD_CHAOS_SEED=${seed}: ${text}\nlog of the hub:\n${venue.hubLog()}`, {
      cause: error,
    });
  } finally {
    over.abort();
    await venue.dispose();
  }
}

function never(): never {
  throw new Error('unreachable');
}

function standing({ hubs, stations }: Venue): string {
  return [...hubs, ...stations].map(({ heard }) => JSON.stringify(heard.all())).join('\n');
}

export function reportText({ setting, figures, findings }: ChaosReport): string {
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  return [
    `chaos on ${setting.store} with ${setting.hubs ?? 1} hub(s): LANYARD_CHAOS_SEED=${setting.seed}, ${setting.stations} stations; ${findings.length} findings`,
    ...Object.entries(figures).map(([name, number]) => `  ${name.padEnd(width)} ${number}`),
    ...findings.map((finding) => `  ${finding}`),
  ].join('\n');
}

export type Figures = Record<string, number>;

/** Counts the facts written and the faults made in the venue. */
export function figuresOf({ hubs, stations, database }: Venue, truth: Truth): Figures {
  const figures: Figures = {
    'admissions at the hub': truth.end.hub.stream.filter(({ event }) => event.type === 'admitted')
      .length,
    'facts of stations': truth.stations.reduce((sum, { db }) => sum + ownFacts(db).length, 0),
  };
  const add = (name: string, times: number): void => {
    figures[name] = (figures[name] ?? 0) + times;
  };
  for (const line of truth.stations.flatMap(({ journal }) => journal)) {
    add(line.kind === 'trouble' ? `syncs that failed: ${line.code}` : `journal: ${line.kind}`, 1);
  }
  const tallies = [
    ...hubs.map(({ heard }) => ['hub', heard] as const),
    ...stations.map(({ heard }) => ['stations', heard] as const),
  ];
  for (const [whose, tally] of tallies) {
    for (const [what, times] of tally.all()) {
      if (!what.startsWith('trouble')) add(`${whose}: ${what}`, times);
    }
  }
  const ways = [
    ...stations.map(({ proxy }) => ['stations', proxy] as const),
    ...(database === null ? [] : [['database', database.proxy] as const]),
  ];
  for (const [whose, { counts }] of ways) {
    for (const [fault, times] of Object.entries(counts))
      add(`way of the ${whose}: ${fault}`, times);
  }
  return figures;
}
