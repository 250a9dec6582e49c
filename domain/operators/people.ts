import { z } from 'zod';
import type { JsonValue } from '../base/json.ts';

/**
 * A person who requests a purge or approves it. `operator` signed in at a station, `account` on the
 * organiser's page. `administrator` has the hub's machine and was named there, without proof of the
 * name.
 */
export const purgePersonSchema = z.strictObject({
  kind: z.enum(['operator', 'account', 'administrator']),
  /** Id of the operator or account; for an administrator the name once more. */
  id: z.string().min(1).max(80),
  name: z.string().trim().min(1).max(80),
});
export type PurgePerson = z.infer<typeof purgePersonSchema>;

/** A person as plain JSON with its fields in the open. */
export function purgePersonJson({ kind, id, name }: PurgePerson): { [name: string]: JsonValue } {
  return { kind, id, name };
}

/**
 * Whether both are the same person: the person who requests a purge does not approve it. A name
 * counts in any spelling of its letters.
 */
export function isSamePerson(a: PurgePerson, b: PurgePerson): boolean {
  return (a.kind === b.kind && a.id === b.id) || plainName(a.name) === plainName(b.name);
}

/** A person's name in one spelling of its letters and spaces, to compare it. */
export function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
