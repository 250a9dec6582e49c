import { z } from 'zod';

/** The roles of staff. Everyone signs in with one. An operator has no right beyond desk work. */
export const operatorRoleSchema = z.enum([
  'operator',
  'supervisor',
  'protocol',
  'security-officer',
  'data-protection-officer',
  'organiser',
]);
export type OperatorRole = z.infer<typeof operatorRoleSchema>;

/**
 * Max operators at a station (including deactivated ones) and its hub. Each name goes to every
 * station.
 */
export const maxOperators = 200;

/** Max operators that each desk may add whatever other desks added: a team of two shifts. */
export const ownOperators = 20;

/** A PIN as typed: 4 to 12 digits. A new one must not be easy either (`pins.ts`). */
export const pinSchema = z.string().regex(/^\d{4,12}$/);

/** A member of staff, with the fields that screens may show. */
export const operatorSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1).max(80),
  role: operatorRoleSchema,
});
export type Operator = z.infer<typeof operatorSchema>;

/** An operator as the hub's directory lists them for every desk. A PIN stays at its station. */
export const knownOperatorSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Null if only the name is known. */
  role: operatorRoleSchema.nullable(),
  /**
   * The desk that created the operator, which alone changes name and role; null if it is lost or
   * unknown.
   */
  desk: z.uuid().nullable(),
  /** False once any desk deactivated the operator. */
  active: z.boolean(),
});
export type KnownOperator = z.infer<typeof knownOperatorSchema>;

/**
 * Right → roles, beyond the work of every operator. A supervisor has every right, so the lists name
 * the other roles only. The contract's `access`, the screens and docs/reference/roles.md are
 * derived from this table.
 */
export const rights = {
  /** Alerted at once when a head of delegation or a VIP arrives. */
  'see-arrival-alerts': ['protocol'],
  /** Alerted silently of stop-list hits, and of lost, destroyed or forged badges. */
  'see-security-alerts': ['security-officer'],
  /** Reads the stop list, and requests additions and removals. */
  'change-stop-list': ['security-officer'],
  /** Approves a change of the stop list, as the second person. */
  'approve-stop-list': ['security-officer'],
  /** Requests the replacement of a delegate. */
  'replace-delegate': ['protocol'],
  /** Approves a replacement, as the second person. */
  'approve-replacement': ['protocol'],
  /** Exports lists, reports and files with personal data from the app. */
  export: ['organiser'],
  /** Sees the list of people, and changes, cancels and restores registrations. */
  'change-people': ['organiser'],
  /** Sees what is missing before the doors open. */
  'see-readiness': ['organiser'],
  /** Creates operators and gives them their roles. */
  'manage-operators': [],
  /** Reads who searched, opened, printed and exported what, and exports it as a file. */
  'read-activity': ['data-protection-officer'],
  /** Chooses how long personal data is kept, and requests its purge. */
  'request-purge': ['data-protection-officer'],
  /** Approves a purge, as the second person. */
  'approve-purge': ['data-protection-officer', 'organiser'],
  /** Exports everything that is held about one person, for that person. */
  'answer-access-requests': ['data-protection-officer', 'organiser'],
} as const satisfies Readonly<Record<string, readonly Exclude<OperatorRole, 'supervisor'>[]>>;
export type Right = keyof typeof rights;

/** In the order of the table. */
export const allRights = Object.keys(rights) as Right[];

/** The roles that have a right, the supervisor first. Used to find who may approve. */
export function rolesWith(right: Right): readonly OperatorRole[] {
  return ['supervisor', ...rights[right]];
}

/** Whether a change of role gives no right that the operator did not have. */
export function isWithin(role: OperatorRole, before: OperatorRole): boolean {
  return allRights.every((right) => !hasRight(role, right) || hasRight(before, right));
}

/** Whether a role has a right. Null (no one signed in) has none. */
export function hasRight(role: OperatorRole | null, right: Right): boolean {
  return role !== null && rolesWith(right).includes(role);
}
