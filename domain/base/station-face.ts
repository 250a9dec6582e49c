import { z } from 'zod';
import { kioskLanguageSchema, kioskLanguages } from './language.ts';

/** Which way people pass a door. */
export const doorDirectionSchema = z.enum(['in', 'out']);

/** Languages that a kiosk offers, at least one, each once. */
export const offeredLanguagesSchema = z
  .array(kioskLanguageSchema)
  .min(1)
  .refine((list) => new Set(list).size === list.length, 'each language once');

/** Seconds without a touch until a kiosk asks "still there?"; people with slow hands need more. */
export const idleSecondsSchema = z.int().min(15).max(600);
/** Seconds that the question is shown before the kiosk is wiped; WCAG 2.2.1: at least 20. */
export const countdownSecondsSchema = z.int().min(20).max(120);

/** Where people collect the badge, as they stand before a kiosk. */
export const badgeOutletSchema = z.enum(['below', 'left', 'right']);
export type BadgeOutlet = z.infer<typeof badgeOutletSchema>;

/** Number of the staffed counter that belongs to a kiosk, as its sign says; empty: none. */
export const counterSchema = z.string().trim().max(3);

/**
 * How a desk records that a printed badge is in its delegate's hands: by its key, at the next
 * delegate's turn, or by scanning the badge itself.
 */
export const handOverSchema = z.enum(['ask', 'next-scan', 'badge-scan']);

/** Name of a station on screens and in facts. */
export const stationNameSchema = z.string().trim().min(1).max(60);

/** The defaults until an operator sets other values. */
export const faceDefaults = {
  direction: 'in',
  kioskLanguages: [...kioskLanguages],
  idleSeconds: 45,
  countdownSeconds: 20,
  badgeOutlet: 'below',
  counter: '',
  handOver: 'ask',
} as const;
