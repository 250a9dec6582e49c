import { z } from 'zod';
import { maxCodeLength, maxPlaces, maxPolicyMinutes } from '../base/bounds.ts';
import { toHex, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { canonicalJson, type JsonValue } from '../base/json.ts';
import { eventLanguagesSchema, eventTextSchema } from '../base/language.ts';
import { hashSchema } from '../base/protocol.ts';
import { extraFieldsSchema } from './extra-fields.ts';
import { groupWords } from './group-words.ts';

/**
 * What a checkpoint does with a genuine badge that is not the one to pass with. `ask`: amber, the
 * steward looks at the photo and decides. `refuse`: red.
 */
export const badgePolicySchema = z.strictObject({
  /** Replaced by a newer badge, or from a check-in that was undone. */
  stale: z.enum(['refuse', 'ask']).default('refuse'),
  /** Returned, and not handed out again since. */
  returned: z.enum(['refuse', 'ask']).default('ask'),
  /** Its issue has not reached this station, which so cannot check whether the code is genuine. */
  unheard: z.enum(['refuse', 'ask']).default('ask'),
});
export type BadgePolicy = z.infer<typeof badgePolicySchema>;

/** A calendar day in the event's time zone, `YYYY-MM-DD`. */
export const localDaySchema = z.iso.date();
export type LocalDay = string;

/** A local time of day, `HH:MM`, 24 hours. */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A position in a list of the event. */
const placeSchema = z.int().nonnegative().max(maxPlaces);

/** No longer offered, but kept: records may refer to it (`event-changes.ts`). */
const retiredSchema = z.literal(true).optional();

const categorySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: eventTextSchema,
  /** Names for a woman in languages where they differ ("déléguée"): by the person's gender. */
  feminine: eventTextSchema.optional(),
  /** Interpreters, press and staff never count towards a quorum. */
  countsTowardsQuorum: z.boolean(),
  /** The strip on the badge: a pattern that thermal printers can show, never colour alone. */
  strip: z.enum(['solid', 'outline', 'diagonal', 'dots', 'bars', 'checks']),
  retired: retiredSchema,
});
export type Category = z.infer<typeof categorySchema>;

export const windowSchema = z.strictObject({
  day: localDaySchema,
  opens: timeOfDaySchema,
  closes: timeOfDaySchema,
});

export const checkpointIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .max(maxCodeLength);

const checkpointSchema = z.strictObject({
  /** Records refer to the checkpoint by this id. */
  id: checkpointIdSchema,
  name: eventTextSchema,
  kind: z.enum(['registration', 'session', 'exit']),
  /** Days and local times at which the checkpoint admits; an empty list means always. */
  windows: z.array(windowSchema),
  /** Categories with the right to pass; null means all. */
  categories: z.array(z.string()).nullable(),
  /**
   * The room or area it leads into. Checkpoints of one zone share a count. Null: a zone of its own.
   */
  zone: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .nullable()
    .default(null),
  /** Max number of people in its zone at once; null for no limit. */
  capacity: z.int().positive().max(maxPlaces).nullable().default(null),
  /** What happens when the zone is full: the steward decides, or no one passes. */
  whenFull: z.enum(['ask', 'refuse']).default('ask'),
  /** Max number of people of one delegation inside at once; null for no limit. */
  seatsPerDelegation: z.int().positive().max(maxPlaces).nullable().default(null),
  /**
   * A person who is inside by the count comes in again: the exit was not scanned, or the badge is
   * used twice.
   */
  reentry: z.enum(['admit', 'ask', 'refuse']).default('ask'),
  /** What a door does with a genuine badge that is not the one to pass with. */
  badges: badgePolicySchema.prefault({}),
  /** Its room, as the signs in the building name it; null where no one needs directions. */
  room: eventTextSchema.nullable().default(null),
  /**
   * What a door does with a ticket instead of a badge, which shows a name but no face. A
   * registration code is not secret: where tickets are admitted, the steward is asked about it.
   */
  tickets: z.enum(['admit', 'ask', 'refuse']).default('admit'),
  /** Only people who were checked in at a registration desk may pass. */
  needsCheckIn: z.boolean().default(false),
  /**
   * Who may pass a session's door: everyone with the right, people with a booking, or these first
   * and others later while places are left.
   */
  passes: z.enum(['everyone', 'booked-only', 'booked-first']).default('everyone'),
  /** Minutes after the opening from which others may pass where people with a booking go first. */
  othersAfter: z.int().min(0).max(maxPolicyMinutes).default(10),
  /** It then admits no one. */
  retired: retiredSchema,
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** A checkpoint of the file, with defaults for the fields that are omitted. */
export function makeCheckpoint(given: z.input<typeof checkpointSchema>): Checkpoint {
  return checkpointSchema.parse(given);
}

export const delegationSchema = z.strictObject({
  /** The secretariat's own code; not necessarily an ISO code. */
  code: z.string().min(1).max(16),
  name: eventTextSchema,
  kind: z.enum(['member', 'observer', 'organisation', 'secretariat']),
  /** Position in the lists of each screen language, from the secretariat's table. */
  order: z.strictObject({ en: placeSchema, fr: placeSchema }),
  /** First and last day on which the name is valid; null for no limit. */
  validFrom: localDaySchema.nullable(),
  validTo: localDaySchema.nullable(),
  retired: retiredSchema,
});
export type Delegation = z.infer<typeof delegationSchema>;

const policiesSchema = z.strictObject({
  /**
   * At a desk no badge is printed until the operator has confirmed the identity document with one
   * key.
   */
  idCheck: z.boolean(),
  /**
   * What to do with a validly signed ticket of a person who is not yet in the local roster. Only a
   * desk can admit the person: kiosks and doors do not know the name.
   */
  unknownSignedTicket: z.enum(['admit', 'refuse']),
  /** A held badge older than this prints only after the operator confirms. */
  heldBadgeAsksAfterMinutes: z.int().positive().max(maxPolicyMinutes),
  /** At a station with a hub, verdicts turn amber when its lists are older than this. */
  listsOldAfterMinutes: z.int().positive().max(maxPolicyMinutes).default(15),
});
export type Policies = z.infer<typeof policiesSchema>;

/** Something that a delegate may consent to at a kiosk. Refusing does not prevent admission. */
const consentSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  /** One sentence, in the delegate's voice. */
  text: eventTextSchema,
});
export type Consent = z.infer<typeof consentSchema>;

