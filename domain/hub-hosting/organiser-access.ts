import { z } from 'zod';

/**
 * Who may do what on the organiser's page, and how they sign in. The page and the hub share these
 * forms. Times are UTC milliseconds by the hub's machine, which may differ from the event's (a demo
 * is in 2018).
 */

/** The role of an account on the organiser's page. Operators at desks have other roles. */
export const organiserRoleSchema = z.enum([
  'organiser',
  'protocol',
  'security-officer',
  'data-protection-officer',
  'viewer',
]);
export type OrganiserRole = z.infer<typeof organiserRoleSchema>;

const everybody = organiserRoleSchema.options;

/**
 * Right → roles. No role has every right: the people who run the event do not read the audit, and
 * the data protection officer changes nothing else. A route names one right of this table;
 * docs/reference/roles.md is generated from it.
 */
export const organiserRights = {
  /** Figures without names: arrivals, forecast, presence, rooms, day status; their live line. */
  'see-figures': everybody,
  /** Stations and their health: the data protection officer has to know where data is. */
  'see-stations': everybody,
  /** Calls for help of kiosks and doors. */
  'see-help-calls': ['organiser', 'protocol', 'security-officer', 'viewer'],
  /** Goes where help was called. */
  'answer-help-calls': ['organiser', 'protocol', 'security-officer'],
  /** People admitted at two places. */
  'see-duplicates': ['organiser', 'protocol', 'security-officer'],
  /** Heads of delegation by name, and who of them is present. */
  'see-heads': ['organiser', 'protocol', 'security-officer'],
  /** Searches for people, and opens one. */
  'search-roster': ['organiser', 'protocol', 'security-officer'],
  /** Exports lists with people from the hub. */
  'export-persons': ['organiser', 'protocol'],
  /** Exports figures without people from the hub. */
  'export-figures': ['organiser', 'protocol', 'security-officer', 'viewer'],
  /** Gives one person a new ticket code, which is shown once. */
  'renew-ticket': ['organiser', 'protocol'],
  /** Requests new tickets for everyone, by a new secret of the event. */
  'request-renewal': ['organiser', 'security-officer'],
  /** Second person for new tickets for everyone. */
  'approve-renewal': ['organiser', 'security-officer'],
  /** Exports everyone's ticket codes from the hub: each of them admits. */
  'export-ticket-codes': ['organiser'],
  /** Issues a code by which a station enrols. */
  'invite-station': ['organiser'],
  /** Revokes a station: it receives nothing more. */
  'revoke-station': ['organiser', 'security-officer'],
  /** Vouches for an operator whom only one person at a desk made. */
  'vouch-operators': ['organiser'],
  /** Reports a station lost: revokes it, and lists the people and fields that it held. */
  'report-station-lost': ['organiser', 'security-officer', 'data-protection-officer'],
  /** Asks the stations to close a day, and closes it. */
  'close-day': ['organiser'],
  /** Changes the event: sessions, categories, delegations, days, policies. */
  'change-event': ['organiser'],
  /** Imports people from a file. */
  'import-roster': ['organiser'],
  /** Sees what was purged, and what is left. */
  'see-purges': ['organiser', 'data-protection-officer'],
  /** Requests a purge of personal data. */
  'request-purge': ['organiser', 'data-protection-officer'],
  /** Second person for a purge. */
  'approve-purge': ['organiser', 'data-protection-officer'],
  /** Requests to disregard or release records of a station, and orders it once approved. */
  'judge-records': ['organiser', 'security-officer'],
  /** Second person for an order on records. */
  'approve-judging': ['organiser', 'security-officer', 'data-protection-officer'],
  /** Searches for one person and exports everything held about them (access request). */
  'export-person': ['data-protection-officer'],
  /** Makes, resets and ends accounts. No one changes their own. */
  'manage-accounts': ['organiser'],
  /** Reads who searched, saw and exported what. Reading it is itself recorded. */
  'read-audit': ['data-protection-officer'],
} as const satisfies Readonly<Record<string, readonly OrganiserRole[]>>;
export type OrganiserRight = keyof typeof organiserRights;

/** Every right, in the order of the table. */
export const allOrganiserRights = Object.keys(organiserRights) as OrganiserRight[];
export const organiserRightSchema = z.enum(
  allOrganiserRights as [OrganiserRight, ...OrganiserRight[]],
);

/** Whether a role has a right. */
export function organiserMay(role: OrganiserRole, right: OrganiserRight): boolean {
  const roles: readonly OrganiserRole[] = organiserRights[right];
  return roles.includes(role);
}

/** The rights of a role, in the order of the table. */
export function rightsOfRole(role: OrganiserRole): OrganiserRight[] {
  return allOrganiserRights.filter((right) => organiserMay(role, right));
}

/** Request header with the session's token against forged requests; on every change. */
export const csrfHeader = 'lanyard-csrf';

/** Milliseconds: a session ends after this long without use, and in any case. */
export const sessionLifetime = { idle: 30 * 60_000, whole: 12 * 60 * 60_000 } as const;
/** Milliseconds after typing the pass phrase in which to reset accounts and export people. */
export const proofLifetime = 5 * 60_000;
/** Milliseconds for which a set-up code, and a sign-in between its two steps, are valid. */
export const setUpLifetime = 24 * 60 * 60_000;
export const ticketLifetime = 5 * 60_000;

