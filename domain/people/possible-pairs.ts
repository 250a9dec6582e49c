import { z } from 'zod';
import { groupBy } from '../base/group-by.ts';
import { jsonOf } from '../base/json.ts';
import type { AttendanceEvent } from '../ledger/attendance.ts';
import type { Delegate } from '../roster/delegate.ts';
import { isMadeCode } from '../tickets/issued-codes.ts';
import { isWalkInCode } from '../tickets/registration-code.ts';
import { personRowSchema } from './people-list.ts';

/** Max pairs that are looked for; answered ones make room for others. */
export const maxPossiblePairs = 100;

/** Two active registrations that look like one person, each as a row of the list of people. */
export const possiblePairSchema = z.tuple([personRowSchema, personRowSchema]);
export type PossiblePair = z.infer<typeof possiblePairSchema>;

/** What the likeness of two registrations is judged by. */
export interface PairedPerson
  extends Pick<Delegate, 'id' | 'registrationCode' | 'email' | 'status'> {
  /** As `nameKey`. */
  name: string;
}

/**
 * Pairs of active registrations that look like one person: of one name, or with an e-mail that
 * exactly these two have. Two of whom an organiser's list gave each a code are told apart by it, and
 * look like one only where name and e-mail agree.
 *
 * @param apart {@link pairKey} of those of whom somebody said that they are two
 * @returns at most {@link maxPossiblePairs}, in the order of `people`
 */
export function possiblePairs<P extends PairedPerson>(
  people: readonly P[],
  apart: ReadonlySet<string>,
): [P, P][] {
  const active = people.filter(({ status }) => status === 'confirmed' || status === 'pending');
  const byName = groupBy(active, ({ name }) => name);
  const withEmail = active.filter(({ email }) => email.includes('@'));
  const byEmail = groupBy(withEmail, ({ email }) => email.normalize('NFC').toLowerCase());
  const twos = [...byEmail.values()].filter(({ length }) => length === 2);
  const found = new Map<string, [P, P]>();
  for (const group of [...byName.values(), ...twos]) {
    for (const [at, one] of group.entries()) {
      for (const other of group.slice(at + 1)) {
        const key = pairKey(one.id, other.id);
        if (isTold(one, other) || apart.has(key)) continue;
        found.set(key, [one, other]);
        if (found.size === maxPossiblePairs) return [...found.values()];
      }
    }
  }
  return [...found.values()];
}

/** Whether the codes of an organiser's list tell the two apart. */
function isTold(one: PairedPerson, other: PairedPerson): boolean {
  if (isOwnCode(one.registrationCode) || isOwnCode(other.registrationCode)) return false;
  return one.email === '' || one.email !== other.email || one.name !== other.name;
}

function isOwnCode(code: string): boolean {
  return isMadeCode(code) || isWalkInCode(code);
}

/** One text for a pair, whichever of the two comes first. */
export function pairKey(one: string, other: string): string {
  return [one, other].sort().join(' ');
}

/**
 * The payload of a `finding-resolved` fact that says that its delegate and another are two people.
 * It belongs to no day's close.
 */
const apartPayloadSchema = z.object({ finding: z.literal('two-people'), reference: z.uuid() });
export type ApartPayload = z.infer<typeof apartPayloadSchema>;

/** {@link pairKey} of two people of whom a fact says that they are two; null for another fact. */
export function apartOf({
  type,
  delegateId,
  payload,
}: Pick<AttendanceEvent, 'type' | 'delegateId' | 'payload'>): string | null {
  if (type !== 'finding-resolved' || delegateId === null) return null;
  const said = apartPayloadSchema.safeParse(jsonOf(payload)).data;
  return said === undefined ? null : pairKey(delegateId, said.reference);
}
