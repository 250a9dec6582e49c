/** How the time of a last contact is told. */
export type SeenAs =
  | { kind: 'never' }
  /** Milliseconds since. */
  | { kind: 'ago'; age: number }
  /** UTC milliseconds: how things were then; what came since is not known. */
  | { kind: 'as-of'; at: number };

/**
 * Tells when a station, hub or list was last heard of. An age belongs to what is followed: while
 * the hub does not answer there is only a time.
 *
 * @param at UTC milliseconds, null for never
 * @param isCurrent whether the hub is heard
 */
export function seenAs(at: number | null, now: number, isCurrent: boolean): SeenAs {
  if (at === null) return { kind: 'never' };
  return isCurrent ? { kind: 'ago', age: Math.max(0, now - at) } : { kind: 'as-of', at };
}

/** A station that was not heard for this long (milliseconds) is away. */
const awayAfter = 60_000;

interface ListedStation {
  state: 'enrolled' | 'revoked' | 'replaced';
  /** UTC milliseconds, null for never. */
  lastSeen: number | null;
  self: boolean;
}

/** What this station knows through its hub. */
export interface HubKnowledge {
  now: number;
  isCurrent: boolean;
  /** The hub has revoked this station itself. */
  isRevoked: boolean;
}

/** A station in the list of those of the hub. */
export interface StationMark {
  state: ListedStation['state'];
  tone: 'go' | 'quiet' | 'stop';
  isAway: boolean;
}

/**
 * How a station stands with the hub. Green is one that is heard now: not one that never came, nor
 * any while the hub says nothing. That it revoked this station is newer than its list.
 */
export function stationMark(
  { state: listed, lastSeen, self }: ListedStation,
  { now, isCurrent, isRevoked }: HubKnowledge,
): StationMark {
  const state = self && isRevoked ? 'revoked' : listed;
  if (state !== 'enrolled') {
    return { state, tone: state === 'revoked' ? 'stop' : 'quiet', isAway: false };
  }
  const isLate = lastSeen !== null && now - lastSeen > awayAfter;
  const isHeard = isCurrent && (self || (lastSeen !== null && !isLate));
  return { state, tone: isHeard ? 'go' : 'quiet', isAway: isCurrent && isLate };
}
