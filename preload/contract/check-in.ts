import { z } from 'zod';
import { badgeDoubts } from '../../domain/badges/badge-verdict.ts';
import {
  overridableOutcomeSchema,
  overrideReasonSchema,
  overrideRequestSchema,
} from '../../domain/check-in/override.ts';
import { localDaySchema } from '../../domain/event/event-file.ts';
import { identityDocumentSchema, undoReasonSchema } from '../../domain/ledger/attendance.ts';
import { badgeStates } from '../../domain/ledger/attendance-fold.ts';
import { pinSchema } from '../../domain/operators/rights.ts';
import { delegateSchema } from '../../domain/roster/delegate.ts';
import { listAgesSchema } from '../../domain/sync/sync-status.ts';
import { call, none, noted, nothing } from './base.ts';
import { secondPinRefusals } from './operators.ts';

/** A person's badge as lists show it. */
export const badgeSummarySchema = z.strictObject({
  serialText: z.string(),
  issuedAt: z.int(),
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

/** An admission against the rules, as screens show it. */
export const overrideSchema = z.strictObject({
  outcome: overridableOutcomeSchema,
  reason: overrideReasonSchema,
  /** Null if this station does not know the approver's name. */
  approverName: z.string().nullable(),
  /** Free text; empty if there was none, and after a purge. */
  note: z.string(),
});
export type OverrideView = z.infer<typeof overrideSchema>;

/** A delegate as the desk's screens show it. Only supervisors learn of a flag, by `notice`. */
export const deskDelegateSchema = delegateSchema.omit({ flagged: true, ticketHashes: true });
export type DeskDelegate = z.infer<typeof deskDelegateSchema>;

/** An earlier admission, shown with "already in". */
const admissionSchema = z.strictObject({
  eventId: z.uuid(),
  checkpoint: z.string(),
  localDay: localDaySchema,
  wall: z.int(),
  stationName: z.string(),
  operatorName: z.string().nullable(),
  /** Written on paper first and entered later. `wall` is the true time. */
  fromPaper: z.boolean().optional(),
});

export const scanInputSchema = z.strictObject({
  source: z.enum(['camera', 'hid', 'typed', 'picture']),
  /**
   * Readings of one scan, best first: a HID burst comes as US-layout text and as typed text. Up to
   * 64 kB each.
   */
  readings: z.array(z.string().max(70_000)).min(1).max(2),
  /**
   * Real UTC milliseconds, with fractions, of the first frame with the code or the first key. Only
   * for measuring.
   */
  seenAt: z.number(),
});
export type ScanInput = z.infer<typeof scanInputSchema>;

export const checkInInputSchema = z.strictObject({
  /**
   * UUID made by the page for this scan. A repeated key gets the same answer and is written once.
   */
  key: z.uuid(),
  target: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('scan'), scan: scanInputSchema }),
    z.strictObject({ kind: z.literal('delegate'), delegateId: z.uuid() }),
  ]),
  /** The document that the operator saw; null if none was requested yet. */
  identity: identityDocumentSchema.nullable(),
  /** If true, scanning a printed badge itself records that it was handed over. */
  badgeHandsOver: z.boolean().optional(),
});
export type CheckInInput = z.infer<typeof checkInInputSchema>;

/** The age of the lists behind the answer; null if the station has no hub. */
const lists = listAgesSchema.nullable();

