import { z } from 'zod';
import { kioskLanguageSchema } from './language.ts';

/** The direction in which people pass a door. */
export const doorDirectionSchema = z.enum(['in', 'out']);

/** The languages that a kiosk offers: at least one, no duplicates. */
export const offeredLanguagesSchema = z
  .array(kioskLanguageSchema)
  .min(1)
  .refine((list) => new Set(list).size === list.length, 'each language once');

/** Where people collect the badge, as seen from in front of the kiosk. */
export const badgeOutletSchema = z.enum(['below', 'left', 'right']);
export type BadgeOutlet = z.infer<typeof badgeOutletSchema>;

/** Number of the staffed counter next to a kiosk, as on its sign; empty if there is none. */
export const counterSchema = z.string().trim().max(3);

/**
 * How a desk records the hand-over of a printed badge: with its key, with the next delegate's scan,
 * or by scanning the badge itself.
 */
export const handOverSchema = z.enum(['ask', 'next-scan', 'badge-scan']);

/** Appears on screens and in facts. */
export const stationNameSchema = z.string().trim().min(1).max(60);
