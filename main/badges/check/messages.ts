import { z } from 'zod';
import { type BadgeCheckProgress, badgeFindingSchema } from '../../../domain/badges/badge-check.ts';
import { screenLanguageSchema } from '../../../domain/base/language.ts';
import { momentSchema } from '../../../domain/base/protocol.ts';
import { eventFileSchema, localDaySchema } from '../../../domain/event/event-file.ts';
import { badgeLayoutSchema } from '../../printing/render/renderer.ts';
import type { CheckedRoster } from './check-roster.ts';

export const checkThreadDataSchema = z.strictObject({
  location: z.strictObject({
    path: z.string(),
    key: z.instanceof(Uint8Array),
    nativeBinding: z.string().optional(),
  }),
  fontFolder: z.string(),
  /** The main thread's flag of `check-ins-first`. */
  checkInFlag: z.instanceof(Int32Array<SharedArrayBuffer>),
  event: eventFileSchema,
  day: localDaySchema,
  language: screenLanguageSchema,
  /** By id of the category. */
  layouts: z.map(z.string(), badgeLayoutSchema),
  previous: z.strictObject({ at: momentSchema, findings: z.array(badgeFindingSchema) }).nullable(),
});
export type CheckThreadData = z.infer<typeof checkThreadDataSchema>;

/** What check/worker answers. */
export interface CheckService {
  check(job: null, report?: (progress: BadgeCheckProgress) => void): Promise<CheckedRoster>;
}
