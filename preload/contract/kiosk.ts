import { z } from 'zod';
import { eventTextSchema, kioskLanguages } from '../../domain/base/language.ts';
import { heldPlaces } from '../../domain/bookings/booking.ts';
import { printerPlaceSchema } from '../../domain/printing/print-job.ts';
import { delegateSchema } from '../../domain/roster/delegate.ts';
import { correctionSchema } from '../../domain/roster/roster-changes.ts';
import { allModes, call, none, nothing } from './base.ts';
import { scanInputSchema } from './check-in.ts';

/**
 * The delegate at a kiosk, with only what the screens need: no status, no flag, no contact, no id.
 * The main process knows the person; the page holds a token that expires with the visit.
 */
const kioskPersonSchema = delegateSchema
  .pick({
    title: true,
    printedName: true,
    givenName: true,
    familyName: true,
    nativeName: true,
    jobTitle: true,
    delegation: true,
    category: true,
    grammaticalGender: true,
  })
  .strict();
export type KioskPerson = z.infer<typeof kioskPersonSchema>;

const tokenSchema = z.strictObject({ token: z.uuid() });
/** The code that a delegate quotes at the desk. It does not reveal the reason. */
const quoted = z.string().regex(/^[A-Z]{4}$/);

const lookUpInputSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('scan'), scan: scanInputSchema }),
  /** Two factors, because such a code may be guessed. */
  z.strictObject({
    kind: z.literal('typed'),
    code: z.string().max(80),
    familyName: z.string().max(120),
  }),
]);
export type KioskLookUp = z.infer<typeof lookUpInputSchema>;

const seeDesk = z.strictObject({
  outcome: z.literal('see-desk'),
  /** One outcome for wrong day, cancelled, pending, revoked, flagged, stopped and forged codes. */
  code: quoted,
});
const alreadyIn = z.strictObject({
  outcome: z.literal('already-in'),
  /** UTC milliseconds. */
  wall: z.int(),
  code: quoted,
});

const lookUpAnswerSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('found'),
    token: z.uuid(),
    person: kioskPersonSchema,
    /** The person's language, if the kiosk offers it. */
    language: z.enum(kioskLanguages).nullable(),
    /** Was admitted on another day and has a badge, so nothing is printed. */
    returning: z.boolean(),
  }),
  alreadyIn.extend({ language: z.enum(kioskLanguages).nullable() }),
  /**
   * The organiser's code proves nothing alone. The family name is required, whether or not the code
   * is known.
   */
  z.strictObject({ outcome: z.literal('name-needed'), code: z.string().max(80) }),
  z.strictObject({ outcome: z.literal('not-found') }),
  /**
   * The code itself says that it is for another event. `host` is the system that it names, if any.
   */
  z.strictObject({ outcome: z.literal('other-event'), host: z.string().nullable() }),
  /** A badge's code, which is not a ticket. */
  z.strictObject({ outcome: z.literal('badge-shown') }),
  seeDesk,
  /** Too many wrong guesses at this kiosk. It accepts typed codes again after `milliseconds`. */
  z.strictObject({ outcome: z.literal('wait'), milliseconds: z.int().positive() }),
]);
export type KioskLookUpAnswer = z.infer<typeof lookUpAnswerSchema>;

const sessionSchema = z.strictObject({
  name: eventTextSchema,
  room: eventTextSchema.nullable(),
  opens: z.string(),
  closes: z.string(),
  /** The person's place in a session that asks for a booking; null for a session that does not. */
  place: z.enum(heldPlaces).nullable(),
});
export type KioskSession = z.infer<typeof sessionSchema>;

const checkInAnswerSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('admitted'),
    /** `printing`: in progress. `ready`: printed ahead, at the desk. `none`: the person has one. */
    badge: z.enum(['printing', 'ready', 'none']),
    /** Where to collect it: at a staffed counter that checks identity, else beside the kiosk. */
    handOver: z.enum(['counter', 'beside']),
    /**
     * Today's sessions that the person may attend, in order; of those that ask for a booking, the
     * ones in which the person has a place or a turn.
     */
    sessions: z.array(sessionSchema),
    code: quoted,
  }),
  alreadyIn,
  seeDesk,
]);
export type KioskCheckInAnswer = z.infer<typeof checkInAnswerSchema>;

const printViewSchema = z.strictObject({
  /**
   * `printed`: confirmed by the printer, or fully sent to one that reports nothing (`confirmed`
   * false). `held`: waits for the printer. `unclear`: a member of staff must check.
   */
  state: z.enum(['printing', 'printed', 'held', 'unclear']),
  confirmed: z.boolean(),
  /** Where the printer that has it is; null if none has it, or the place is not set. */
  place: printerPlaceSchema.nullable(),
  /** It was moved there because its own printer could not print. */
  moved: z.boolean(),
});
export type KioskPrintView = z.infer<typeof printViewSchema>;

/**
 * The calls of a self-service kiosk. None lists, searches or shows anyone but the person using it.
 */
export const kioskCalls = {
  kioskLookUp: call({
    modes: ['kiosk'],
    access: 'anyone',
    input: lookUpInputSchema,
    output: lookUpAnswerSchema,
    activity: none,
    precedesBadge: true,
  }),
  /** The exact bitmap that would print. `not-found`: the visit has ended. */
  kioskPreview: call({
    modes: ['kiosk'],
    access: 'anyone',
    input: tokenSchema,
    output: z.strictObject({
      png: z.instanceof(Uint8Array),
      width: z.int(),
      height: z.int(),
    }),
    activity: none,
  }),
  /** Changes only the spelling of names. `too-different` if it would be another person's name. */
  kioskCorrect: call({
    modes: ['kiosk'],
    access: 'anyone',
    input: tokenSchema.extend({
      correction: correctionSchema
        .pick({ printedName: true, givenName: true, familyName: true })
        .strict(),
    }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('corrected'), person: kioskPersonSchema }),
      z.strictObject({ result: z.literal('too-different') }),
    ]),
    activity: none,
  }),
  /** Admits and prints, and writes the consents. A repeated call gives the same answer. */
  kioskCheckIn: call({
    modes: ['kiosk'],
    access: 'anyone',
    input: tokenSchema.extend({
      /** Only the consents that were asked for. A missing one was not given. */
      consents: z.record(z.string().max(40), z.boolean()),
    }),
    output: checkInAnswerSchema,
    activity: none,
    isRepeatable: true,
  }),
  /** The state of this visit's badge. Call it again on `printJobsChanged`. */
  kioskPrinting: call({
    modes: ['kiosk'],
    access: 'anyone',
    input: tokenSchema,
    output: printViewSchema,
    activity: none,
  }),
  /** Ends every visit: the main process forgets the person. */
  kioskWipe: call({
    modes: ['kiosk'],
    access: 'anyone',
    input: nothing,
    output: nothing,
    activity: none,
  }),
  /** Calls a member of staff, through the ledger at every desk. */
  callForHelp: call({
    modes: allModes,
    access: 'anyone',
    input: z.strictObject({
      reason: z.enum(['asked', 'not-found', 'already-in', 'see-desk', 'printer', 'trouble']),
      /** The code on the screen; null makes a new one. */
      code: quoted.nullable(),
    }),
    output: z.strictObject({ callId: z.uuid(), code: quoted }),
    activity: none,
  }),
  /** Whether an operator answered the call. Call it again on `countsChanged` and `syncChanged`. */
  getHelpCall: call({
    modes: allModes,
    access: 'anyone',
    input: z.strictObject({ callId: z.uuid() }),
    output: z.strictObject({ answered: z.boolean() }),
    activity: none,
  }),
};
