import { z } from 'zod';
import { registrationGaps } from '../badges/registration-balance.ts';
import { eventLanguagesSchema, screenLanguageSchema, screenTextSchema } from '../base/language.ts';
import { localDaySchema } from '../event/event-file.ts';
import { extraFieldIdSchema, extraFieldsSchema } from '../event/extra-fields.ts';
import { groupWords } from '../event/group-words.ts';
import { get, nothing } from './route.ts';

/** Times on the organiser's page are UTC ms of the hub's clock; days are the event's. */

const countSchema = z.int().nonnegative();

/** The requested day; today if omitted. */
export const dayQuerySchema = z.object({ day: localDaySchema.optional() });

const retired = z.literal(true).optional();

/** What the page needs to know of the event and what stays the same while the hub runs. */
const organiserEventSchema = z.object({
  id: z.uuid(),
  hubName: z.string(),
  languages: eventLanguagesSchema,
  name: screenTextSchema,
  place: screenTextSchema,
  timeZone: z.string(),
  dayBoundary: z.string(),
  days: z.array(localDaySchema),
  /** The event's day now, which may not be one of `days`. */
  today: localDaySchema,
  checkpoints: z.array(
    z.object({
      id: z.string(),
      name: screenTextSchema,
      kind: z.enum(['registration', 'session', 'exit']),
      passes: z.enum(['everyone', 'booked-only', 'booked-first']),
      room: screenTextSchema.nullable(),
      retired,
    }),
  ),
  /** `retired`: only people who have it keep it. */
  categories: z.array(z.object({ id: z.string(), name: screenTextSchema, retired })),
  groupWord: z.enum(groupWords),
  delegations: z.array(z.object({ code: z.string(), name: screenTextSchema, retired })),
  extraFields: extraFieldsSchema,
});
export type OrganiserEvent = z.infer<typeof organiserEventSchema>;

/** The facts that a figure is based on. */
export const basisSchema = z.object({
  asOf: z.int(),
  /** Number of the last fact included. Equal numbers give equal figures. */
  seq: countSchema,
});

const summarySchema = z.object({
  day: localDaySchema,
  basis: basisSchema,
  /**
   * The day's registrations, including walk-ins. The six figures below add up to `registered` plus
   * the sum of `gaps` (domain/badges/registration-balance.ts).
   */
  registered: countSchema,
  present: countSchema,
  /** Confirmed but not seen on the day. */
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
  undone: countSchema,
  /** People who registered at a desk on the day. */
  walkIns: countSchema,
  /** Badges issued on the day to replace another. */
  reprints: countSchema,
  /** Admissions of the day against the rules, approved by a supervisor. */
  overrides: countSchema,
  /** Refusals of the day that were recorded as facts. */
  refusals: countSchema,
  /** People of any day who were admitted twice and whom no one has resolved. */
  openDuplicates: countSchema,
  openCalls: countSchema,
  quarantined: countSchema,
  delegations: z.object({
    /** Delegations with at least one delegate who is confirmed or present. */
    accredited: countSchema,
    /** Delegations with at least one delegate present on the day. */
    present: countSchema,
  }),
  stations: z.object({
    /** Neither revoked nor replaced. */
    enrolled: countSchema,
    /** In contact within the last minute. */
    online: countSchema,
    /** Stations whose reported facts are all at the hub. */
    complete: countSchema,
    /** Stations that sent facts which no station of their mode may write. */
    overstepping: countSchema,
    /**
     * Kiosks that admitted people without their ticket codes, by name, with the number of people.
     */
    withoutTickets: z.array(z.object({ name: z.string(), admissions: countSchema })),
    /** Names of the stations whose own facts the hub refuses. */
    refused: z.array(z.string()),
    /** Stations that work with another event file than the hub. */
    otherEventFile: countSchema,
  }),
  /** The answers to each extra field with totals, in the event's order; see `totalsOf`. */
  extraTotals: z.array(
    z.object({
      field: extraFieldIdSchema,
      answers: z.array(
        z.object({ value: z.string().nullable(), expected: countSchema, present: countSchema }),
      ),
    }),
  ),
  /** Ids of the sessions, not yet over, in which more places were given than there are. */
  overbooked: z.array(z.string()),
  /** Versions of the event that stations returned and that wait for the editor's decision. */
  eventsApart: countSchema,
  /** Most stations agree on another time than the hub's. */
  hubClockInDoubt: z.boolean(),
  /**
   * Operators created by one person alone, for whom an organiser may vouch. `operatorsAreFull`: the
   * hub accepts no more.
   */
  operatorsWaiting: countSchema,
  operatorsAreFull: z.boolean(),
});
export type Summary = z.infer<typeof summarySchema>;

const arrivalsQuerySchema = dayQuerySchema.extend({
  /** All registration desks together if omitted. */
  checkpoint: z.string().max(60).optional(),
});

/** A quarter of an hour. */
const intervalSchema = z.object({
  from: z.int(),
  arrivals: countSchema,
});

const arrivalsSchema = z.object({
  day: localDaySchema,
  checkpoint: z.string().nullable(),
  basis: basisSchema,
  /** Milliseconds per interval. */
  step: z.int().positive(),
  /** From the first arrival to the last (on the day itself: until now), including empty ones. */
  intervals: z.array(intervalSchema),
  /** Of the total: arrivals that a wrong clock put on another day, and so in no interval. */
  outside: countSchema,
  total: countSchema,
});
export type Arrivals = z.infer<typeof arrivalsSchema>;

