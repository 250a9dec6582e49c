import { createRandom, type Random } from '../sim/random.ts';
import {
  type Deed,
  databaseDeeds,
  hubDeeds,
  kioskDeeds,
  secretariatDeed,
  wayDeeds,
} from './deeds.ts';
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

/** Does all deeds, in an order of chance, and goes on so until it is over; each at least once unless the signal is given. */
async function doInTurn(
  deeds: readonly Deed[],
  random: Random,
  isOver: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  for (let round = 0; !signal.aborted && (round === 0 || !isOver()); round += 1) {
    for (const deed of shuffled(deeds, random)) {
      if (signal.aborted || (round > 0 && isOver())) return;
      await deed();
    }
  }
}

/** Fisher and Yates. */
function shuffled<T>(list: readonly T[], random: Random): T[] {
  const left = [...list];
  const taken: T[] = [];
  while (left.length > 0) taken.push(...left.splice(random.below(left.length), 1));
  return taken;
}
