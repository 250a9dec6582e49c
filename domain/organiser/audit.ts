import { z } from 'zod';

export const auditActionSchema = z.enum([
  'signed-in',
  'sign-in-refused',
  'signed-out',
  'signed-out-everywhere',
  'session-ended',
  'set-up',
  'password-changed',
  'recovery-code-used',
  'recovery-codes-made',
  'account-added',
  'account-changed',
  'account-reset',
  'account-deactivated',
  'account-activated',
  'audit-read',
  'searched',
  'delegate-seen',
  'list-seen',
  'exported',
  'person-exported',
  'station-invited',
  'station-revoked',
  'station-reported-lost',
  'operator-vouched',
  'help-answered',
  'day-called',
  'day-closed',
  'event-changed',
  'roster-imported',
  'people-changed',
  'purge-ordered',
  'ticket-renewed',
  'tickets-renewed',
  'records-judged',
  'changed',
  'approval-requested',
  'approval-given',
  'approval-refused',
  'approval-withdrawn',
]);
export type AuditAction = z.infer<typeof auditActionSchema>;

/** `refused`: the role lacks the right. `failed`: begun but not completed. */
export const auditOutcomeSchema = z.enum(['done', 'refused', 'failed']);
export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;

export const auditEntrySchema = z.object({
  /** Increases with every entry. */
  seq: z.int(),
  /** UTC milliseconds. */
  at: z.int(),
  /** `administrator`: at the hub's computer. `nobody`: before a sign-in. */
  actor: z.enum(['account', 'administrator', 'nobody']),
  account: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  action: auditActionSchema,
  outcome: auditOutcomeSchema,
  delegateId: z.string().nullable(),
  /** The typed search, which may be a person's name. */
  query: z.string().nullable(),
  /** The exact action, as our own text: a report's id and format, a station's id, a route. */
  detail: z.string(),
  /** Number of people found or rows exported; null where it does not apply. */
  count: z.int().nullable(),
  address: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Newest first. `before` is the last `seq` of the previous page. */
export const auditQuerySchema = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  account: z.uuid().optional(),
  delegate: z.string().max(100).optional(),
  action: auditActionSchema.optional(),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;

export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  /** The `before` of the next page; null if there is none. */
  before: z.int().nullable(),
});
export type AuditPage = z.infer<typeof auditPageSchema>;
