import { z } from 'zod';
import { badgeDoubts } from '../../domain/badges/badge-verdict.ts';
import { localDaySchema } from '../../domain/event/event-file.ts';
import { identityDocumentSchema, undoReasonSchema } from '../../domain/ledger/attendance.ts';
import { delegateSchema } from '../../domain/roster/delegate.ts';
import { listAgesSchema } from '../../domain/sync/sync-status.ts';
import { call } from './define.ts';
import { overrideSchema } from './override-view.ts';

/** A delegate as the desk's screens show it. Flags reach supervisors only, by `notice`. */
export const deskDelegateSchema = delegateSchema.omit({ flagged: true, ticketHashes: true });
export type DeskDelegate = z.infer<typeof deskDelegateSchema>;

/** An earlier admission, for "already in". */
const admissionSchema = z.strictObject({
  eventId: z.uuid(),
  checkpoint: z.string(),
  localDay: localDaySchema,
  wall: z.int(),
  kioskName: z.string(),
  operatorName: z.string().nullable(),
  /** Written on paper first and entered later; `wall` is the true time. */
  fromPaper: z.boolean().optional(),
});

export const scanInputSchema = z.strictObject({
  source: z.enum(['camera', 'hid', 'typed']),
  /**
   * Readings of the same scan, best first: a HID burst comes as US-layout text and as typed text.
   * Up to 64 kB each.
   */
  readings: z.array(z.string().max(70_000)).min(1).max(2),
  /**
   * When the first frame with the code, or the first key, was seen: real UTC milliseconds with
   * fractions; for measuring only.
   */
  seenAt: z.number(),
});
export type ScanInput = z.infer<typeof scanInputSchema>;

export const checkInInputSchema = z.strictObject({
  /** UUID made by the page for this scan: the same key gets the same answer and is written once. */
  key: z.uuid(),
  target: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('scan'), scan: scanInputSchema }),
    z.strictObject({ kind: z.literal('delegate'), delegateId: z.uuid() }),
  ]),
  /** The document that the operator saw, or null if none was requested yet. */
  identity: identityDocumentSchema.nullable(),
});
export type CheckInInput = z.infer<typeof checkInInputSchema>;

/** How old the lists behind the answer are; null if the station has no hub. */
const lists = listAgesSchema.nullable();

export const checkInAnswerSchema = z.discriminatedUnion('outcome', [
  /** Would be admitted; written once the operator confirms the document (same key, `identity`). */
  z.strictObject({
    outcome: z.literal('identity-check'),
    delegate: deskDelegateSchema,
    notice: z.enum(['none', 'vip', 'flagged']),
    lists,
  }),
  z.strictObject({
    outcome: z.literal('admitted'),
    /** Null for a signed ticket whose holder is not yet in the local roster. */
    delegate: deskDelegateSchema.nullable(),
    admissionId: z.uuid(),
    wall: z.int(),
    returning: z.boolean(),
    badge: z
      .strictObject({
        /** Null for a badge that another desk printed. */
        jobId: z.uuid().nullable(),
        serialText: z.string(),
        /**
         * `new`: issued with this check-in. Printed ahead: `waiting`, not printed yet and now next;
         * `ready`, printed and to be handed over; `handed-over`, already with the person.
         */
        state: z.enum(['new', 'waiting', 'ready', 'handed-over']),
      })
      .nullable(),
    notice: z.enum(['none', 'vip', 'flagged']),
    lists,
  }),
  z.strictObject({
    outcome: z.literal('already-in'),
    delegate: deskDelegateSchema,
    admission: admissionSchema,
    lists,
  }),
  z.strictObject({
    outcome: z.literal('not-registered'),
    /** A known person whose category has no right to this checkpoint; else null. */
    delegate: deskDelegateSchema.nullable(),
    lists,
  }),
  z.strictObject({
    outcome: z.enum(['pending', 'cancelled', 'revoked']),
    delegate: deskDelegateSchema,
    lists,
  }),
  /** A genuine badge that no longer counts, or that this station has no record of yet. */
  z.strictObject({
    outcome: z.literal('badge-not-valid'),
    delegate: deskDelegateSchema.nullable(),
    doubt: z.enum(badgeDoubts),
    serialText: z.string(),
    /** The delegate's badge that counts instead; null if there is none. */
    newerSerial: z.string().nullable(),
    lists,
  }),
  /** On the stop list: the person, or this badge alone. Overrides everything else. */
  z.strictObject({
    outcome: z.literal('stopped'),
    delegate: deskDelegateSchema.nullable(),
    what: z.enum(['delegate', 'badge']),
    lists,
  }),
  z.strictObject({
    outcome: z.literal('wrong-day'),
    delegate: deskDelegateSchema,
    validDays: z.array(localDaySchema),
    lists,
  }),
  z.strictObject({ outcome: z.literal('other-event'), lists }),
  z.strictObject({ outcome: z.literal('expired'), lists }),
  /** The ticket has a newer code. */
  z.strictObject({ outcome: z.literal('ticket-replaced'), lists }),
  z.strictObject({ outcome: z.literal('forged'), lists }),
  z.strictObject({ outcome: z.literal('unreadable'), lists }),
]);
export type CheckInAnswer = z.infer<typeof checkInAnswerSchema>;

