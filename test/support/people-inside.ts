import type { Evacuation, InsidePerson } from '../../preload/contract/emergency.ts';

/**
 * So many people inside, spread evenly over so many delegations and numbered in the order of lists.
 */
export function peopleInside(count: number, delegations: number): InsidePerson[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `person-${index + 1}`,
    printedName: `Person ${index + 1} EXAMPLE`,
    nativeName: '',
    delegation: `D${Math.floor((index * delegations) / count) + 1}`,
    category: 'delegate',
    checkpoint: 'registration',
    since: Date.UTC(2018, 9, 2, 7, 41),
    unconfirmed: false,
    seenAt: null,
  }));
}

/** A list with all of them in one zone, as on the morning of the largest events. */
export function fullBuilding(list: Evacuation): Evacuation {
  const people = peopleInside(650, 220);
  return { ...list, inside: people.length, zones: [{ zone: null, checkpoints: [], people }] };
}
