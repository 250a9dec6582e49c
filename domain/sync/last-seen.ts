/** How the time of a last contact is shown. */
export type SeenAs =
  | { kind: 'never' }
  /** Milliseconds since the contact. */
  | { kind: 'ago'; age: number }
  /** UTC milliseconds of the last known state. What came later is unknown. */
  | { kind: 'as-of'; at: number };

/**
 * How to show when a station, hub or list was last in contact. An age is shown only while the hub
 * answers; else a time.
 *
 * @param at UTC milliseconds, null for never
 * @param isCurrent whether the hub is in contact
 */
export function seenAs(at: number | null, now: number, isCurrent: boolean): SeenAs {
  if (at === null) return { kind: 'never' };
  return isCurrent ? { kind: 'ago', age: Math.max(0, now - at) } : { kind: 'as-of', at };
}

/** A station without contact for this long (milliseconds) is away. */
const awayAfter = 60_000;

interface ListedStation {
  state: 'enrolled' | 'revoked' | 'replaced';
  /** UTC milliseconds, null for never. */
  lastSeen: number | null;
  self: boolean;
}

export interface HubKnowledge {
  now: number;
  isCurrent: boolean;
  isRevoked: boolean;
}

/** How the list of the hub's stations marks a station. */
export interface StationMark {
  state: ListedStation['state'];
  tone: 'go' | 'quiet' | 'stop';
  isAway: boolean;
}

/**
 * How to mark a station of the hub. Green means that it is in contact now: never a station that
 * never came, nor any station while the hub does not answer. A revocation of this station is newer
 * than its list.
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
