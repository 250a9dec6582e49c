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
import { deskCall, nothing } from './base.ts';

export const dayCloseCalls = {
  /**
   * Everything about one day; null is today. Ask again upon `syncChanged`, `countsChanged` and
   * `printJobsChanged`.
   */
  getDayStatus: deskCall(
    'operator',
    z.strictObject({ day: localDaySchema.nullable() }),
    dayStatusSchema,
  ),
  /** Sends what waits here, and has the hub ask every station to send and to close the day. */
  callDayClose: deskCall('supervisor', z.strictObject({ day: localDaySchema }), nothing),
  /** Records how a finding was resolved; the ledger keeps it with the supervisor's name. */
  resolveFinding: deskCall('supervisor', resolveFindingRequestSchema, nothing),
  /** Issues the signed report; for a day that was reopened, the next revision. */
  closeDay: deskCall('supervisor', z.strictObject({ day: localDaySchema }), issuedReportSchema),
  /** Whether this station holds the facts of an issued report; computes each chain again. */
  compareReport: deskCall('operator', reportChoiceSchema, reportComparisonSchema),
  /** Asks where to, and writes a signed report as it is; false if the dialog was closed. */
  saveDayReport: deskCall(rights.export, reportChoiceSchema, z.boolean()),
};
