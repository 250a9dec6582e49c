import { z } from 'zod';
import { groupBy } from '../base/group-by.ts';
import { jsonOf } from '../base/json.ts';
import type { AttendanceEvent } from '../ledger/attendance.ts';
import { compareFacts, type FactOrder } from '../ledger/attendance-fold.ts';
import { nameKey } from '../roster/compare-names.ts';
import type { Delegate } from '../roster/delegate.ts';
import { emailKey } from '../roster/email-key.ts';
import { isMadeCode } from '../tickets/issued-codes.ts';
import { isWalkInCode } from '../tickets/registration-code.ts';
import { personRowSchema } from './people-list.ts';

/** Max pairs that are looked for; answered ones make room for others. */
export const maxPossiblePairs = 100;

/** Two active registrations that look like one person, each as a row of the list of people. */
export const possiblePairSchema = z.tuple([personRowSchema, personRowSchema]);
export type PossiblePair = z.infer<typeof possiblePairSchema>;

/** What the likeness of two registrations is judged by. */
export interface PairedPerson extends Pick<Delegate, 'id' | 'status'> {
  /** As {@link nameKey}. */
  name: string;
  /** As {@link emailKey}. */
  email: string | null;
  /** Whether the code is an organiser's, and not one that this system made. */
  isCoded: boolean;
}

/** What is compared of a person of the roster. Folding a name takes some ten microseconds. */
export function pairedPerson({
  id,
  status,
  printedName,
  email,
  registrationCode,
}: Pick<Delegate, 'id' | 'status' | 'printedName' | 'email' | 'registrationCode'>): PairedPerson {
  const isCoded = !isMadeCode(registrationCode) && !isWalkInCode(registrationCode);
  return { id, status, name: nameKey(printedName), email: emailKey(email), isCoded };
}

/**
 * Pairs of active registrations that look like one person: of one name, or with an e-mail that
 * exactly these two have. Two of whom an organiser's list gave each a code are told apart by it, and
 * look like one only where name and e-mail agree.
 *
 * @param apart {@link pairKey} of those of whom somebody said that they are two
 * @param pause called every few milliseconds where there are 20,000 people
 * @returns at most {@link maxPossiblePairs} pairs of ids
 */
export async function possiblePairs(
  people: readonly PairedPerson[],
  apart: ReadonlySet<string>,
  pause: () => Promise<unknown>,
): Promise<[string, string][]> {
  const active = people.filter(({ status }) => status === 'confirmed' || status === 'pending');
  const found = new Map<string, [string, string]>();
  for (const group of await alike(active, pause)) {
    for (const [at, one] of group.entries()) {
      for (const other of group.slice(at + 1)) {
        if (isTold(one, other)) continue;
        const key = pairKey(one.id, other.id);
        if (apart.has(key)) continue;
        found.set(key, [one.id, other.id]);
        if (found.size === maxPossiblePairs) return [...found.values()];
      }
    }
  }
  return [...found.values()];
}

/**
 * Groups in which nearly every two are a pair, so that thousands of one name whom their codes tell
 * apart are never compared with each other.
 */
async function alike(
  people: readonly PairedPerson[],
  pause: () => Promise<unknown>,
): Promise<PairedPerson[][]> {
  const twos = severalBy(people, ({ email }) => email).filter(({ length }) => length === 2);
  await pause();
  const namesakes = severalBy(people, ({ name }) => name);
  await pause();
  const ofOneName = namesakes.flatMap((group) =>
    group.every(({ isCoded }) => isCoded) ? severalBy(group, ({ email }) => email) : [group],
  );
  return [...ofOneName, ...twos];
}

/** Groups of several by a key; null belongs to none. */
function severalBy(
  people: readonly PairedPerson[],
  keyOf: (person: PairedPerson) => string | null,
): PairedPerson[][] {
  const groups = groupBy(people, keyOf);
  groups.delete(null);
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** Whether the codes of an organiser's list tell the two apart. */
function isTold(one: PairedPerson, other: PairedPerson): boolean {
  if (!one.isCoded || !other.isCoded) return false;
  return one.email === null || one.email !== other.email || one.name !== other.name;
}

/** One text for a pair, whichever of the two comes first. */
export function pairKey(one: string, other: string): string {
  return [one, other].sort().join(' ');
}

/**
 * The payload of a `finding-resolved` fact that says that its delegate and another are two people,
 * or takes that back. It belongs to no day's close.
 */
const apartPayloadSchema = z.object({
  finding: z.enum(['two-people', 'possible-pair']),
  reference: z.uuid(),
});
export type ApartPayload = z.infer<typeof apartPayloadSchema>;

/**
 * {@link pairKey} of those of whom it was said that they are two people, sorted. Of several facts
 * about a pair the last in the order of facts counts.
 *
 * @param facts of any type; others say nothing
 */
export function pairsToldApart(
  facts: readonly (FactOrder & Pick<AttendanceEvent, 'type' | 'delegateId' | 'payload'>)[],
): string[] {
  const apart = new Set<string>();
  for (const { type, delegateId, payload } of facts.toSorted(compareFacts)) {
    if (type !== 'finding-resolved' || delegateId === null) continue;
    const said = apartPayloadSchema.safeParse(jsonOf(payload)).data;
    if (said === undefined) continue;
    const key = pairKey(delegateId, said.reference);
    if (said.finding === 'two-people') apart.add(key);
    else apart.delete(key);
  }
  return [...apart].sort();
}
