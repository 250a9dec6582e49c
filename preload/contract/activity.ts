import { z } from 'zod';
import { operatorSchema } from '../../domain/operators/operator.ts';
import { rights } from '../../domain/operators/rights.ts';
import { activityKindSchema } from '../../domain/station/activity.ts';
import { call } from './define.ts';

const filterSchema = z.strictObject({
  /** Null: every kind. */
  kind: activityKindSchema.nullable(),
  /** Null: all operators. */
  operatorId: z.uuid().nullable(),
});
export type ActivityFilter = z.infer<typeof filterSchema>;

export const activitySchema = z.strictObject({
  id: z.int(),
  kind: activityKindSchema,
  operatorName: z.string().nullable(),
  printedName: z.string().nullable(),
  detail: z.string(),
  /** UTC milliseconds. */
  wall: z.int(),
});
export type ActivityView = z.infer<typeof activitySchema>;

export const activityCalls = {
  /** Who did what at this station, newest first, with all operators that a filter can name. */
  getActivity: call({
    input: filterSchema.extend({ limit: z.int().min(1).max(1_000) }),
    output: z.strictObject({
      rows: z.array(activitySchema),
      more: z.boolean(),
      operators: z.array(operatorSchema.pick({ id: true, name: true })),
    }),
    modes: ['desk'],
    access: rights['read-activity'],
  }),
  /** Saves the log as CSV where the operator chooses; false if they closed the dialog. */
  exportActivity: call({
    input: filterSchema,
    output: z.boolean(),
    modes: ['desk'],
    access: rights['read-activity'],
  }),
};
