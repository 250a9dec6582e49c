import { z } from 'zod';

/**
 * Who may do what on the organiser's page, and how they sign in. The page and the hub share these
 * forms. Times are UTC milliseconds of the hub's computer, which may differ from the event's (a
 * demo is in 2018).
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
 * the data protection officer changes nothing else. Each route names one right of this table;
 * docs/reference/roles.md is generated from it.
 */
export const organiserRights = {
  /**
   * Figures without names: arrivals, forecast, presence, rooms, day status, and their live updates.
   */
  'see-figures': everybody,
  /** Stations and their health: the data protection officer has to know where data is. */
  'see-stations': everybody,
  /** Calls for help of kiosks and doors. */
  'see-help-calls': ['organiser', 'protocol', 'security-officer', 'viewer'],
  /** Responds to calls for help. */
  'answer-help-calls': ['organiser', 'protocol', 'security-officer'],
  /** People admitted at two places. */
  'see-duplicates': ['organiser', 'protocol', 'security-officer'],
  /** Heads of delegation by name, and which of them are present. */
  'see-heads': ['organiser', 'protocol', 'security-officer'],
  /** Lists and searches people, and opens their records. */
  'search-roster': ['organiser', 'protocol', 'security-officer'],
  /** Exports lists with people from the hub. */
  'export-persons': ['organiser', 'protocol'],
  /** Exports figures without people from the hub. */
  'export-figures': ['organiser', 'protocol', 'security-officer', 'viewer'],
  /** Gives one person a new ticket code, which is shown once. */
  'renew-ticket': ['organiser', 'protocol'],
  /** Requests new tickets for everyone, by a new secret of the event. */
  'request-renewal': ['organiser', 'security-officer'],
  /** Approves new tickets for everyone, as the second person. */
  'approve-renewal': ['organiser', 'security-officer'],
  /** Exports everyone's ticket codes from the hub. Each code admits its bearer. */
  'export-ticket-codes': ['organiser'],
  /** Issues a code with which a station enrols. */
  'invite-station': ['organiser'],
  /** Revokes a station, which then receives nothing more. */
  'revoke-station': ['organiser', 'security-officer'],
  /** Vouches for an operator whom only one person at a desk created. */
  'vouch-operators': ['organiser'],
  /** Reports a station lost: revokes it, and lists the people and fields that it held. */
  'report-station-lost': ['organiser', 'security-officer', 'data-protection-officer'],
  /** Asks the stations to close a day, and closes it. */
  'close-day': ['organiser'],
  /** Changes the event: sessions, categories, delegations, days, policies. */
  'change-event': ['organiser'],
  /** Imports people from a file. */
  'import-roster': ['organiser'],
  /** Changes, cancels and restores people. */
  'change-people': ['organiser'],
  /** Sees what was purged and what remains. */
  'see-purges': ['organiser', 'data-protection-officer'],
  /** Requests a purge of personal data. */
  'request-purge': ['organiser', 'data-protection-officer'],
  /** Approves a purge, as the second person. */
  'approve-purge': ['organiser', 'data-protection-officer'],
  /** Requests to disregard or release records of a station, and orders it after approval. */
  'judge-records': ['organiser', 'security-officer'],
  /** Approves an order on records, as the second person. */
  'approve-judging': ['organiser', 'security-officer', 'data-protection-officer'],
  /** Searches for one person and exports everything held about that person (access request). */
  'export-person': ['data-protection-officer'],
  /** Creates, resets and ends accounts. No one can change their own. */
  'manage-accounts': ['organiser'],
  /** Reads who searched, saw and exported what. Reading it is itself recorded. */
  'read-audit': ['data-protection-officer'],
} as const satisfies Readonly<Record<string, readonly OrganiserRole[]>>;
export type OrganiserRight = keyof typeof organiserRights;

/** In the order of the table. */
export const allOrganiserRights = Object.keys(organiserRights) as OrganiserRight[];
export const organiserRightSchema = z.enum(
  allOrganiserRights as [OrganiserRight, ...OrganiserRight[]],
);

export function organiserMay(role: OrganiserRole, right: OrganiserRight): boolean {
  const roles: readonly OrganiserRole[] = organiserRights[right];
  return roles.includes(role);
}

/** In the order of the table. */
export function rightsOfRole(role: OrganiserRole): OrganiserRight[] {
  return allOrganiserRights.filter((right) => organiserMay(role, right));
}

/** Request header with the session's token against forged requests. Required on every change. */
export const csrfHeader = 'lanyard-csrf';

/** Milliseconds: a session ends after `idle` without use, and after `whole` in any case. */
export const sessionLifetime = { idle: 30 * 60_000, whole: 12 * 60 * 60_000 } as const;
/**
 * Milliseconds after typing the password during which accounts can be reset and people exported.
 */
export const proofLifetime = 5 * 60_000;
/** Milliseconds for which a set-up code is valid, and a sign-in between its two steps. */
export const setUpLifetime = 24 * 60 * 60_000;
export const ticketLifetime = 5 * 60_000;

/** Min length of a password. Long ones protect better than complex ones (NIST SP 800-63B). */
export const minPassword = 12;

