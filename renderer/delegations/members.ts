import type { DelegationMember } from '../../preload/contract/delegations.ts';
import type { Person } from './group.ts';

/** Which members the roster shows. */
export const filters = ['all', 'missing', 'present'] as const;
export type Filter = (typeof filters)[number];

/** Expected today and not here yet. */
export function isMissing({ expectedToday, presentToday }: DelegationMember): boolean {
  return expectedToday && !presentToday;
}

/** The members that a filter shows. */
export function shownBy(
  filter: Filter,
  members: readonly DelegationMember[],
): readonly DelegationMember[] {
  switch (filter) {
    case 'all':
      return members;
    case 'missing':
      return members.filter(isMissing);
    case 'present':
      return members.filter(({ presentToday }) => presentToday);
  }
}

/** How many are expected, here and missing. Those here unexpected (by override) count too. */
export function countMembers(members: readonly DelegationMember[]): {
  expected: number;
  present: number;
  missing: number;
} {
  const missing = members.filter(isMissing).length;
  const present = members.filter(({ presentToday }) => presentToday).length;
  return { expected: present + missing, present, missing };
}

/** A printed badge that can be handed over. */
export function hasBadgeReady({ badge }: DelegationMember): boolean {
  return badge?.state === 'printed';
}

/** The member as a person of a group. */
export function personOf({ id, printedName, badge }: DelegationMember): Person {
  const serialText = badge?.state === 'printed' ? badge.serialText : null;
  return { id, printedName, serialText };
}
