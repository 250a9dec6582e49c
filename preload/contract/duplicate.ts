import { z } from 'zod';
import { badgeStates } from '../../domain/attendance-fold.ts';

const admissionSideSchema = z.strictObject({
  admissionId: z.uuid(),
  wall: z.int(),
  kioskName: z.string(),
  operatorName: z.string().nullable(),
});

/** One delegate admitted twice at one checkpoint on one day by desks that did not know of each other. */
export const duplicateSchema = z.strictObject({
  delegateId: z.uuid(),
  printedName: z.string(),
  delegation: z.string(),
  checkpoint: z.string(),
  localDay: z.string(),
  /** The admission that counts: the same on every machine. */
  first: admissionSideSchema,
  /** The one that came on top; both facts stay. */
  further: admissionSideSchema,
  /** The person's badges that count; settling leaves one of them. The likeliest first. */
  badges: z.array(z.strictObject({ serialText: z.string(), state: z.enum(badgeStates) })),
  resolution: z
    .strictObject({ note: z.string(), operatorName: z.string().nullable(), wall: z.int() })
    .nullable(),
});
export type Duplicate = z.infer<typeof duplicateSchema>;
