import { z } from 'zod';
import { maxCodeLength, maxFactVersion, maxKseq } from '../base/bounds.ts';
import { momentSchema } from '../base/protocol.ts';
import { localDaySchema } from '../event/event-file.ts';

/** Kind of identity document that the operator saw. The ledger never holds its number or a copy. */
export const identityDocumentSchema = z.enum([
  'passport',
  'identity-card',
  'service-card',
  'other',
]);
export type IdentityDocument = z.infer<typeof identityDocumentSchema>;

export const undoReasonSchema = z.enum([
  'wrong-person',
  'scanned-by-mistake',
  'left-at-once',
  'other',
]);
export const reprintReasonSchema = z.enum(['lost', 'damaged', 'misspelt', 'printer-fault']);
export type UndoReason = z.infer<typeof undoReasonSchema>;
export type ReprintReason = z.infer<typeof reprintReasonSchema>;

/**
 * The kinds of facts in the ledger. Printed, handed over and present are separate facts. The
 * comment on each kind lists its `payload` (canonical JSON, hashed, without personal data).
 */
export const attendanceTypes = [
  /**
   * {identity: document kind
   * null, source: camera
   * hid
   * typed
   * picture
   * search}. Against the rules: also {override: the refusal, reason, approvedBy: operator id};
   * personal then: {note}. Typed in from paper: {source: paper, fromPaper: true, at: true time, UTC
   * milliseconds, paperNumber: of the one-day badge
   * null}. At a self-service kiosk also {read: ticket
   * signed-ticket
   * registration-code, proof: of the ticket code (`ticket-proof.ts`)}
   */
  'admitted',
  /** target = event id of the admission; {reason} */
  'admission-undone',
  /**
   * A badge serial came into being with its print job; {reason: first|lost|damaged|…, replaces:
   * serial|null, salt, hash: of the token in its code (`badge-token.ts`), batch?: the batch that
   * prints it ahead}
   */
  'badge-issued',
  /**
   * {outcome: confirmed
   * sent
   * spooled
   * came-out}. "came-out" is reported by the operator
   */
  'badge-printed',
  /** {to: delegate|focal-point} */
  'badge-handed-over',
  /**
   * {fate: stale|returned|lost|destroyed|not-printed|printed}. "stale" only ends the validity;
   * "printed" takes a wrong fate back: the badge is at the desk. `targetId` is then the fact that
   * was wrong, else the issue.
   */
  'badge-voided',
  /** Registered at a desk; {identity: document kind, status}. Personal: see `roster-changes.ts` */
  'walk-in-registered',
  /** An operator corrected names; {fields: their names, comma between}. Personal: the new values */
  'spelling-corrected',
  /**
   * A desk changed a person in the list of people: cancelled, restored, edited; {fields: their
   * names, comma between}. Personal: the new values
   */
  'person-changed',
  /** An administrator's change, in the hub's chain; {fields: as above}. Personal: the new values */
  'registration-changed',
  /** New event secret, in the hub's chain; {number}. Personal: for desks (`event-secrets.ts`) */
  'secret-renewed',
  /**
   * New version of the event, in the hub's chain; {version, hash of the file}. Personal: who saved
   * it (`event-file.ts`)
   */
  'event-changed',
  /**
   * Order of two hub administrators on a station's records, in the hub's chain; {verdict:
   * disregard|count|as-before, range: {station, incarnation | null, from, to | null}}.
   * `judgement.ts`
   */
  'facts-judged',
  /**
   * delegateId withdraws; {replacedBy: delegate id, approvedBy: operator id | null}. Personal: the
   * letter's reference, the approver, the new person
   */
  'delegate-replaced',
  /** target = event id of the further admission that an operator reviewed. Personal: the note */
  'duplicate-resolved',
  /**
   * A place in the session `checkpoint` was booked for delegateId, waited for, or given up;
   * {to: booked|waiting|released, why: asked|list|promoted|registration-ended}. A promotion's
   * `targetId` is the fact by which the person waited. `bookings/session-bookings.ts`
   */
  'booking-changed',
  /** Left the zone of a checkpoint, by its door */
  'went-out',
  /** Back in a zone after admission there on the same day; {reentry: after-exit|without-exit} */
  'came-back',
  /**
   * A person was refused; {outcome: outcome of the rules, serial: the badge that was shown | null,
   * what?: delegate|badge that the stop list names, doubt?: what is wrong with the badge}
   */
  'refused',
  /** A delegate at a kiosk, or a steward at a door, asks for a member of staff; {reason, code} */
  'help-called',
  /**
   * target = event id of the call. Of the organiser's page, in the hub's chain; personal then: who
   * goes (`help-calls.ts`)
   */
  'help-answered',
  /** A user has seen an alert; target = event id of the fact that raised it */
  'alert-seen',
  /** A note on a delegate. Personal: the text */
  'note-written',
  /**
   * What the delegate agreed to at a kiosk, or the photo at a desk (`badge-photo`); {name of a
   * consent: true|false}
   */
  'consent-recorded',
  /**
   * The station records the length of its chain as it closes a day; {day, incarnation, count: facts
   * before this one, head: hash of the last of them}. `day-close/close-fact.ts`
   */
  'day-closed',
  /**
   * An operator resolved a day's finding; {day, finding: kind, reference}. Personal: the note. Or
   * said that delegateId and another are two people; {finding: two-people, reference: the other}
   */
  'finding-resolved',
] as const;
export const attendanceTypeSchema = z.enum(attendanceTypes);
export type AttendanceType = z.infer<typeof attendanceTypeSchema>;

