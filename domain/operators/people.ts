import { z } from 'zod';
import type { JsonValue } from '../base/json.ts';

/**
 * A person who requests or approves a purge. `operator` signed in at a station, `account` on the
 * organiser's page. `administrator` works at the hub's computer and entered a name there, without
 * proof.
 */
export const purgePersonSchema = z.strictObject({
  kind: z.enum(['operator', 'account', 'administrator']),
  /** Id of the operator or account. For an administrator the name once more. */
  id: z.string().min(1).max(80),
  name: z.string().trim().min(1).max(80),
});
export type PurgePerson = z.infer<typeof purgePersonSchema>;

/** A person as plain JSON. */
export function purgePersonJson({ kind, id, name }: PurgePerson): { [name: string]: JsonValue } {
  return { kind, id, name };
}

/**
 * Whether both are the same person, because no one approves their own purge. Names are compared
 * without regard to spelling variants of letters.
 */
export function isSamePerson(a: PurgePerson, b: PurgePerson): boolean {
  return (a.kind === b.kind && a.id === b.id) || plainName(a.name) === plainName(b.name);
}

/** A person's name in one spelling of its letters and spaces, for comparison. */
export function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
