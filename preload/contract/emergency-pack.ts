import { z } from 'zod';
import { localDaySchema } from '../../domain/event/event-file.ts';
import { rights } from '../../domain/operators/rights.ts';
import { call } from './define.ts';
import { paperTargetSchema } from './evacuation.ts';

export const emergencyPackSchema = z.strictObject({
  day: localDaySchema,
  /** The pack of today; null while none was prepared at this station. */
  prepared: z
    .strictObject({
      /** UTC milliseconds. */
      at: z.int(),
      operatorName: z.string().nullable(),
      /** How many one-day badges all packs of today hold. */
      badges: z.int().nonnegative(),
    })
    .nullable(),
  /** Today is a day of the event, it is morning, and no pack was prepared yet. */
  due: z.boolean(),
  /** How many people the roster on paper would name. */
  people: z.int().nonnegative(),
  /** When the hub last confirmed the roster (UTC milliseconds); null if it never did, or no hub. */
  rosterAsOf: z.int().nullable(),
});
export type EmergencyPack = z.infer<typeof emergencyPackSchema>;

export const emergencyPackCalls = {
  getEmergencyPack: call({
    input: z.void(),
    output: emergencyPackSchema,
    modes: ['desk'],
    access: 'operator',
  }),
  /** Null if the operator closed the file dialog. */
  prepareEmergencyPack: call({
    input: z.strictObject({ badges: z.int().min(0).max(960), to: paperTargetSchema }),
    output: z.strictObject({ pages: z.int().positive() }).nullable(),
    modes: ['desk'],
    access: rights.export,
  }),
};
