import { z } from 'zod';

/** What is measured at each size. */
export const operations = [
  'open',
  'check-in',
  'search',
  'footer',
  'evacuation',
  'delegations',
  'day-status',
  'day-close',
  'report',
  'roster-diff',
] as const;
export type Operation = (typeof operations)[number];

const costSchema = z.strictObject({
  /** Milliseconds. */
  p50: z.number(),
  p95: z.number(),
  /** The longest time for which the main thread did nothing else, milliseconds. */
  pauseMs: z.number(),
  /** Resident memory of all threads at its highest, less what it was before. */
  memoryMb: z.number(),
});
export type Cost = z.infer<typeof costSchema>;

const columnSchema = z.record(z.enum(operations), costSchema);
/** One size: the cost of each operation. */
export type Column = z.infer<typeof columnSchema>;
/** What the child prints. */
export const columnsSchema = z.array(columnSchema);

/** The times of an operation, by size. */
export function costOf(columns: readonly Column[], operation: Operation): number[] {
  return columns.map((column) => column[operation].p50);
}

/** Its memory, by size. */
export function memoryOf(columns: readonly Column[], operation: Operation): number[] {
  return columns.map((column) => column[operation].memoryMb);
}
