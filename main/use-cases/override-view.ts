import { z } from 'zod';
import { findOverride } from '../../db/overrides.ts';
import { overridableOutcomeSchema, overrideReasonSchema } from '../../domain/override.ts';
import type { OverrideView } from '../../preload/contract/override-view.ts';
import type { Context } from './context.ts';

const noteSchema = z.object({ note: z.string() }).catch({ note: '' });

/** Which refusal an admission overrode, why and by whose word; null where the rules admitted. */
export function overrideOf(context: Context, admissionId: string): OverrideView | null {
  const row = findOverride(context.db, admissionId);
  const outcome = overridableOutcomeSchema.safeParse(row?.outcome);
  // A newer app's outcome has no words here: the admission is shown as any other.
  if (row === null || !outcome.success) return null;
  return {
    outcome: outcome.data,
    reason: overrideReasonSchema.catch('other').parse(row.reason),
    approverName: row.approverName,
    note: noteSchema.parse(row.personal === null ? {} : JSON.parse(row.personal)).note,
  };
}
