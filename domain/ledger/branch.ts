/**
 * A station signs one history of each of its incarnations. Where there are two (its disk was cloned
 * or set back), the second is kept unchanged, as a branch. Its place number is the incarnation plus
 * 4096 times a number from the first hash that differs. So every machine gives the same branch the
 * same place, and its facts and hashes stay as their author signed them.
 */
const lives = 4096;

/** The place of a branch. `firstHash`: hash (hex) of its first link not in the other history. */
export function branchOf(place: number, firstHash: string): number {
  return authoredIncarnation(place) + lives * (Number.parseInt(firstHash.slice(0, 5), 16) + 1);
}

/** The incarnation as the author wrote it into the facts at this place. */
export function authoredIncarnation(place: number): number {
  return place % lives;
}

/** Whether this place is another history of an incarnation than the first one received. */
export function isBranch(place: number): boolean {
  return place >= lives;
}

/**
 * Where the links of a branch may begin to differ from the other history: their indexes in the
 * list. More than one only by chance (one link in a million); none for the first history.
 */
export function partingsOf(place: number, links: readonly { hash: string }[]): number[] {
  if (!isBranch(place)) return [];
  return links.flatMap(({ hash }, index) => (branchOf(place, hash) === place ? [index] : []));
}
