import { z } from 'zod';
import { kioskLanguageSchema, kioskLanguages } from './language.ts';

/** The direction in which people pass a door. */
export const doorDirectionSchema = z.enum(['in', 'out']);

/** The languages that a kiosk offers: at least one, no duplicates. */
export const offeredLanguagesSchema = z
  .array(kioskLanguageSchema)
  .min(1)
  .refine((list) => new Set(list).size === list.length, 'each language once');

/**
 * Seconds without a touch after which a kiosk asks "still there?". People with slow hands need
 * more.
 */
export const idleSecondsSchema = z.int().min(15).max(600);
/**
 * Seconds for which the question is shown before the kiosk is wiped; WCAG 2.2.1 asks for at least
 * 20.
 */
export const countdownSecondsSchema = z.int().min(20).max(120);

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

/** The values until an operator sets others. */
export const faceDefaults = {
  direction: 'in',
  kioskLanguages: [...kioskLanguages],
  idleSeconds: 45,
  countdownSeconds: 20,
  badgeOutlet: 'below',
  counter: '',
  handOver: 'ask',
} as const;
