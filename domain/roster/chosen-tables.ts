import { z } from 'zod';
import { delegationSchema } from '../event/event-file.ts';
import { eventSessionSchema, leftOutSchema, tableProblemSchema } from '../event/event-tables.ts';
import { encodingReadingSchema } from './roster-import.ts';

/** A table chosen for a new event, as it is read at present. */
const chosenTable = {
  fileName: z.string(),
  /** Null if the file can be read. */
  failure: z
    .strictObject({
      code: z.enum(['import-file-unreadable', 'import-file-is-not-a-table', 'import-too-large']),
      detail: z.string(),
    })
    .nullable(),
  /** The lines that differ, in each character set. Empty where the set is certain or was chosen. */
  readings: z.array(encodingReadingSchema),
  total: z.int(),
  /** The first problems. `problemsTotal` counts all. */
  problems: z.array(tableProblemSchema),
  problemsTotal: z.int(),
};
export const delegationTableSchema = z.strictObject({
  ...chosenTable,
  rows: z.array(delegationSchema),
});
export type DelegationTable = z.infer<typeof delegationTableSchema>;

export const chosenTablesSchema = z.strictObject({
  delegations: delegationTableSchema.nullable(),
  sessions: z
    .strictObject({
      ...chosenTable,
      rows: z.array(eventSessionSchema),
      leftOut: z.array(leftOutSchema),
    })
    .nullable(),
});
export type ChosenTables = z.infer<typeof chosenTablesSchema>;