/**
 * Numbers the lives of an installation. Each has its own range of 2²⁰ badge numbers, of 2³² in all.
 */
export const incarnationSchema = z.int().min(1).max(4095);

/** The place of a chain: an incarnation, or a branch of one (`domain/ledger/chain.ts`). */
export const placeIncarnationSchema = z
  .int()
  .min(1)
  .max(2 ** 33)
  .refine((place) => incarnationSchema.safeParse(place % 4096).success);

/** The place of a fact in its chain, from 1. */
export const kseqSchema = z.int().positive().max(maxKseq);

/** An id of the event's file or a serial, within the limit that reports accept. */
const codeSchema = z.string().min(1).max(maxCodeLength);

/** One fact of the ledger. Hashed in canonical JSON (RFC 8785) of all its fields but `hash`. */
export const attendanceEventSchema = z.strictObject({
  /** UUIDv7. */
  id: z.uuid(),
  eventId: z.uuid(),
  station: z.uuid(),
  incarnation: incarnationSchema,
  /** Dense sequence number within (station, incarnation), from 1. */
  kseq: kseqSchema,
  type: attendanceTypeSchema,
  delegateId: z.uuid().nullable(),
  checkpoint: codeSchema.nullable(),
  /** The event that this one refers to, for example the admission that an undo names. */
  targetId: z.uuid().nullable(),
  operatorId: z.uuid().nullable(),
  /** Day in the event's time zone, with its day boundary. */
  localDay: localDaySchema,
  /** Text of the badge serial (station number and count), where a badge is concerned. */
  badgeSerial: codeSchema.nullable(),
  /**
   * Ids of the last facts on the same matter that the author had seen (`cause.ts`), separated by
   * commas; empty for none.
   */
  after: z.string().regex(/^([0-9a-f-]{36}(,[0-9a-f-]{36}){0,31})?$/),
  /** Hybrid logical clock, sortable text. */
  hlc: z.string(),
  /** Wall clock, UTC milliseconds since 1970. */
  wall: momentSchema,
  /** Version of the payload's form. */
  version: z.int().positive().max(maxFactVersion),
  /** Canonical JSON without personal data. */
  payload: z.string(),
  /** Hex SHA-256 salted commitment to a personal payload kept apart, or null. */
  commitment: z.string().nullable(),
  /** Hex SHA-256 of (previous hash ‖ canonical JSON of the other fields). */
  hash: z.string().length(64),
});
export type AttendanceEvent = z.infer<typeof attendanceEventSchema>;

/** A fact with its place in the order of facts. */
export interface OrderedFact extends AttendanceEvent {
  /** Its clock within the hub's bounds (`hlc.ts`). Until the hub has the fact, its own clock. */
  effective: string;
}

/** An admission that is valid (not undone), with the fields that the rules need. */
export interface StandingAdmission {
  eventId: string;
  checkpoint: string;
  localDay: string;
  /** UTC milliseconds at which the person came. */
  wall: number;
  station: string;
  stationName: string;
  operatorName: string | null;
  /** Written on paper first, and typed in afterwards. */
  fromPaper?: boolean;
}
