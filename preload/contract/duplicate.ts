import { z } from 'zod';
import { badgeStates } from '../../domain/ledger/attendance-fold.ts';

const admissionSideSchema = z.strictObject({
  admissionId: z.uuid(),
  wall: z.int(),
  kioskName: z.string(),
  operatorName: z.string().nullable(),
});

/** A delegate admitted twice at a checkpoint on one day by desks unaware of each other. */
export const duplicateSchema = z.strictObject({
  delegateId: z.uuid(),
  printedName: z.string(),
  delegation: z.string(),
  checkpoint: z.string(),
  localDay: z.string(),
  /** The admission that counts: the same at every station. */
  first: admissionSideSchema,
  /** The second one; both facts stay. */
  further: admissionSideSchema,
  /** The person's valid badges, the likeliest first; resolving leaves one of them. */
  badges: z.array(z.strictObject({ serialText: z.string(), state: z.enum(badgeStates) })),
  resolution: z
    .strictObject({ note: z.string(), operatorName: z.string().nullable(), wall: z.int() })
    .nullable(),
});
export type Duplicate = z.infer<typeof duplicateSchema>;
