import { z } from 'zod';
import { registrationGaps } from '../badges/registration-balance.ts';
import { bilingualSchema, screenLanguageSchema } from '../base/language.ts';
import { localDaySchema } from '../event/event-file.ts';
import { extraFieldsSchema } from '../event/extra-fields.ts';

/** Times on the organiser's page are UTC ms of the hub's clock; days are the event's. */

const countSchema = z.int().nonnegative();

/** The requested day; today where it is left out. */
export const dayQuerySchema = z.object({ day: localDaySchema.optional() });

/** The event as the page needs it: what does not change while the hub runs. */
export const organiserEventSchema = z.object({
  id: z.uuid(),
  hubName: z.string(),
  name: bilingualSchema,
  place: bilingualSchema,
  timeZone: z.string(),
  dayBoundary: z.string(),
  days: z.array(localDaySchema),
  /** The event's day now; it may be outside `days`. */
  today: localDaySchema,
  checkpoints: z.array(
    z.object({
      id: z.string(),
      name: bilingualSchema,
      kind: z.enum(['registration', 'session', 'exit']),
      room: bilingualSchema.nullable(),
    }),
  ),
  categories: z.array(z.object({ id: z.string(), name: bilingualSchema })),
  delegations: z.array(z.object({ code: z.string(), name: bilingualSchema })),
  extraFields: extraFieldsSchema,
});
export type OrganiserEvent = z.infer<typeof organiserEventSchema>;

/** The basis of a figure. */
export const basisSchema = z.object({
  /** When it was computed. */
  asOf: z.int(),
  /** Number of the last fact in it; the same number gives the same figure. */
  seq: countSchema,
});

export const summarySchema = z.object({
  day: localDaySchema,
  basis: basisSchema,
  /**
   * The day's registrations, walk-ins included. The six figures below add up to `registered` and
   * the sum of `gaps` (domain/badges/registration-balance.ts).
   */
  registered: countSchema,
  present: countSchema,
  /** Confirmed and not seen on the day. */
  notArrived: countSchema,
  cancelled: countSchema,
  pending: countSchema,
  revoked: countSchema,
  /** Cancelled because another person came instead. */
  replaced: countSchema,
  /** People who are present although their registration differs. */
  gaps: z.record(z.enum(registrationGaps), countSchema),
  /** In the roster, absent, and the day is not theirs. */
  otherDays: countSchema,
  /** Seen on any day of the event. */
  presentAnyDay: countSchema,
  /** Valid admissions of the day, at all checkpoints. */
  admissions: countSchema,
  /** Admissions of the day that were undone. */
  undone: countSchema,
  /** People who registered at a desk, on the day. */
  walkIns: countSchema,
  /** Badges issued in place of another, on the day. */
  reprints: countSchema,
  /** Admissions of the day against the rules, which a supervisor approved. */
  overrides: countSchema,
  /** Refusals of the day that are facts. */
  refusals: countSchema,
  /** Admitted twice, and nobody has resolved it; of all days. */
  openDuplicates: countSchema,
  /** Unanswered calls for help. */
  openCalls: countSchema,
  quarantined: countSchema,
  delegations: z.object({
    /** With at least one delegate who is confirmed or present. */
    accredited: countSchema,
    /** With at least one delegate present on the day. */
    present: countSchema,
  }),
  stations: z.object({
    /** Neither revoked nor replaced. */
    enrolled: countSchema,
    /** Heard within the last minute. */
    online: countSchema,
    /** All facts that they reported are at the hub. */
    complete: countSchema,
    /** Sent facts that no station of their mode writes. */
    overstepping: countSchema,
    /** Kiosks that admitted people without the code of their tickets, and how many. By name. */
    withoutTickets: z.array(z.object({ name: z.string(), admissions: countSchema })),
    /** Names of those whose own facts the hub does not take. */
    refused: z.array(z.string()),
    /** Work with another event file than the hub. */
    otherEventFile: countSchema,
  }),
  /** Versions of the event that stations brought back, and that wait for the editor's choice. */
  eventsApart: countSchema,
  /** Most stations agree on another time than the hub's. */
  hubClockInDoubt: z.boolean(),
  /** Made by one person alone: an organiser may vouch. And whether the hub takes more. */
  operatorsWaiting: countSchema,
  operatorsAreFull: z.boolean(),
});
export type Summary = z.infer<typeof summarySchema>;

export const arrivalsQuerySchema = dayQuerySchema.extend({
  /** All registration desks together where it is left out. */
  checkpoint: z.string().max(60).optional(),
});

/** An interval of a quarter of an hour. */
const intervalSchema = z.object({
  /** Its beginning. */
  from: z.int(),
  arrivals: countSchema,
});

