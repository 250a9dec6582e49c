import { z } from 'zod';
import type { ScreenLanguage } from '../base/language.ts';

/** A roll for Brother's QL printers: continuous tape (DK-2…) or die-cut labels (DK-1…). */
export interface BrotherRoll {
  label: Readonly<Record<ScreenLanguage, string>>;
  /** Width in millimetres, as the printer's status reports it. */
  width: number;
  /** Length of a label in millimetres, as the status reports it; 0 for continuous tape. */
  length: number;
  /** Printable dots across at 300 dpi. */
  dots: number;
  /** Printable rows of a label; null for continuous tape. */
  rows: number | null;
  /** Pins of a 720-dot head that are unused beside the roll, on the side of pin 1. */
  freePins: number;
  /** Needs a head of 1,296 dots. */
  wide: boolean;
  /** Turns black or red, so it must be printed in two colours. */
  twoColours: boolean;
}

const tape = { length: 0, rows: null, wide: false, twoColours: false };

/**
 * The rolls on which a badge can be printed. Source of widths, lengths and pins: Brother, "Raster
 * Command Reference QL-800/810W/820NWB" (docp100278) and "QL-1100/1110NWB/1115NWB", 2.3.2 "Page
 * size" and 2.3.5 "Raster line", as in brother_ql (labels.py).
 */
export const brotherRolls = {
  '50': { ...tape, label: same('50 mm'), width: 50, dots: 554, freePins: 12 },
  '54': { ...tape, label: same('54 mm'), width: 54, dots: 590, freePins: 0 },
  '62': { ...tape, label: same('62 mm'), width: 62, dots: 696, freePins: 12 },
  '62-red': {
    ...tape,
    label: { en: '62 mm, black and red', fr: '62 mm, noir et rouge' },
    width: 62,
    dots: 696,
    freePins: 12,
    twoColours: true,
  },
  '102': { ...tape, label: same('102 mm'), width: 102, dots: 1164, freePins: 12, wide: true },
  '103': { ...tape, label: same('103 mm'), width: 104, dots: 1200, freePins: 12, wide: true },
  '60x86': label('60 × 86 mm', { width: 60, length: 87, dots: 672, rows: 954, freePins: 18 }),
  '62x100': label('62 × 100 mm', { width: 62, length: 100, dots: 696, rows: 1109, freePins: 12 }),
  '102x152': {
    ...label('102 × 152 mm', { width: 102, length: 153, dots: 1164, rows: 1660, freePins: 12 }),
    wide: true,
  },
  '103x164': {
    ...label('103 × 164 mm', { width: 104, length: 164, dots: 1200, rows: 1822, freePins: 12 }),
    wide: true,
  },
} as const satisfies Readonly<Record<string, BrotherRoll>>;

export type BrotherRollId = keyof typeof brotherRolls;
export const brotherRollIds = Object.keys(brotherRolls) as BrotherRollId[];

export const brotherModelSchema = z.strictObject({
  /** Dots of the print head. Every row has this length, whatever the roll. */
  head: z.literal([720, 1296]),
  /** The printer's code in its status; null accepts any of the QL series. */
  modelCode: z.int().min(0).max(255).nullable(),
});

type BrotherModel = z.infer<typeof brotherModelSchema>;

export const brotherSettingsSchema = brotherModelSchema
  .extend({
    /** The loaded roll. The printer prints nothing on any other. */
    roll: z.enum(brotherRollIds),
  })
  .refine(({ roll, ...printer }) => takesRoll(printer, roll), {
    path: ['roll'],
    message: 'this printer does not take that roll',
  });
export type BrotherSettings = z.infer<typeof brotherSettingsSchema>;

/** Codes of the models that print black and red: QL-800, QL-810W, QL-820NWB. */
const twoColourCodes: readonly number[] = [0x38, 0x39, 0x41];

/** Whether a printer accepts a roll. If its model is unknown, only the width counts. */
export function takesRoll({ head, modelCode }: BrotherModel, id: BrotherRollId): boolean {
  const roll: BrotherRoll = brotherRolls[id];
  if (roll.wide && head !== 1296) return false;
  return (
    !roll.twoColours || (head === 720 && (modelCode === null || twoColourCodes.includes(modelCode)))
  );
}

/** Whether the labels of a roll have this size. The status rounds 103.6 mm to 103 or 104. */
export function isRoll(
  roll: Pick<BrotherRoll, 'width' | 'length'>,
  loaded: { width: number; length: number; dieCut: boolean },
): boolean {
  const near = (one: number, other: number): boolean => Math.abs(one - other) <= 1;
  if (loaded.dieCut !== roll.length > 0 || !near(loaded.width, roll.width)) return false;
  return roll.length === 0 || near(loaded.length, roll.length);
}

function same(text: string): BrotherRoll['label'] {
  return { en: text, fr: text };
}

function label(
  text: string,
  size: { width: number; length: number; dots: number; rows: number; freePins: number },
): BrotherRoll {
  const english = `${text}, labels`;
  return {
    label: { en: english, fr: `${text}, étiquettes` },
    ...size,
    wide: false,
    twoColours: false,
  };
}
