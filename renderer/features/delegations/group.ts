import type { IdentityDocument } from '../../../domain/attendance.ts';
import type { CheckInAnswer, CheckInInput } from '../../../preload/contract/check-in.ts';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import { failureOf } from '../../client/ask.ts';

/** One person of a group that something is done for. */
export interface Person {
  id: string;
  printedName: string;
  /** The badge that lies there, for a hand-over. */
  serialText: string | null;
}

type Refused = Exclude<CheckInAnswer['outcome'], 'admitted'>;

/** What came of one person. */
export type Outcome =
  | { kind: 'checked-in'; admissionId: string; returning: boolean }
  | { kind: 'handed-over'; factId: string }
  /** The rules said no, or a document was not seen. */
  | { kind: 'refused'; outcome: Refused }
  | { kind: 'undone' }
  | { kind: 'failed'; code: ErrorCode };

/** The calls that a group is done with; one after the other, so that a scan never waits behind a whole delegation. */
export interface GroupDoor {
  checkIn: (input: CheckInInput) => Promise<CheckInAnswer>;
  handOver: (serialText: string) => Promise<{ factId: string }>;
  undoCheckIn: (admissionId: string) => Promise<void>;
  undoHandOver: (factId: string) => Promise<void>;
  newKey: () => string;
}

/** Checks one person in; the rules decide for each of them as if they stood there alone. */
export async function checkInOne(
  door: GroupDoor,
  delegateId: string,
  identity: IdentityDocument | null,
): Promise<Outcome> {
  const target = { kind: 'delegate' as const, delegateId };
  const answer = await door.checkIn({ key: door.newKey(), target, identity });
  if (answer.outcome !== 'admitted') return { kind: 'refused', outcome: answer.outcome };
  const { admissionId, returning } = answer;
  return { kind: 'checked-in', admissionId, returning };
}

/** Gives one person's badge to the focal point. Throws where none lies there; nobody is present by it. */
export async function handOverOne(door: GroupDoor, serialText: string | null): Promise<Outcome> {
  if (serialText === null) return { kind: 'failed', code: 'badge-not-printed' };
  const { factId } = await door.handOver(serialText);
  return { kind: 'handed-over', factId };
}

/** Takes one person's outcome back; null where there is nothing to take back. */
export function undoOne(door: GroupDoor, outcome: Outcome): Promise<void> | null {
  if (outcome.kind === 'checked-in') return door.undoCheckIn(outcome.admissionId);
  return outcome.kind === 'handed-over' ? door.undoHandOver(outcome.factId) : null;
}

/**
 * Does something for each person in turn and tells every outcome as it comes. A failure is that person's alone,
 * but for a desk that was locked meanwhile: nobody after it is tried, and their outcome stays untold.
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