/** How long a desk or kiosk takes per person. */
const serviceSchema = z.object({
  /** Number of measured gaps between one admission and the next. */
  samples: countSchema,
  /** Seconds; null while there are too few samples. */
  median: z.number().positive().nullable(),
  /** Seconds within which four of five people were served. */
  slow: z.number().positive().nullable(),
});

const laneSchema = z.object({
  station: z.uuid(),
  name: z.string(),
  mode: z.enum(['desk', 'kiosk', 'door']),
  /** Admitted a person within the last quarter of an hour. */
  open: z.boolean(),
  lastAdmission: z.int(),
  admissions: countSchema,
  service: serviceSchema,
});

const lanesSchema = z.object({
  day: localDaySchema,
  checkpoint: z.string(),
  basis: basisSchema,
  /** Stations that admitted people at this checkpoint on the day, busiest first. */
  lanes: z.array(laneSchema),
  service: serviceSchema,
  /** Minutes over which the service was measured. */
  measuredMinutes: z.int().positive(),
  forecast: z.object({
    verdict: z.enum([
      /** The open lanes suffice. */
      'enough',
      /** Open the lanes from `openLanes + 1` to `neededLanes`. */
      'open-more',
      /** One lane could be closed. */
      'close-one',
      /** There are too few measurements, or the day is not today. */
      'unknown',
    ]),
    openLanes: countSchema,
    neededLanes: countSchema.nullable(),
    /** Arrivals expected within the next quarter of an hour. */
    expected: countSchema,
    /** The source of `expected`. */
    expectedFrom: z.enum(['last-quarter', 'day-before', 'not-arrived', 'nothing']),
    lastQuarter: countSchema,
    /**
     * Arrivals of the previous day in the same coming quarter of an hour; null on the first day.
     */
    dayBefore: countSchema.nullable(),
    /** Share of time that the open lanes would be busy, from 0 to above 1; null where unknown. */
    utilisation: z.number().nonnegative().nullable(),
    /** The share above which people queue. */
    target: z.number().positive(),
  }),
});
export type Lanes = z.infer<typeof lanesSchema>;

export const presenceQuerySchema = dayQuerySchema.extend({
  /** The list of delegations is ordered for this language. */
  language: screenLanguageSchema,
});

const presenceSchema = z.object({
  day: localDaySchema,
  basis: basisSchema,
  /** In the order of the secretariat's table. Codes that it lacks come last. */
  rows: z.array(
    z.object({
      code: z.string(),
      /** Null for a code that the table lacks. */
      name: screenTextSchema.nullable(),
      kind: z.enum(['member', 'observer', 'organisation', 'secretariat']).nullable(),
      /** Confirmed or present. */
      registered: countSchema,
      present: countSchema,
      heads: z.object({ registered: countSchema, present: countSchema }),
    }),
  ),
});
export type Presence = z.infer<typeof presenceSchema>;

/**
 * Heads of delegation by name. They are personal data and need the right `see-heads`, unlike
 * figures.
 */
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
      /** First admission of the day; null for a person who is absent. */
      since: z.int().nullable(),
    }),
  ),
});
export type Heads = z.infer<typeof headsSchema>;

const roomsSchema = z.object({
  day: localDaySchema,
  basis: basisSchema,
  /** In the order of the event file. Consecutive sessions in one room form one entry. */
  rooms: z.array(
    z.object({
      /** The zone of its first checkpoint. */
      zone: z.string(),
      /** `house`: the building around the rooms, into which the registration desks lead. */
      kind: z.enum(['house', 'room']),
      room: screenTextSchema.nullable(),
      inside: countSchema,
      /** Null for no limit. */
      capacity: z.int().positive().nullable(),
      /**
       * The checkpoints that lead into it: those admitting now first, then the day's by their
       * hours.
       */
      sessions: z.array(
        z.object({
          checkpoint: z.string(),
          name: screenTextSchema,
          /** Admits people now. */
          isRunning: z.boolean(),
          /** Admits people on this day. */
          isToday: z.boolean(),
          /** On this day; null if it has none or always admits. */
          hours: z.object({ opens: z.string(), closes: z.string() }).nullable(),
          /** Number of people in its zone. */
          inside: countSchema,
        }),
      ),
    }),
  ),
});
export type Rooms = z.infer<typeof roomsSchema>;

/**
 * Routes that answer with figures, without names of people. The hub answers each with the figure of
 * its name (`createOrganiserData`).
 */
export const figureRoutes = {
  event: get('event', 'see-figures', null, nothing, organiserEventSchema),
  summary: get('summary', 'see-figures', null, dayQuerySchema, summarySchema),
  arrivals: get('arrivals', 'see-figures', null, arrivalsQuerySchema, arrivalsSchema),
  /** Without a checkpoint, the first registration desk. */
  lanes: get('lanes', 'see-figures', null, arrivalsQuerySchema, lanesSchema),
  presence: get('presence', 'see-figures', null, presenceQuerySchema, presenceSchema),
  rooms: get('rooms', 'see-figures', null, dayQuerySchema, roomsSchema),
};
export type FigureName = keyof typeof figureRoutes;
export const figureNames = Object.keys(figureRoutes) as FigureName[];
