import { z } from 'zod';
import { type BadgeCheckProgress, badgeFindingSchema } from '../../../domain/badges/badge-check.ts';
import { screenLanguageSchema } from '../../../domain/base/language.ts';
import { momentSchema } from '../../../domain/base/protocol.ts';
import { eventFileSchema, localDaySchema } from '../../../domain/event/event-file.ts';
import type { ErrorCode } from '../../../preload/contract/base.ts';
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

/** A message from the thread. The thread receives none, and is terminated to cancel it. */
export type CheckMessage =
  | { kind: 'progress'; progress: BadgeCheckProgress }
  | { kind: 'done'; result: CheckedRoster }
  | { kind: 'failed'; code: ErrorCode; detail: string };