export const searchRowSchema = z.strictObject({
  id: z.uuid(),
  registrationCode: z.string(),
  title: z.string(),
  printedName: z.string(),
  nativeName: z.string(),
  jobTitle: z.string(),
  delegation: z.string(),
  administration: z.string(),
  category: z.string(),
  role: delegateSchema.shape.role,
  status: delegateSchema.shape.status,
  vip: z.boolean(),
  presentToday: z.boolean(),
  presentEvent: z.boolean(),
});
export type SearchRow = z.infer<typeof searchRowSchema>;

export const badgeSummarySchema = z.strictObject({
  serialText: z.string(),
  issuedAt: z.int(),
  /** The state of this badge. */
  state: z.enum([
    'printing',
    'held',
    'asks',
    'printed',
    'handed-over',
    'stale',
    'returned',
    'lost',
    'destroyed',
    'not-printed',
  ]),
  jobId: z.uuid().nullable(),
});

export type BadgeSummary = z.infer<typeof badgeSummarySchema>;

/** A note of the staff on a delegate. */
export const delegateNoteSchema = z.strictObject({
  factId: z.uuid(),
  text: z.string(),
  wall: z.int(),
  kioskName: z.string(),
  operatorName: z.string().nullable(),
});
export type DelegateNote = z.infer<typeof delegateNoteSchema>;

export const delegateDetailSchema = z.strictObject({
  delegate: deskDelegateSchema,
  notice: z.enum(['none', 'vip', 'flagged']),
  /** Set for admissions against the rules. */
  admissions: z.array(admissionSchema.extend({ override: overrideSchema.nullable() })),
  badges: z.array(badgeSummarySchema),
  /** Newest first. */
  notes: z.array(delegateNoteSchema),
});
export type DelegateDetail = z.infer<typeof delegateDetailSchema>;

/** One line of the desk's list of recent records, newest first. */
export const recentItemSchema = z.strictObject({
  admissionId: z.uuid(),
  delegateId: z.uuid(),
  printedName: z.string(),
  delegation: z.string(),
  wall: z.int(),
  undone: z.boolean(),
  /** The admission was against the rules. */
  override: z.boolean(),
  /** Written on paper first and entered later; `wall` is the true time. */
  fromPaper: z.boolean().optional(),
  /** The badge of this admission, if it printed one. */
  badge: badgeSummarySchema.nullable(),
});
export type RecentItem = z.infer<typeof recentItemSchema>;

export const checkInCalls = {
  checkIn: call({
    input: checkInInputSchema,
    output: checkInAnswerSchema,
    modes: ['desk'],
    access: 'operator',
  }),
  undoCheckIn: call({
    input: z.strictObject({ admissionId: z.uuid(), reason: undoReasonSchema }),
    output: z.void(),
    modes: ['desk'],
    access: 'operator',
  }),
  getRecent: call({
    input: z.strictObject({ limit: z.int().min(1).max(200) }),
    output: z.array(recentItemSchema),
    modes: ['desk'],
    access: 'operator',
  }),
  searchDelegates: call({
    input: z.strictObject({ query: z.string().max(200), limit: z.int().min(1).max(200) }),
    output: z.strictObject({ rows: z.array(searchRowSchema), more: z.boolean() }),
    modes: ['desk'],
    access: 'operator',
  }),
  getDelegate: call({
    input: z.strictObject({ id: z.uuid() }),
    output: delegateDetailSchema,
    modes: ['desk'],
    access: 'operator',
  }),
};
