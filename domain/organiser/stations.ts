import { z } from 'zod';
import { stationModeSchema } from '../base/protocol.ts';
import { localDaySchema } from '../event/event-file.ts';
import { operatorRoleSchema } from '../operators/rights.ts';
import { helpReasonSchema } from '../station/help-calls.ts';
import { reportedHealthSchema } from '../sync/reported-health.ts';

const countSchema = z.int().nonnegative();

/**
 * Why the hub refuses a station's pushes, which the station keeps. `beyond-bounds`: a request
 * stated a number or a size that no station can have.
 */
export const refusedPushes = [
  'bad-signature',
  'beyond-bounds',
  'chain-differs',
  'too-many-requests',
] as const;
export type RefusedPush = (typeof refusedPushes)[number];

/** What may be wrong with a station, worst first. */
export const stationTroubles = [
  'oversteps',
  'tickets-missing',
  'push-refused',
  'offline',
  'store-incomplete',
  'printer-stopped',
  'paper-out',
  'camera-failed',
  'event-file-differs',
  'clock-off',
  'facts-waiting',
  'quarantined',
  'paper-low',
  'outcome-unknown',
  'disk-nearly-full',
  'store-not-copied',
  'other-version',
] as const;
export type StationTrouble = (typeof stationTroubles)[number];

export const stationSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  mode: stationModeSchema,
  state: z.enum(['enrolled', 'revoked', 'replaced']),
  replacedBy: z.string().nullable(),
  enrolledAt: z.int().nullable(),
  lastSeen: z.int().nullable(),
  /** In contact within the last minute. */
  online: z.boolean(),
  /** Number of facts that it held at its last contact and that the hub lacks. */
  waiting: countSchema,
  quarantined: countSchema,
  /** Null if the hub accepts its facts. */
  refused: z.enum(refusedPushes).nullable(),
  /**
   * For a self-service kiosk: the number of admissions with a ticket code read there, by rule
   * without one (registration code and family name, signed tickets), and with neither. Null for
   * other stations.
   */
  tickets: z.object({ proved: countSchema, byRule: countSchema, unproved: countSchema }).nullable(),
  version: z.string(),
  /**
   * Right time (the hub's, or that of most stations if the hub's is in doubt) minus the station's,
   * ms; or null.
   */
  clockOffset: z.int().nullable(),
  /** The event's version as it last reported; null before its first exchange. */
  eventVersion: z.int().positive().nullable(),
  /** More than a minute off the clock of the others. */
  clockIsOff: z.boolean(),
  /**
   * Its last report of printers, camera, disk and store; null if it sent none (an older version).
   */
  health: reportedHealthSchema.extend({ heard: z.int() }).nullable(),
  /** Worst first. */
  troubles: z.array(z.enum(stationTroubles)),
});
export type OrganiserStation = z.infer<typeof stationSchema>;

/** By name. Revoked and replaced ones come last. */
export const stationsSchema = z.object({
  asOf: z.int(),
  /** Hub's clock minus that of most stations, milliseconds, if the hub's is in doubt. */
  hubClockOff: z.int().nullable(),
  stations: z.array(stationSchema),
  operators: z.object({
    count: countSchema,
    /** The hub accepts no more. */
    isFull: z.boolean(),
    /**
     * Operators created by one person alone, by name. They are in no list until a second person or
     * an organiser vouches.
     */
    waiting: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        role: operatorRoleSchema,
        desk: z.string(),
      }),
    ),
  }),
});
export type OrganiserStations = z.infer<typeof stationsSchema>;

/** The organiser must type the station's name, because revoking it is final. */
export const revokeRequestSchema = z.object({ confirm: z.string().max(60) });

export const inviteStationRequestSchema = z.object({
  mode: stationModeSchema,
  /** If empty, the station's own name is used. */
  name: z.string().trim().max(60),
  replaces: z.uuid().nullable(),
});

export const invitedStationSchema = z.object({
  /** One-time code, for typing. */
  code: z.string(),
  expires: z.int(),
  /** Hex. An operator who types the code compares its first characters. */
  fingerprint: z.string(),
  /** For each address of the hub (likeliest first) the text of the QR code that the page draws. */
  invites: z.array(z.object({ url: z.string(), text: z.string() })),
});
export type InvitedStation = z.infer<typeof invitedStationSchema>;

export const inviteCodeSchema = z.object({ code: z.string().max(20) });
/** Name of the station that used the code; null while it is still valid. */
export const inviteUseSchema = z.object({ usedBy: z.string().nullable() });

const admissionPlaceSchema = z.object({
  admissionId: z.uuid(),
  wall: z.int(),
  stationName: z.string(),
  operatorName: z.string().nullable(),
  badgeSerial: z.string().nullable(),
});

/** Open ones first, then by day, checkpoint and delegate. A desk resolves them, with a note. */
export const duplicatesSchema = z.object({
  asOf: z.int(),
  open: countSchema,
  rows: z.array(
    z.object({
      delegateId: z.uuid(),
      /** Empty if the delegate is no longer in the roster. */
      printedName: z.string(),
      delegation: z.string(),
      checkpoint: z.string(),
      day: localDaySchema,
      first: admissionPlaceSchema,
      further: admissionPlaceSchema,
      resolved: z
        .object({
          wall: z.int(),
          stationName: z.string(),
          operatorName: z.string().nullable(),
          note: z.string(),
        })
        .nullable(),
    }),
  ),
});
export type OrganiserDuplicates = z.infer<typeof duplicatesSchema>;

/**
 * The latest call of the day of each station. Unanswered calls come first, the one waiting longest
 * on top; then the answered ones, newest first.
 */
export const helpCallsSchema = z.object({
  asOf: z.int(),
  open: countSchema,
  calls: z.array(
    z.object({
      id: z.uuid(),
      stationName: z.string(),
      mode: stationModeSchema.nullable(),
      reason: helpReasonSchema,
      /** The code that the delegate was asked to quote. */
      code: z.string().nullable(),
      /** Time of the first unanswered call. */
      since: z.int(),
      wall: z.int(),
      /** So old that desks no longer sound an alert. */
      quiet: z.boolean(),
      answered: z
        .object({ wall: z.int(), stationName: z.string(), operatorName: z.string().nullable() })
        .nullable(),
    }),
  ),
});
export type OrganiserHelpCalls = z.infer<typeof helpCallsSchema>;
