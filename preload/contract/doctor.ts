import { z } from 'zod';
import { call } from './define.ts';

/** The checks, in the order in which they are shown. */
export const checkNameSchema = z.enum([
  ...(['store', 'copies', 'disk', 'key', 'permissions', 'clock', 'hub', 'printers'] as const),
  ...(['camera', 'scanner', 'fonts', 'power', 'version'] as const),
]);
export type CheckName = z.infer<typeof checkNameSchema>;

/** The result of one check, in the station's language. */
export const findingSchema = z.strictObject({
  check: checkNameSchema,
  /** `open`: it cannot be determined here; the remedy says how to find out. */
  state: z.enum(['ok', 'open', 'warning', 'error']),
  title: z.string(),
  /** The result: numbers, times, names of printers and files; never personal data. */
  text: z.string(),
  /** One sentence; empty if nothing needs to be done. */
  remedy: z.string(),
  /** Since when, UTC milliseconds of the machine's clock; not before the start of the app. */
  since: z.int(),
});
export type Finding = z.infer<typeof findingSchema>;

export const stationCheckSchema = z.strictObject({
  /** When the check ran, UTC milliseconds of the machine's clock. */
  at: z.int(),
  findings: z.array(findingSchema),
});
export type StationCheck = z.infer<typeof stationCheckSchema>;

export const doctorCalls = {
  /** Runs every check; takes seconds if the store is large. */
  checkStation: call({
    input: z.void(),
    output: stationCheckSchema,
    modes: ['desk'],
    access: 'operator',
  }),
};
