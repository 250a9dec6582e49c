import type { IdentityDocument } from '../../domain/ledger/attendance.ts';
import type { ErrorCode } from '../../preload/contract/base.ts';
import type { CheckInAnswer, CheckInInput } from '../../preload/contract/check-in.ts';
import type { DelegationMember } from '../../preload/contract/delegations.ts';
import { failureOf } from '../base/ask.ts';

export const filters = ['all', 'missing', 'present'] as const;
export type Filter = (typeof filters)[number];

/** Expected today and not here yet. */
export function isMissing({ expectedToday, presentToday }: DelegationMember): boolean {
  return expectedToday && !presentToday;
}

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

/**
 * How many are expected, here and missing. Those here unexpectedly (by override) count as expected
 * too.
 */
export function countMembers(members: readonly DelegationMember[]): {
  expected: number;
  present: number;
  missing: number;
} {
  const missing = members.filter(isMissing).length;
  const present = members.filter(({ presentToday }) => presentToday).length;
  return { expected: present + missing, present, missing };
}

export function hasBadgeReady({ badge }: DelegationMember): boolean {
  return badge?.state === 'printed';
}

export function personOf({ id, printedName, badge }: DelegationMember): Person {
  const serialText = badge?.state === 'printed' ? badge.serialText : null;
  return { id, printedName, serialText };
}

export interface Person {
  id: string;
  printedName: string;
  /** Serial of the printed badge that can be handed over; null if there is none. */
  serialText: string | null;
}

type Refused = Exclude<CheckInAnswer['outcome'], 'admitted'>;

export type Outcome =
  | { kind: 'checked-in'; admissionId: string; returning: boolean }
  | { kind: 'handed-over'; factId: string }
  /** The rules refused, or a document was not seen. */
  | { kind: 'refused'; outcome: Refused }
  | { kind: 'undone' }
  | { kind: 'failed'; code: ErrorCode };

/** The calls for a group, one at a time, so that a scan never waits for a whole delegation. */
export interface GroupCalls {
  checkIn: (input: CheckInInput) => Promise<CheckInAnswer>;
  handOver: (serialText: string) => Promise<{ factId: string }>;
  undoCheckIn: (admissionId: string) => Promise<void>;
  undoHandOver: (factId: string) => Promise<void>;
  newKey: () => string;
}

/** Checks one person in; the rules apply to each person as if they came alone. */
export async function checkInOne(
  calls: GroupCalls,
  delegateId: string,
  identity: IdentityDocument | null,
): Promise<Outcome> {
  const target = { kind: 'delegate' as const, delegateId };
  const answer = await calls.checkIn({ key: calls.newKey(), target, identity });
  if (answer.outcome !== 'admitted') return { kind: 'refused', outcome: answer.outcome };
  const { admissionId, returning } = answer;
  return { kind: 'checked-in', admissionId, returning };
}

/**
 * Hands one badge to the focal point; this checks nobody in. A null serial gives a `failed`
 * outcome.
 *
 * @throws CallFailure if the badge is not ready
 */
export async function handOverOne(calls: GroupCalls, serialText: string | null): Promise<Outcome> {
  if (serialText === null) return { kind: 'failed', code: 'badge-not-printed' };
  const { factId } = await calls.handOver(serialText);
  return { kind: 'handed-over', factId };
}

/** Undoes one person's outcome; null if there is nothing to undo. */
export function undoOne(calls: GroupCalls, outcome: Outcome): Promise<void> | null {
  if (outcome.kind === 'checked-in') return calls.undoCheckIn(outcome.admissionId);
  return outcome.kind === 'handed-over' ? calls.undoHandOver(outcome.factId) : null;
}

/**
 * Runs an action for each person in turn and reports every outcome as it comes. A failure affects
 * only that person. If the desk was locked meanwhile, the rest are not tried, and nothing is
 * reported for them.
 */
export async function forEachPerson(
  people: readonly Person[],
  work: (person: Person) => Promise<Outcome>,
  tell: (id: string, outcome: Outcome) => void,
): Promise<void> {
  for (const person of people) {
    try {
      tell(person.id, await work(person));
    } catch (error) {
      const { code } = failureOf(error);
      tell(person.id, { kind: 'failed', code });
      if (code === 'sign-in-needed') return;
    }
  }
}
