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

export const dayInQuestionSchema = z.object({ day: localDaySchema });

/** The state of a day, with the contents that its report would have now. */
export const organiserDayStatusSchema = z.object({
  /**
   * When the verdicts were computed. They may be some seconds old, because every chain is
   * recomputed.
   */
  asOf: z.int(),
  day: localDaySchema,
  state: dayStateSchema,
  /** Number of facts about the day that came after its last report. */
  late: countSchema,
  /** When the stations were asked to close the day; null if they were not. */
  calledAt: z.int().nullable(),
  /** Whether the day has begun. A future day cannot be closed. */
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
      /** Number of facts here, and min number that the station wrote. */
      held: countSchema,
      atLeast: countSchema,
      lastSeen: z.int().nullable(),
      /** An operator noted the outcome at a desk. */
      noted: z.boolean(),
    }),
  ),
  /** For each kind the number of findings, and how many no one has reviewed. */
  findings: z.array(z.object({ kind: z.enum(dayFindings), count: countSchema, open: countSchema })),
  balance: z.object({
    registered: countSchema,
    present: countSchema,
    /** People who are present although their registration differs. */
    gaps: countSchema,
    /** An operator noted the explanation at a desk. */
    noted: z.boolean(),
  }),
  /** Reports of this day, newest first. */
  reports: z.array(
    z.object({
      revision: z.int().positive(),
      number: z.int().positive(),
      issuedAt: z.int(),
      /** Name of the desk where it was closed; null for the hub. */
      closedAt: z.string().nullable(),
      /** Hex SHA-256 of the file. People compare its first digits. */
      hash: z.string(),
      proof: dayReportSchema.shape.proof,
    }),
  ),
  /** The hub's raw Ed25519 key, base64, to compare with when a report is verified. */
  publicKey: z.string(),
});
export type OrganiserDayStatus = z.infer<typeof organiserDayStatusSchema>;

export const dayCalledSchema = z.object({ calledAt: z.int() });

/** The expected revision. If two people close at once, the second gets `bad-request` `revision`. */
export const closeDayRequestSchema = z.object({
  day: localDaySchema,
  revision: z.int().positive(),
});
export const dayClosedSchema = z.object({
  revision: z.int().positive(),
  number: z.int().positive(),
  hash: z.string(),
});

/** The signed report as a file: `?day=2018-10-02&revision=1`. Without a revision the newest. */
export const dayReportUrl = '/v1/organiser/day/report';
