import type { DelegationMember } from '../../../preload/contract/delegation.ts';
import type { Person } from './group.ts';

/** Whom the roster shows. */
export const filters = ['all', 'missing', 'present'] as const;
export type Filter = (typeof filters)[number];

/** Expected and not here yet. */
export function isMissing({ status, presentToday }: DelegationMember): boolean {
  return status === 'confirmed' && !presentToday;
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

/** How many are expected, here and missing. Who is here without being expected (admitted by override) is counted with them. */
export function countMembers(members: readonly DelegationMember[]): {
  expected: number;
  present: number;
  missing: number;
} {
  const missing = members.filter(isMissing).length;
  const present = members.filter(({ presentToday }) => presentToday).length;
  return { expected: present + missing, present, missing };
}

/** A badge that came out and lies there to be handed over. */
export function hasBadgeReady({ badge }: DelegationMember): boolean {
  return badge?.state === 'printed';
}

/** The member as one of a group. */
export function personOf({ id, printedName, badge }: DelegationMember): Person {
  const serialText = badge?.state === 'printed' ? badge.serialText : null;
  return { id, printedName, serialText };
}
