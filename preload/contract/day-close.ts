import { z } from 'zod';
import {
  dayStatusSchema,
  issuedReportSchema,
  reportChoiceSchema,
  reportComparisonSchema,
  resolveFindingRequestSchema,
} from '../../domain/day-close/status.ts';
import { localDaySchema } from '../../domain/event/event-file.ts';
import { rights } from '../../domain/operators/rights.ts';
import { call } from './base.ts';

const desk = ['desk'] as const;

export const dayCloseCalls = {
  /**
   * Everything about one day; null is today. Ask again upon `syncChanged`, `countsChanged` and
   * `printJobsChanged`.
   */
  getDayStatus: call({
    input: z.strictObject({ day: localDaySchema.nullable() }),
    output: dayStatusSchema,
    modes: desk,
    access: 'operator',
  }),
  /** Sends what waits here, and has the hub ask every station to send and to close the day. */
  callDayClose: call({
    input: z.strictObject({ day: localDaySchema }),
    output: z.void(),
    modes: desk,
    access: 'supervisor',
  }),
  /** Records how a finding was resolved; the ledger keeps it with the supervisor's name. */
  resolveFinding: call({
    input: resolveFindingRequestSchema,
    output: z.void(),
    modes: desk,
    access: 'supervisor',
  }),
  /** Issues the signed report; for a day that was reopened, the next revision. */
  closeDay: call({
    input: z.strictObject({ day: localDaySchema }),
    output: issuedReportSchema,
    modes: desk,
    access: 'supervisor',
  }),
  /** Whether this station holds the facts of an issued report; computes each chain again. */
  compareReport: call({
    input: reportChoiceSchema,
    output: reportComparisonSchema,
    modes: desk,
    access: 'operator',
  }),
  /** Asks where to, and writes a signed report as it is; false if the dialog was closed. */
  saveDayReport: call({
    input: reportChoiceSchema,
    output: z.boolean(),
    modes: desk,
    access: rights.export,
  }),
};
