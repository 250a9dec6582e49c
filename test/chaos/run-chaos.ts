import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, type Random } from '../sim/random.ts';
import { checkTruth } from './check-truth.ts';
import { databaseDeeds, hubDeeds, kioskDeeds, secretariatDeed, wayDeeds } from './deeds.ts';
import { type Figures, figuresOf } from './figures.ts';
import type { Finding } from './finding.ts';
import { readKioskTruth } from './kiosk-truth.ts';
import { type Deed, doInTurn } from './lane.ts';
import { openVenue, type StoreUnderTest, type Venue } from './venue.ts';

/** How long and how hard. */
export interface ChaosSetting {
  store: StoreUnderTest;
  /** Of everything that is chosen; how the processes meet in time is the machine's choice. */
  seed: number;
  kiosks: number;
  /** The storm lasts until every fault has struck once, at least so many facts are written, */
  facts: number;
  /** and so much time has passed. */
  seconds: number;
}

/** What came out. Empty findings: nothing lost, nothing twice, everything equal. */
export interface ChaosReport {
  setting: ChaosSetting;
  figures: Figures;
  findings: Finding[];
}

/** Longest that the faults of one round and the calm after them may take, milliseconds. */
const patience = 240_000;

/**
 * Runs a hub and kiosks as processes, lets everything fail that can, heals it, lets all sync to the end,
 * and compares what lies on all disks. Nothing is left behind, also where it throws.
 *
 * @throws Error if a process ended by itself, or nothing went on; with the last lines of that process
 */
export async function runChaos(setting: ChaosSetting): Promise<ChaosReport> {
  const { store, kiosks, seed } = setting;
  const venue = await openVenue({ store, kiosks, seed, pause: 30 });
  const late = new AbortController();
  try {
    const timeout = sleep(setting.seconds * 1_000 + patience, undefined, { signal: late.signal });
    return await Promise.race([
      storm(venue, setting).then(() => settle(venue, setting)),
      ...[venue.hub, ...venue.kiosks].map(({ heard }) => heard.failed().then(never)),
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
    late.abort();
    await venue.dispose();
  }
}

function never(): never {
  throw new Error('unreachable');
}

function standing({ hub, kiosks }: Venue): string {
  return [hub, ...kiosks].map(({ heard }) => JSON.stringify(heard.all())).join('\n');
}

async function storm(venue: Venue, setting: ChaosSetting): Promise<void> {
  const { hub, kiosks, database } = venue;
  const end = Date.now() + setting.seconds * 1_000;
  const written = (): number => kiosks.reduce((sum, { heard }) => sum + heard.of('fact'), 0);
  const isEnough = (): boolean => Date.now() >= end && written() >= setting.facts;
  let lanes = 0;
  const lane = (deedsOf: (random: Random) => Deed[], isOver: () => boolean): Promise<void> => {
    lanes += 1;
    const random = createRandom(setting.seed + lanes);
    return doInTurn(deedsOf(random), random, isOver);
  };
  let areKillsOver = false;
  const kills = Promise.all([
    ...kiosks.map((kiosk, index) => {
      const disk = index === 0 ? venue.kioskDisk : null;
      return lane((random) => kioskDeeds(kiosk, disk, random), isEnough);
    }),
    lane((random) => hubDeeds(venue, random), isEnough),
    lane((random) => [secretariatDeed(venue, random)], isEnough),
    ...(database === null
      ? []
      : [lane((random) => databaseDeeds(venue, database, random), isEnough)]),
  ]).finally(() => {
    areKillsOver = true;
  });
  const isOver = (): boolean => areKillsOver && isEnough();
  await Promise.all([
    kills,
    ...kiosks.map((kiosk) => lane((random) => wayDeeds(kiosk, random), isOver)),
  ]);
  for (const { proxy } of kiosks) proxy.heal();
  database?.proxy.heal();
  hub.heard.add('healed');
}

/** All desks stop writing and sync until nothing is left to be sent or read; then everything is compared. */
async function settle(venue: Venue, setting: ChaosSetting): Promise<ChaosReport> {
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
  const own = await hub.administer((client) => client.checkAll());
  await hub.stop();
  const hubTruth = await venue.readHub();
  const truths = kiosks.map((kiosk) => readKioskTruth(kiosk.setting));
  return {
    setting,
    figures: figuresOf(venue, hubTruth, truths),
    findings: [
      ...own.map(({ what, detail }): Finding => ({ what: 'hub', detail: `${what}: ${detail}` })),
      ...checkTruth(hubTruth, truths),
    ],
  };
}
