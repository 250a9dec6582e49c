import type { Random } from '../sim/random.ts';

/** Something that is done to the venue; resolves when it works again. */
export type Deed = () => Promise<void>;

/** Does all deeds, in an order of chance, and goes on so until it is over; each at least once unless the signal is given. */
export async function doInTurn(
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
