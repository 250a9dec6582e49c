/**
 * A station signs one history of each of its incarnations. Where there are two (its disk was cloned or set
 * back), the second is kept as it is, as a branch: under a place number of its own, which is the incarnation
 * and 4096 times a number from the first hash that differs. So whoever keeps the same branch gives it the
 * same place, and its facts and their hashes stay what their author signed.
 */
const lives = 4096;

/** The place of a branch. `firstHash`: hash (hex) of its first link that is not in the other history. */
export function branchOf(place: number, firstHash: string): number {
  return authoredIncarnation(place) + lives * (Number.parseInt(firstHash.slice(0, 5), 16) + 1);
}

/** The incarnation as the author wrote it into the facts that stand at this place. */
export function authoredIncarnation(place: number): number {
  return place % lives;
}

/** Whether this place is another history of an incarnation than the first that was heard of. */
export function isBranch(place: number): boolean {
  return place >= lives;
}

/**
 * Where the links of a branch may begin to differ from the other history: their places in the list. More than one
 * only by chance (one link in a million); none for the first history.
 */
export function partingsOf(place: number, links: readonly { hash: string }[]): number[] {
  if (!isBranch(place)) return [];
  return links.flatMap(({ hash }, index) => (branchOf(place, hash) === place ? [index] : []));
}
