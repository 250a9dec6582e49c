import type { OperatorRole } from './operator.ts';

/**
 * Who may do what beyond the work of every operator: right → roles. A supervisor has every right, so the lists
 * name the roles beside it. The contract's `access`, the screens and docs/roles.md all read this one table.
 */
export const rights = {
  /** Told at once when a head of delegation or a VIP arrives. */
  'see-arrival-alerts': ['protocol'],
  /** Told silently of stop-list hits, and of lost, destroyed or forged badges that somebody shows. */
  'see-security-alerts': ['security-officer'],
  /** Reads the stop list, and asks for an entry to be added or taken off. */
  'change-stop-list': ['security-officer'],
  /** Second person for a change of the stop list. */
  'approve-stop-list': ['security-officer'],
  /** Asks for a delegate to be replaced by another one. */
  'replace-delegate': ['protocol'],
  /** Second person for a replacement. */
  'approve-replacement': ['protocol'],
  /** Takes lists, reports and files with personal data out of the app. */
  export: ['organiser'],
  /** Makes operators and gives them their roles. */
  'manage-operators': [],
  /** Reads who searched, opened, printed and exported what, and takes it out as a file. */
  'read-activity': ['data-protection-officer'],
  /** Chooses how long personal data is kept, and asks for its purge. */
  'request-purge': ['data-protection-officer'],
  /** Second person for a purge. */
  'approve-purge': ['data-protection-officer', 'organiser'],
  /** Takes out everything that is held of one person, for that person. */
  'answer-access-requests': ['data-protection-officer', 'organiser'],
} as const satisfies Readonly<Record<string, readonly Exclude<OperatorRole, 'supervisor'>[]>>;
export type Right = keyof typeof rights;

/** Every right, in the order of the table. */
export const allRights = Object.keys(rights) as Right[];

/** The roles that have a right, the supervisor first: for finding who may approve. */
export function rolesWith(right: Right): readonly OperatorRole[] {
  return ['supervisor', ...rights[right]];
}

/** Whether a role has a right; nobody signed in (null) has none. */
export function hasRight(role: OperatorRole | null, right: Right): boolean {
  return role !== null && rolesWith(right).includes(role);
}
