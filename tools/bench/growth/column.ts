import { z } from 'zod';

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
  /** The longest time for which the main thread was blocked, in milliseconds. */
  pauseMs: z.number(),
  /** Peak resident memory of all threads, minus the memory before. */
  memoryMb: z.number(),
});
export type Cost = z.infer<typeof costSchema>;

const columnSchema = z.record(z.enum(operations), costSchema);
export type Column = z.infer<typeof columnSchema>;
export const columnsSchema = z.array(columnSchema);

export function costOf(columns: readonly Column[], operation: Operation): number[] {
  return columns.map((column) => column[operation].p50);
}

export function memoryOf(columns: readonly Column[], operation: Operation): number[] {
  return columns.map((column) => column[operation].memoryMb);
}
