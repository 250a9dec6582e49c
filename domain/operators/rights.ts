import { z } from 'zod';

/** The roles of staff: everyone signs in as one. An operator has no right beyond desk work. */
export const operatorRoleSchema = z.enum([
  'operator',
  'supervisor',
  'protocol',
  'security-officer',
  'data-protection-officer',
  'organiser',
]);
export type OperatorRole = z.infer<typeof operatorRoleSchema>;

/** Operators at a station (deactivated ones too) and its hub: each name goes to every station. */
export const maxOperators = 200;

/** Operators that each desk may add whatever the other desks named: a team of two shifts. */
export const ownOperators = 20;

/** A PIN, as it is typed: 4 to 12 digits. A new one must not be easy either (`pins.ts`). */
export const pinSchema = z.string().regex(/^\d{4,12}$/);

/** A member of staff, as much as screens may know. */
export const operatorSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1).max(80),
  role: operatorRoleSchema,
});
export type Operator = z.infer<typeof operatorSchema>;

/** An operator as the hub's directory names them to every desk. A PIN stays at its station. */
export const knownOperatorSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Null where only the name is known. */
  role: operatorRoleSchema.nullable(),
  /** The desk that made them and alone changes name and role; null where it is lost or unknown. */
  desk: z.uuid().nullable(),
  /** False once any desk deactivated them. */
  active: z.boolean(),
});
export type KnownOperator = z.infer<typeof knownOperatorSchema>;

/**
 * Who may do what beyond the work of every operator: right → roles. A supervisor has every right,
 * so the lists name the other roles. The contract's `access`, the screens and docs/reference/roles.md
 * are all made from this one table.
 */
export const rights = {
  /** Alerted at once when a head of delegation or a VIP arrives. */
  'see-arrival-alerts': ['protocol'],
  /** Alerted silently of stop-list hits, and of lost, destroyed or forged badges that are shown. */
  'see-security-alerts': ['security-officer'],
  /** Reads the stop list, and requests additions and removals. */
  'change-stop-list': ['security-officer'],
  /** Second person for a change of the stop list. */
  'approve-stop-list': ['security-officer'],
  /** Requests the replacement of a delegate. */
  'replace-delegate': ['protocol'],
  /** Second person for a replacement. */
  'approve-replacement': ['protocol'],
  /** Exports lists, reports and files with personal data from the app. */
  export: ['organiser'],
  /** Sees what is missing before the doors open. */
  'see-readiness': ['organiser'],
  /** Makes operators and gives them their roles. */
  'manage-operators': [],
  /** Reads who searched, opened, printed and exported what, and exports it as a file. */
  'read-activity': ['data-protection-officer'],
  /** Chooses how long personal data is kept, and requests its purge. */
  'request-purge': ['data-protection-officer'],
  /** Second person for a purge. */
  'approve-purge': ['data-protection-officer', 'organiser'],
  /** Exports everything that is held about one person, for that person. */
  'answer-access-requests': ['data-protection-officer', 'organiser'],
} as const satisfies Readonly<Record<string, readonly Exclude<OperatorRole, 'supervisor'>[]>>;
export type Right = keyof typeof rights;

/** Every right, in the order of the table. */
export const allRights = Object.keys(rights) as Right[];

/** The roles that have a right, the supervisor first: for finding who may approve. */
export function rolesWith(right: Right): readonly OperatorRole[] {
  return ['supervisor', ...rights[right]];
}

/** Whether a change of role gives nobody a right that they did not have. */
export function isWithin(role: OperatorRole, before: OperatorRole): boolean {
  return allRights.every((right) => !hasRight(role, right) || hasRight(before, right));
}

/** Whether a role has a right; nobody signed in (null) has none. */
export function hasRight(role: OperatorRole | null, right: Right): boolean {
  return role !== null && rolesWith(right).includes(role);
}
