import { z } from 'zod';
import { stationModeSchema } from '../base/protocol.ts';
import { dayReportSchema } from '../day-close/report.ts';
import {
  closeMarkSchema,
  verdictReasonSchema,
  verdictSchema,
} from '../day-close/station-verdict.ts';
import { dayStateSchema } from '../day-close/status.ts';
import { localDaySchema } from '../event/event-file.ts';

/** The close of a day on the organiser's page: without names. Times are UTC milliseconds. */

const countSchema = z.int().nonnegative();

/** The findings to resolve at a desk, by kind, in the order of the page. */
export const dayFindings = ['further', 'overrides', 'prints', 'clocks', 'quarantine'] as const;
export type DayFinding = (typeof dayFindings)[number];

/** The day of the request. */
export const dayInQuestionSchema = z.object({ day: localDaySchema });

/** The state of a day, with the contents of its report as of now. */
export const organiserDayStatusSchema = z.object({
  /** Verdicts may be some seconds old: every chain is recomputed for them. */
  asOf: z.int(),
  day: localDaySchema,
  state: dayStateSchema,
  /** Facts about the day that came after its last report. */
  late: countSchema,
  /** When the stations were asked to close the day; null for not yet. */
  calledAt: z.int().nullable(),
  /** Begun: a day to come cannot be closed. */
  begun: z.boolean(),
  facts: countSchema,
  persons: countSchema,
  eventVersions: dayReportSchema.shape.eventVersions,
  proof: dayReportSchema.shape.proof,
  stations: z.array(
    z.object({
      station: z.uuid(),
      name: z.string(),
      mode: stationModeSchema.nullable(),
      state: z.enum(['enrolled', 'revoked', 'replaced', 'unknown']),
      verdict: verdictSchema,
      reason: verdictReasonSchema.nullable(),
      asOf: closeMarkSchema.nullable(),
      /** Facts that are here, and how many it wrote at least. */
      held: countSchema,
      atLeast: countSchema,
      lastSeen: z.int().nullable(),
      /** An operator noted the outcome at a desk. */
      noted: z.boolean(),
    }),
  ),
  /** For each kind how many there are, and how many nobody has reviewed. */
  findings: z.array(z.object({ kind: z.enum(dayFindings), count: countSchema, open: countSchema })),
  balance: z.object({
    registered: countSchema,
    present: countSchema,
    /** People who are present although their registration differs. */
    gaps: countSchema,
    /** An operator noted the explanation at a desk. */
    noted: z.boolean(),
  }),
  /** Reports of this day, the newest first. */
  reports: z.array(
    z.object({
      revision: z.int().positive(),
      number: z.int().positive(),
      issuedAt: z.int(),
      /** Name of the desk where it was closed; null: at the hub. */
      closedAt: z.string().nullable(),
      /** Hex SHA-256 of the file; its first digits are what people compare. */
      hash: z.string(),
      proof: dayReportSchema.shape.proof,
    }),
  ),
  /** Of the hub: base64, raw Ed25519. To be compared when a report is verified. */
  publicKey: z.string(),
});
export type OrganiserDayStatus = z.infer<typeof organiserDayStatusSchema>;

export const dayCalledSchema = z.object({ calledAt: z.int() });

/** The expected revision: the second of two who close at once gets `bad-request` `revision`. */
export const closeDayRequestSchema = z.object({
  day: localDaySchema,
  revision: z.int().positive(),
});
export const dayClosedSchema = z.object({
  revision: z.int().positive(),
  number: z.int().positive(),
  hash: z.string(),
});

/** The signed report as a file: `?day=2018-10-02&revision=1`; the newest without a revision. */
export const dayReportUrl = '/v1/organiser/day/report';