/** Min length of a password. Long ones protect better than complex ones (NIST SP 800-63B). */
export const minPassword = 12;

/** The name to sign in with, as colleagues call the person. */
export const accountNameSchema = z.string().trim().min(1).max(60);
const anyPasswordSchema = z.string().min(1).max(200);
export const newPasswordSchema = z.string().min(minPassword).max(200);
/** Six digits of the authenticator, or a recovery code. Spaces and hyphens do not count. */
const secondFactorSchema = z.string().min(6).max(40);
const ticketSchema = z.string().length(43);

/** First step. Answer: {@link signInAnswerSchema}, or `unauthorised`/`sign-in` for any error. */
export const signInRequestSchema = z.object({
  name: z.string().max(200),
  password: anyPasswordSchema,
});
export const signInAnswerSchema = z.object({ ticket: ticketSchema, expires: z.int() });
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;

/**
 * Second step. Answer: {@link sessionAnswerSchema} and the cookie, or `unauthorised`/`code`;
 * `unauthorised`/`ticket`: start again.
 */
export const signInCodeRequestSchema = z.object({ ticket: ticketSchema, code: secondFactorSchema });

/** First sign-in, or after a reset: one-time code. `unauthorised`/`set-up`: wrong, used or old. */
export const setUpRequestSchema = z.object({ code: z.string().min(1).max(60) });
export const setUpAnswerSchema = z.object({
  ticket: ticketSchema,
  name: z.string(),
  role: organiserRoleSchema,
  /** `otpauth://totp/…`, and the same as rows of a QR's modules (`1` dark), without quiet zone. */
  uri: z.string(),
  qr: z.array(z.string().regex(/^[01]+$/)),
  /** The secret alone (base32), for typing. */
  secret: z.string(),
  expires: z.int(),
});
export type SetUpAnswer = z.infer<typeof setUpAnswerSchema>;

/** Second step of the set-up: the chosen password, and the authenticator's first code. */
export const setUpFinishSchema = z.object({
  ticket: ticketSchema,
  password: newPasswordSchema,
  code: z.string().min(6).max(12),
});

export const accountSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  role: organiserRoleSchema,
});
export type Account = z.infer<typeof accountSchema>;

/** Who is signed in. */
export const sessionAnswerSchema = z.object({
  account: accountSchema,
  rights: z.array(organiserRightSchema),
  /** To be sent as {@link csrfHeader}. */
  csrf: z.string(),
  /** When the session ends if it is not used, and in any case. */
  idleExpires: z.int(),
  expires: z.int(),
  /** The hub's machine now, so that the page can count down whatever its own clock shows. */
  now: z.int(),
});
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>;

/** Shown once, here, and never again: each replaces the authenticator one time. */
const recoveryCodesSchema = z.array(z.string());
export const setUpDoneSchema = z.object({
  session: sessionAnswerSchema,
  recoveryCodes: recoveryCodesSchema,
});
export type SetUpDone = z.infer<typeof setUpDoneSchema>;

/** The proof before changing how to sign in. `unauthorised`/`proof` where it is wrong. */
export const proofSchema = z.object({ password: anyPasswordSchema, code: secondFactorSchema });
export type Proof = z.infer<typeof proofSchema>;
export const passwordChangeSchema = z.object({
  proof: proofSchema,
  newPassword: newPasswordSchema,
});
/** The pass phrase again: `unauthorised`/`proof` where it is wrong. */
export const proveAgainSchema = z.object({ password: anyPasswordSchema });
export const recoveryCodesRequestSchema = z.object({ proof: proofSchema });
export const recoveryCodesAnswerSchema = z.object({ recoveryCodes: recoveryCodesSchema });

export const openSessionSchema = z.object({
  id: z.uuid(),
  opened: z.int(),
  lastSeen: z.int(),
  address: z.string(),
  /** The browser's name for itself. */
  agent: z.string(),
  /** The session of this request. */
  current: z.boolean(),
});
export type OpenSession = z.infer<typeof openSessionSchema>;
export const openSessionsSchema = z.object({ sessions: z.array(openSessionSchema) });

export const accountEntrySchema = accountSchema.extend({
  active: z.boolean(),
  /** `invited`: has a set-up code that is not used yet. */
  state: z.enum(['invited', 'ready']),
  setUpExpires: z.int().nullable(),
  lastSignIn: z.int().nullable(),
  recoveryCodesLeft: z.int().nonnegative(),
});
export type AccountEntry = z.infer<typeof accountEntrySchema>;
export const accountsAnswerSchema = z.object({ accounts: z.array(accountEntrySchema) });

export const newAccountSchema = z.object({ name: accountNameSchema, role: organiserRoleSchema });
export type NewAccount = z.infer<typeof newAccountSchema>;
/** A change of an account's role, or its end or return. */
export const accountChangeSchema = z.union([
  z.object({ role: organiserRoleSchema }),
  z.object({ active: z.boolean() }),
]);

/** A one-time code for a new or reset account; its owner gets it by other means than this page. */
export const issuedSetUpSchema = z.object({
  account: accountEntrySchema,
  /** `XXXX-XXXX-XXXX-XXXX` */
  code: z.string(),
  expires: z.int(),
  /** The set-up page with the code after its `#`, at each address of the hub; likeliest first. */
  links: z.array(z.string()),
});
export type IssuedSetUp = z.infer<typeof issuedSetUpSchema>;