export const checkInAnswerSchema = z.discriminatedUnion('outcome', [
  /**
   * The person would be admitted. Written once the operator confirms the document (same key,
   * `identity`).
   */
  z.strictObject({
    outcome: z.literal('identity-check'),
    delegate: deskDelegateSchema,
    notice: z.enum(['none', 'vip', 'flagged']),
    lists,
  }),
  z.strictObject({
    outcome: z.literal('admitted'),
    /** Null for a signed ticket whose holder is not in the local roster yet. */
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
         * `new`: issued with this check-in. Printed ahead: `waiting` (not printed yet, now next),
         * `ready` (printed, to be handed over) or `handed-over` (the person already has it).
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
    /** Serial of the badge. Scanning it has just recorded that the delegate has it. */
    handedOver: z.string().optional(),
    lists,
  }),
  z.strictObject({
    outcome: z.literal('not-registered'),
    /** A known person whose category has no right to this checkpoint; else null. */
    delegate: deskDelegateSchema.nullable(),
    /** The host that an unknown code names; else null. */
    host: z.string().nullable(),
    lists,
  }),
  z.strictObject({
    outcome: z.enum(['pending', 'cancelled', 'revoked']),
    delegate: deskDelegateSchema,
    lists,
  }),
  /** A genuine badge that is no longer valid, or whose issue this station does not know yet. */
  z.strictObject({
    outcome: z.literal('badge-not-valid'),
    delegate: deskDelegateSchema.nullable(),
    doubt: z.enum(badgeDoubts),
    serialText: z.string(),
    /** The delegate's valid badge; null if there is none. */
    newerSerial: z.string().nullable(),
    lists,
  }),
  /** The stop list has the person, or this badge alone. Overrides everything else. */
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
  z.strictObject({
    outcome: z.literal('other-event'),
    /** The other system's host, where the code names it. */
    host: z.string().nullable(),
    lists,
  }),
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

export const delegateNoteSchema = z.strictObject({
  factId: z.uuid(),
  text: z.string(),
  wall: z.int(),
  stationName: z.string(),
  operatorName: z.string().nullable(),
});
export type DelegateNote = z.infer<typeof delegateNoteSchema>;

export const delegateDetailSchema = z.strictObject({
  delegate: deskDelegateSchema,
  notice: z.enum(['none', 'vip', 'flagged']),
  /** `override` is set for admissions against the rules. */
  admissions: z.array(admissionSchema.extend({ override: overrideSchema.nullable() })),
  badges: z.array(badgeSummarySchema),
  /** Newest first. */
  notes: z.array(delegateNoteSchema),
});
export type DelegateDetail = z.infer<typeof delegateDetailSchema>;

/** One line of the desk's list of recent records. */
export const recentItemSchema = z.strictObject({
  admissionId: z.uuid(),
  delegateId: z.uuid(),
  printedName: z.string(),
  delegation: z.string(),
  wall: z.int(),
  undone: z.boolean(),
  /** The admission was against the rules. */
  override: z.boolean(),
  /** Written on paper first and entered later. `wall` is the true time. */
  fromPaper: z.boolean().optional(),
  /** The badge printed with this admission, if any. */
  badge: badgeSummarySchema.nullable(),
});
export type RecentItem = z.infer<typeof recentItemSchema>;

export const checkInCalls = {
  checkIn: call({
    access: 'operator',
    input: checkInInputSchema,
    output: checkInAnswerSchema,
    activity: none,
    isRepeatable: true,
    precedesBadge: true,
  }),
  undoCheckIn: call({
    access: 'operator',
    input: z.strictObject({ admissionId: z.uuid(), reason: undoReasonSchema }),
    output: nothing,
    activity: none,
    isRepeatable: true,
  }),
  getRecent: call({
    access: 'operator',
    input: z.strictObject({ limit: z.int().min(1).max(200) }),
    output: z.array(recentItemSchema),
    activity: none,
  }),
  searchDelegates: call({
    access: 'operator',
    input: z.strictObject({ query: z.string().max(200), limit: z.int().min(1).max(200) }),
    output: z.strictObject({ rows: z.array(searchRowSchema), more: z.boolean() }),
    activity: ({ query }) => noted('search', query),
    precedesBadge: true,
  }),
  getDelegate: call({
    access: 'operator',
    input: z.strictObject({ id: z.uuid() }),
    output: delegateDetailSchema,
    activity: ({ id }) => ({ kind: 'opened', delegateId: id, detail: '' }),
    precedesBadge: true,
  }),
};

export const overrideAnswerSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('granted'), answer: checkInAnswerSchema }),
  /** The rules now give another result, so nothing was written. */
  z.strictObject({ result: z.literal('changed'), outcome: z.string() }),
  ...secondPinRefusals,
]);
export type OverrideAnswer = z.infer<typeof overrideAnswerSchema>;

export const overrideCalls = {
  /** Admits a person against the rules, with a reason and the PIN of a second person. */
  overrideRefusal: call({
    access: 'operator',
    input: overrideRequestSchema.extend({ pin: pinSchema }),
    output: overrideAnswerSchema,
    activity: none,
    isRepeatable: true,
  }),
};

const admissionSideSchema = z.strictObject({
  admissionId: z.uuid(),
  wall: z.int(),
  stationName: z.string(),
  operatorName: z.string().nullable(),
});

/** A delegate admitted twice at a checkpoint on one day, by desks unaware of each other. */
export const duplicateSchema = z.strictObject({
  delegateId: z.uuid(),
  printedName: z.string(),
  delegation: z.string(),
  checkpoint: z.string(),
  localDay: z.string(),
  /** The admission that counts, the same at every station. */
  first: admissionSideSchema,
  /** The second admission. Both facts stay. */
  further: admissionSideSchema,
  /** The person's valid badges, likeliest first. Resolving the duplicate leaves one of them. */
  badges: z.array(z.strictObject({ serialText: z.string(), state: z.enum(badgeStates) })),
  resolution: z
    .strictObject({ note: z.string(), operatorName: z.string().nullable(), wall: z.int() })
    .nullable(),
});
export type Duplicate = z.infer<typeof duplicateSchema>;

export const enterFromPaperInputSchema = z.strictObject({
  /** UUID made by the page for this line. A repeated key is written once. */
  key: z.uuid(),
  delegateId: z.uuid(),
  /** When the person came, UTC milliseconds of the event's clock. */
  at: z.int(),
  /** As typed: the complete number of a one-day badge, or its count; empty for none. */
  number: z.string().max(40),
  /** Also prints the delegate's own badge, if this is the event's first admission. */
  printBadge: z.boolean(),
});
export type EnterFromPaperInput = z.infer<typeof enterFromPaperInputSchema>;

export const enterFromPaperAnswerSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('entered'),
    admissionId: z.uuid(),
    at: z.int(),
    /** In full; null if there is none. */
    number: z.string().nullable(),
    /** A badge was sent to the printer. */
    prints: z.boolean(),
  }),
  /** Already in since `at` (UTC milliseconds). */
  z.strictObject({ outcome: z.literal('already-in'), at: z.int() }),
  /** The rules refuse. Only an override at the desk admits. */
  z.strictObject({
    outcome: z.literal('refused'),
    why: z.enum(['pending', 'cancelled', 'revoked', 'wrong-day', 'stopped', 'other']),
  }),
  z.strictObject({ outcome: z.literal('time-not-today') }),
  z.strictObject({ outcome: z.literal('time-in-future') }),
  z.strictObject({ outcome: z.literal('number-unreadable') }),
  z.strictObject({ outcome: z.literal('number-used'), number: z.string() }),
]);
export type EnterFromPaperAnswer = z.infer<typeof enterFromPaperAnswerSchema>;

export const fromPaperCalls = {
  enterFromPaper: call({
    access: 'operator',
    input: enterFromPaperInputSchema,
    output: enterFromPaperAnswerSchema,
    activity: none,
    isRepeatable: true,
  }),
};
