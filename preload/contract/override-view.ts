import { z } from 'zod';
import { overridableOutcomeSchema, overrideReasonSchema } from '../../domain/check-in/override.ts';

/** An admission against the rules, as screens show it. */
export const overrideSchema = z.strictObject({
  outcome: overridableOutcomeSchema,
  reason: overrideReasonSchema,
  /** Null if the approver's name is not known at this station. */
  approverName: z.string().nullable(),
  /** Free text; empty if there was none, and after a purge. */
  note: z.string(),
});
export type OverrideView = z.infer<typeof overrideSchema>;
