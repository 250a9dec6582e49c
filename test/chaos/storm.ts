import { createRandom, type Random } from '../sim/random.ts';
import { databaseDeeds } from './database-deeds.ts';
import { hubDeeds } from './hub-deeds.ts';
import { kioskDeeds, wayDeeds } from './kiosk-deeds.ts';
import { type Deed, doInTurn } from './lane.ts';
import { secretariatDeed } from './secretariat.ts';
import type { Venue } from './venue.ts';

/** How long everything fails. */
export interface StormSetting {
  /** Of everything that is chosen; how the processes meet in time is the machine's choice. */
  seed: number;
  /** The storm lasts until every fault has struck once, at least so many facts are written, */
  facts: number;
  /** and so much time has passed. */
  seconds: number;
}

/**
 * Lets everything fail that can, everywhere at the same time; when it resolves, all runs and is healed.
 *
 * @param signal ends it early: the run has failed
 */
export async function storm(
  venue: Venue,
  setting: StormSetting,
  signal: AbortSignal,
): Promise<void> {
  const { kiosks, database } = venue;
  const end = Date.now() + setting.seconds * 1_000;
  const written = (): number => kiosks.reduce((sum, { heard }) => sum + heard.of('fact'), 0);
  const isEnough = (): boolean => Date.now() >= end && written() >= setting.facts;
  let lanes = 0;
  const lane = (deedsOf: (random: Random) => Deed[], isOver: () => boolean): Promise<void> => {
    lanes += 1;
    const random = createRandom(setting.seed + lanes);
    return doInTurn(deedsOf(random), random, isOver, signal);
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
}
