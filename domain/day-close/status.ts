import { z } from 'zod';
import { stationModeSchema } from '../base/protocol.ts';
import { localDaySchema } from '../event/event-file.ts';
import { printJobStateSchema } from '../printing/print-job.ts';
import { findingKindSchema } from './close-fact.ts';
import { copyFindingSchema } from './compare-copies.ts';
import { dayReportSchema } from './report.ts';
import { closeMarkSchema, verdictReasonSchema, verdictSchema } from './station-verdict.ts';

const count = z.int().nonnegative();

/** `reopened`: facts about the day came after its close, and the next report is a new revision. */
export const dayStateSchema = z.enum(['open', 'closed', 'reopened']);
export type DayState = z.infer<typeof dayStateSchema>;

/** The operator's note on an item; empty after a purge. Time in UTC milliseconds. */
const resolutionSchema = z
  .strictObject({
    note: z.string(),
    operatorName: z.string().nullable(),
    wall: z.int(),
  })
  .nullable();

const personSchema = z.strictObject({
  delegateId: z.string().nullable(),
  /** Empty where this desk does not know the person. */
  printedName: z.string(),
  delegation: z.string(),
});

const sideSchema = z.strictObject({
  stationName: z.string(),
  operatorName: z.string().nullable(),
  wall: z.int(),
});

export const stationStatusSchema = z.strictObject({
  station: z.uuid(),
  name: z.string(),
  /** Null if unknown. */
  mode: stationModeSchema.nullable(),
  /** Of an unknown one only facts are here, which other stations passed on. */
  state: z.enum(['enrolled', 'revoked', 'replaced', 'unknown']),
  self: z.boolean(),
  verdict: verdictSchema,
  reason: verdictReasonSchema.nullable(),
  asOf: closeMarkSchema.nullable(),
  /** Number of facts here, and min number that it wrote. The difference is known to be missing. */
  held: count,
  atLeast: count,
  quarantined: count,
  /** UTC milliseconds of the hub's clock; null for never. */
  lastSeen: z.int().nullable(),
  resolution: resolutionSchema,
});
export type StationStatus = z.infer<typeof stationStatusSchema>;

export const issuedReportSchema = z.strictObject({
  revision: z.int().positive(),
  number: z.int().positive(),
  issuer: z.enum(['hub', 'desk']),
  issuedAt: z.int(),
  operatorName: z.string().nullable(),
  /** Hex SHA-256 of the file. People compare its first digits. */
  hash: z.string(),
  proof: z.strictObject({ proven: count, open: count, broken: count }),
});
export type IssuedReport = z.infer<typeof issuedReportSchema>;

/**
 * The data of the screen of the day's close. Times are UTC milliseconds. It contains names: only
 * for the screens of a desk.
 */
export const dayStatusSchema = z.strictObject({
  day: localDaySchema,
  /** The days that can be chosen, earliest first: those of the event and those with facts. */
  days: z.array(localDaySchema),
  today: localDaySchema,
  now: z.int(),
  /**
   * The source of the answer: `hub` covers every station, `desk` what this station holds. A desk
   * with a hub answers itself while the hub is away, and the day can be closed only once the hub is
   * back.
   */
  source: z.enum(['hub', 'desk']),
  /** Null if this station works without a hub. */
  hub: z.strictObject({ name: z.string(), reachable: z.boolean() }).nullable(),
  state: dayStateSchema,
  /** Number of facts about the day that came after its last report. */
  late: count,
  /** Facts of this station that the hub has not confirmed, and all of them. Without a hub 0. */
  push: z.strictObject({ waiting: count, total: count }),
  /** Since when the hub has asked the stations to close this day; null if it has not. */
  calledAt: z.int().nullable(),
  proof: z.strictObject({ proven: count, open: count, broken: count }),
  stations: z.array(stationStatusSchema),
  facts: count,
  persons: count,
  eventVersions: dayReportSchema.shape.eventVersions,
  admissions: dayReportSchema.shape.admissions,
  balance: z.strictObject({
    total: dayReportSchema.shape.balance.shape.total,
    delegations: dayReportSchema.shape.balance.shape.delegations,
    /** Sum of the gaps; 0 where the registrations balance. */
    gaps: count,
    resolution: resolutionSchema,
  }),
  /** Resolved with the call `resolveDuplicate` and the id of the further admission. */
  further: z.array(
    personSchema.extend({
      admissionId: z.uuid(),
      checkpoint: z.string(),
      at: sideSchema,
      resolution: resolutionSchema,
    }),
  ),
  overrides: z.array(
    personSchema.extend({
      /** Reference of the finding. */
      fact: z.uuid(),
      checkpoint: z.string(),
      outcome: z.string(),
      reason: z.string(),
      at: sideSchema,
      resolution: resolutionSchema,
    }),
  ),
  /** Badges of any station whose outcome was not reported. */
  prints: z.array(
    personSchema.extend({
      /** Reference of the finding. */
      serial: z.string(),
      at: sideSchema,
      resolution: resolutionSchema,
    }),
  ),
  /** Unfinished jobs in this station's own queue. */
  jobs: z.array(
    z.strictObject({
      jobId: z.string(),
      serial: z.string(),
      printedName: z.string(),
      state: printJobStateSchema,
      since: z.int(),
    }),
  ),
  clocks: z.array(
    z.strictObject({
      /** Reference of the finding. */
      station: z.uuid(),
      name: z.string(),
      facts: count,
      /** Milliseconds, hub minus station. */
      worst: z.int(),
      resolution: resolutionSchema,
    }),
  ),
  quarantine: z.array(
    z.strictObject({
      /** Reference of the finding. */
      station: z.uuid(),
      name: z.string(),
      reason: z.string(),
      items: count,
      resolution: resolutionSchema,
    }),
  ),
  /** Newest first. */
  reports: z.array(issuedReportSchema),
});
export type DayStatus = z.infer<typeof dayStatusSchema>;

/** The revision that the day's next report will have. `reports`: of the day, newest first. */
export function nextRevision({ reports }: { reports: readonly { revision: number }[] }): number {
  return (reports[0]?.revision ?? 0) + 1;
}

/** Notes the outcome of an item in the status. */
export const resolveFindingRequestSchema = z.strictObject({
  day: localDaySchema,
  finding: findingKindSchema,
  /** Id of the station or fact, or serial, in the status; for the balance the day. */
  reference: z.string().min(1).max(64),
  note: z.string().trim().min(1).max(500),
});
export type ResolveFindingRequest = z.infer<typeof resolveFindingRequestSchema>;

/** Selects the report to write into a file. */
export const reportChoiceSchema = z.strictObject({
  day: localDaySchema,
  revision: z.int().positive(),
});
export type ReportChoice = z.infer<typeof reportChoiceSchema>;

/** Whether this station holds the same facts as a report. Stations have their names here. */
export const reportComparisonSchema = z.strictObject({
  /** Stations with facts in the report. `equal` counts those with exactly these facts here. */
  stations: count,
  equal: count,
  findings: z.array(
    z.strictObject({
      station: z.uuid(),
      name: z.string(),
      incarnation: count,
      kind: copyFindingSchema.shape.kind,
      /**
       * Number of facts in the report up to the place in question. `here` counts those held here.
       */
      expected: count,
      here: count,
    }),
  ),
});
export type ReportComparison = z.infer<typeof reportComparisonSchema>;