export const arrivalsSchema = z.object({
  day: localDaySchema,
  checkpoint: z.string().nullable(),
  basis: basisSchema,
  /** Milliseconds of an interval. */
  step: z.int().positive(),
  /** From the first arrival to the last (on the day itself: to now), empty ones too. */
  intervals: z.array(intervalSchema),
  /** Of the total: put on another day by a wrong clock, and so in no interval. */
  outside: countSchema,
  total: countSchema,
});
export type Arrivals = z.infer<typeof arrivalsSchema>;

/** How long a desk or kiosk takes for one person. */
const serviceSchema = z.object({
  /** The number of gaps between one admission and the next that were measured. */
  samples: countSchema,
  /** Seconds; null while there are too few. */
  median: z.number().positive().nullable(),
  /** Seconds in which four of five people were served. */
  slow: z.number().positive().nullable(),
});

export const laneSchema = z.object({
  station: z.uuid(),
  name: z.string(),
  mode: z.enum(['desk', 'kiosk', 'door']),
  /** Admitted a person within the last quarter of an hour. */
  open: z.boolean(),
  lastAdmission: z.int(),
  admissions: countSchema,
  service: serviceSchema,
});

export const lanesSchema = z.object({
  day: localDaySchema,
  checkpoint: z.string(),
  basis: basisSchema,
  /** Stations that admitted at this checkpoint on the day, busiest first. */
  lanes: z.array(laneSchema),
  service: serviceSchema,
  /** The minutes over which the service was measured. */
  measuredMinutes: z.int().positive(),
  forecast: z.object({
    verdict: z.enum([
      /** The open lanes suffice. */
      'enough',
      /** Open lanes number `openLanes + 1` to `neededLanes`. */
      'open-more',
      /** A lane could be closed. */
      'close-one',
      /** Too few measurements, or it is not today. */
      'unknown',
    ]),
    openLanes: countSchema,
    neededLanes: countSchema.nullable(),
    /** Arrivals expected within the next quarter of an hour. */
    expected: countSchema,
    /** The source of that figure. */
    expectedFrom: z.enum(['last-quarter', 'day-before', 'not-arrived', 'nothing']),
    lastQuarter: countSchema,
    /** Arrivals of the day before in the coming quarter of an hour; null on the first day. */
    dayBefore: countSchema.nullable(),
    /** Share of time that the open lanes would be busy, 0 to 1 and more; null where unknown. */
    utilisation: z.number().nonnegative().nullable(),
    /** The share above which people queue. */
    target: z.number().positive(),
  }),
});
export type Lanes = z.infer<typeof lanesSchema>;

export const presenceQuerySchema = dayQuerySchema.extend({
  /** The language whose order the list of delegations follows. */
  language: screenLanguageSchema,
});

export const presenceSchema = z.object({
  day: localDaySchema,
  basis: basisSchema,
  /** In the order of the secretariat's table; codes that it does not know come last. */
  rows: z.array(
    z.object({
      code: z.string(),
      /** Null for a code that the table does not know. */
      name: bilingualSchema.nullable(),
      kind: z.enum(['member', 'observer', 'organisation', 'secretariat']).nullable(),
      /** Confirmed or present. */
      registered: countSchema,
      present: countSchema,
      /** Heads of the delegation. */
      heads: z.object({ registered: countSchema, present: countSchema }),
    }),
  ),
});
export type Presence = z.infer<typeof presenceSchema>;

/** Heads of delegation by name: personal data, with another right (`see-heads`) than figures. */
export const headsSchema = z.object({
  day: localDaySchema,
  basis: basisSchema,
  /** In the order of the list. */
  rows: z.array(
    z.object({
      delegateId: z.uuid(),
      delegation: z.string(),
      title: z.string(),
      printedName: z.string(),
      /** First admission of the day; null for one who is not here. */
      since: z.int().nullable(),
    }),
  ),
});
export type Heads = z.infer<typeof headsSchema>;

export const roomsSchema = z.object({
  day: localDaySchema,
  basis: basisSchema,
  /** In the order of the event file; sessions that follow one another in one room are one. */
  rooms: z.array(
    z.object({
      /** The zone of its first checkpoint. */
      zone: z.string(),
      /** `house`: the building around the rooms, where the registration desks lead. */
      kind: z.enum(['house', 'room']),
      room: bilingualSchema.nullable(),
      inside: countSchema,
      /** Null is no limit. */
      capacity: z.int().positive().nullable(),
      /** The checkpoints that lead into it: running ones first, then the day's by their hours. */
      sessions: z.array(
        z.object({
          checkpoint: z.string(),
          name: bilingualSchema,
          /** It admits now. */
          isRunning: z.boolean(),
          /** It admits on this day. */
          isToday: z.boolean(),
          /** On this day; null for none, or for one that always admits. */
          hours: z.object({ opens: z.string(), closes: z.string() }).nullable(),
          /** How many are in its zone. */
          inside: countSchema,
        }),
      ),
    }),
  ),
});
export type Rooms = z.infer<typeof roomsSchema>;