/** Max characters of an emblem (30 kB): it is sent with each version of the event. */
export const maxEmblemText = 40_000;

export const ticketHostSchema = z.hostname().toLowerCase();
export const maxTicketHosts = 8;

/**
 * The event file: everything about an event except people. The secretariat makes it and every
 * station reads it. JSON, UTF-8. It contains public keys only; the event secret is sent separately.
 */
export const eventFileSchema = z.strictObject({
  formatVersion: z.literal(1),
  id: z.uuid(),
  /**
   * The languages of its texts. A text that lacks the language of a person or screen is shown in
   * the first of these that it has.
   */
  languages: eventLanguagesSchema,
  name: eventTextSchema,
  place: eventTextSchema,
  /** IANA time zone in which days and windows are computed. */
  timeZone: z.string().min(1),
  /** Local time at which a new day begins. A reception after midnight belongs to the day before. */
  dayBoundary: timeOfDaySchema,
  days: z.array(localDaySchema).min(1),
  checkpoints: z.array(checkpointSchema).min(1),
  categories: z.array(categorySchema).min(1),
  /** What screens and papers call the groups of people that `delegations` lists. */
  groupWord: z.enum(groupWords).default('delegation'),
  /** Empty where the event does not divide its people. */
  delegations: z.array(delegationSchema),
  policies: policiesSchema,
  /** What a kiosk asks before it prints. */
  consents: z.array(consentSchema).max(4).default([]),
  /** Fields that this event adds to the standard ones of its delegates. */
  extraFields: extraFieldsSchema.default([]),
  /**
   * Raw Ed25519 public keys (32 bytes, base64) for tickets; more than one during a change of keys.
   */
  ticketKeys: z.array(z.base64()).min(1),
  /** Id of the only station that issues tickets, signed. Null: any desk issues codes in letters. */
  ticketIssuer: z.uuid().nullable().default(null),
  /**
   * Regular expression of the organiser's registration codes, anchored at both ends by the app; or
   * null.
   */
  registrationCodePattern: z.string().nullable(),
  /**
   * Hosts of other systems whose tickets are for this event. A ticket that names another host is
   * for another event. If the list is empty, no ticket is refused because of its host.
   */
  ticketHosts: z.array(ticketHostSchema).max(maxTicketHosts).default([]),
  /** The organiser's emblem at the top of badges: PNG in base64. */
  emblem: z.base64().min(1).max(maxEmblemText).optional(),
});
export type EventFile = z.infer<typeof eventFileSchema>;

/** Payload of `event-changed`. `hash` is the {@link eventFileHash}. */
export const eventChangedSchema = z.object({ version: z.int().positive(), hash: hashSchema });

/** Its personal payload: the name of the person who saved the version. */
export const eventChangedBySchema = z.object({ by: z.string() });

/**
 * SHA-256 (hex) of an event file's canonical JSON. It is equal where two stations work with the
 * same file, whatever its indentation and whether its defaults are written out. `file` is a result
 * of `eventFileSchema`.
 */
export function eventFileHash(file: EventFile, crypto: Pick<Crypto, 'sha256'>): string {
  // As in JSON: omits fields without a value.
  const plain: JsonValue = JSON.parse(JSON.stringify(file));
  return toHex(crypto.sha256(utf8(canonicalJson(plain))));
}
