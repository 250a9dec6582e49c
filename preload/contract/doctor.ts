import { z } from 'zod';
import { call } from './define.ts';

/** What is looked at, in the order in which it is shown. */
export const checkNameSchema = z.enum([
  ...(['store', 'copies', 'disk', 'key', 'permissions', 'clock', 'hub', 'printers'] as const),
  ...(['camera', 'scanner', 'fonts', 'power', 'version'] as const),
]);
export type CheckName = z.infer<typeof checkNameSchema>;

/** What one look found, in the station's language. */
export const findingSchema = z.strictObject({
  check: checkNameSchema,
  /** `open`: it cannot be told from here; the remedy says how to find out. */
  state: z.enum(['ok', 'open', 'warning', 'error']),
  title: z.string(),
  /** What was found: numbers, times, names of printers and files; never personal data. */
  text: z.string(),
  /** One sentence; empty where nothing needs to be done. */
  remedy: z.string(),
  /** Since when it is so, UTC milliseconds of the machine's clock; as far as this life of the app has seen. */
  since: z.int(),
});
export type Finding = z.infer<typeof findingSchema>;

export const stationCheckSchema = z.strictObject({
  /** When it was looked, UTC milliseconds of the machine's clock. */
  at: z.int(),
  findings: z.array(findingSchema),
});
export type StationCheck = z.infer<typeof stationCheckSchema>;

export const doctorCalls = {
  /** Looks at everything; takes seconds where the store is large. */
  checkStation: call({
    input: z.void(),
    output: stationCheckSchema,
    modes: ['desk'],
    access: 'operator',
  }),
};