/** The name with which the person signs in, as colleagues use it. */
export const accountNameSchema = z.string().trim().min(1).max(60);
const anyPasswordSchema = z.string().min(1).max(200);
export const newPasswordSchema = z.string().min(minPassword).max(200);
/** Six digits from the authenticator, or a recovery code. Spaces and hyphens are ignored. */
const secondFactorSchema = z.string().min(6).max(40);
const ticketSchema = z.string().length(43);

/** First step. Answers {@link signInAnswerSchema}, or `unauthorised`/`sign-in` for any error. */
export const signInRequestSchema = z.object({
  name: z.string().max(200),
  password: anyPasswordSchema,
});
export const signInAnswerSchema = z.object({ ticket: ticketSchema, expires: z.int() });
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;

/**
 * Second step. Answers {@link sessionAnswerSchema} with the cookie, or `unauthorised`/`code`. On
 * `unauthorised`/`ticket` the user starts again.
 */
export const signInCodeRequestSchema = z.object({ ticket: ticketSchema, code: secondFactorSchema });

/**
 * First sign-in, or the one after a reset, with a one-time code. `unauthorised`/`set-up`: wrong,
 * used or expired.
 */
export const setUpRequestSchema = z.object({ code: z.string().min(1).max(60) });
export const setUpAnswerSchema = z.object({
  ticket: ticketSchema,
  name: z.string(),
  role: organiserRoleSchema,
  /**
   * `otpauth://totp/…`. `qr` is the same as rows of a QR code's modules (`1` dark), without quiet
   * zone.
   */
  uri: z.string(),
  qr: z.array(z.string().regex(/^[01]+$/)),
  /** The secret alone (base32), for typing. */
  secret: z.string(),
  expires: z.int(),
});
export type SetUpAnswer = z.infer<typeof setUpAnswerSchema>;

/** Second step of the set-up: the chosen password and the authenticator's first code. */
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

export const sessionAnswerSchema = z.object({
  account: accountSchema,
  rights: z.array(organiserRightSchema),
  /** Sent back as {@link csrfHeader}. */
  csrf: z.string(),
  /** When the session ends without use, and when it ends in any case. */
  idleExpires: z.int(),
  expires: z.int(),
  /** The hub's time now, so that the page can count down whatever its own clock shows. */
  now: z.int(),
});
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>;

/** Shown only once. Each replaces the authenticator one time. */
const recoveryCodesSchema = z.array(z.string());
export const setUpDoneSchema = z.object({
  session: sessionAnswerSchema,
  recoveryCodes: recoveryCodesSchema,
});
export type SetUpDone = z.infer<typeof setUpDoneSchema>;

/** Proof of identity before a change of sign-in. `unauthorised`/`proof` where it is wrong. */
export const proofSchema = z.object({ password: anyPasswordSchema, code: secondFactorSchema });
export type Proof = z.infer<typeof proofSchema>;
export const passwordChangeSchema = z.object({
  proof: proofSchema,
  newPassword: newPasswordSchema,
});
/** The password once more. `unauthorised`/`proof` where it is wrong. */
export const proveAgainSchema = z.object({ password: anyPasswordSchema });
export const recoveryCodesRequestSchema = z.object({ proof: proofSchema });
export const recoveryCodesAnswerSchema = z.object({ recoveryCodes: recoveryCodesSchema });

export const openSessionSchema = z.object({
  id: z.uuid(),
  opened: z.int(),
  lastSeen: z.int(),
  address: z.string(),
  /** The browser's User-Agent. */
  agent: z.string(),
  /** Whether it is the session of this request. */
  current: z.boolean(),
});
export type OpenSession = z.infer<typeof openSessionSchema>;
export const openSessionsSchema = z.object({ sessions: z.array(openSessionSchema) });

export const accountEntrySchema = accountSchema.extend({
  active: z.boolean(),
  /** `invited`: its set-up code has not been used yet. */
  state: z.enum(['invited', 'ready']),
  setUpExpires: z.int().nullable(),
  lastSignIn: z.int().nullable(),
  recoveryCodesLeft: z.int().nonnegative(),
});
export type AccountEntry = z.infer<typeof accountEntrySchema>;
export const accountsAnswerSchema = z.object({ accounts: z.array(accountEntrySchema) });

export const newAccountSchema = z.object({ name: accountNameSchema, role: organiserRoleSchema });
export type NewAccount = z.infer<typeof newAccountSchema>;
/** Changes an account's role, or ends or restores the account. */
export const accountChangeSchema = z.union([
  z.object({ role: organiserRoleSchema }),
  z.object({ active: z.boolean() }),
]);

/** A one-time code for a new or reset account. Its owner gets it by other means than this page. */
export const issuedSetUpSchema = z.object({
  account: accountEntrySchema,
  /** `XXXX-XXXX-XXXX-XXXX` */
  code: z.string(),
  expires: z.int(),
  /**
   * Links to the set-up page with the code after `#`, one for each address of the hub, likeliest
   * first.
   */
  links: z.array(z.string()),
});
export type IssuedSetUp = z.infer<typeof issuedSetUpSchema>;
