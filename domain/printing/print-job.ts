import { z } from 'zod';
import { counterSchema } from '../base/station-face.ts';
import { brotherRolls, brotherSettingsSchema } from './brother.ts';
import { printerLanguageSchema } from './printer-languages.ts';

/** Size of a sheet or card as a printer reports it, in millimetres. */
export const paperSizeSchema = z.strictObject({
  width: z.number().positive(),
  height: z.number().positive(),
});
export type PaperSize = z.infer<typeof paperSizeSchema>;

/**
 * Holds whose cause is at the printer. The station polls the printer until they end, and another
 * printer could print instead.
 */
export const printerHolds = [
  'paper-out',
  'cover-open',
  'offline',
  'busy-elsewhere',
  'printer-error',
  'not-understood',
  'paused',
  /** The printer reports another roll than the one that was set up. */
  'wrong-medium',
] as const;
export type PrinterHold = (typeof printerHolds)[number];

/** Why a badge is not printed at present. The screen has a text and a remedy for each. */
export const holdReasonSchema = z.enum([
  ...printerHolds,
  'no-printer',
  'batch-paused',
  'waits-for-data',
  'missing-glyphs',
  'render-failed',
  'too-old',
  /** No printer has the stock for this category loaded. */
  'wrong-stock',
  /** The stop list has the badge or its holder. */
  'stopped',
  /** The holder has another valid badge, from another desk that admitted the person meanwhile. */
  'duplicate',
  /** Two hub administrators ordered that the records of its issue are disregarded. */
  'disregarded',
  /** This station's event file lacks the holder's category or delegation. */
  'not-in-event-file',
]);
export type HoldReason = z.infer<typeof holdReasonSchema>;

export function isPrinterHold(reason: HoldReason): reason is PrinterHold {
  return printerHolds.some((one) => one === reason);
}

/** Whether a stock's badges include those of a category. An unknown category is accepted. */
export function takesCategory(
  { categories }: Pick<PrinterSettings['stock'], 'categories'>,
  category: string | null,
): boolean {
  return category === null || categories === null || categories.includes(category);
}

/**
 * States of a print job.
 * queued → sending → (awaiting → confirmed) | sent | spooled | failed-partial | unknown
 * queued ↔ held; queued | held → cancelled;
 * failed-partial | unknown → came-out | did-not-come-out (the operator decides)
 * `sending` is written to disk before the first payload byte leaves. `awaiting`: all bytes are sent
 * and a confirmation is due. `sent` is final for printers that cannot confirm.
 */
export const printJobStateSchema = z.enum([
  'queued',
  'held',
  'sending',
  'awaiting',
  'confirmed',
  'sent',
  'spooled',
  'failed-partial',
  'unknown',
  'came-out',
  'did-not-come-out',
  'cancelled',
]);
export type PrintJobState = z.infer<typeof printJobStateSchema>;

export const finalPrintJobStates: readonly PrintJobState[] = [
  'confirmed',
  'sent',
  'spooled',
  'came-out',
  'did-not-come-out',
  'cancelled',
];

/** States in which only an operator can say whether the badge came out. */
export const askingPrintJobStates: readonly PrintJobState[] = ['failed-partial', 'unknown'];

/** The outcome of one attempt to send a job. */
export type PrintOutcome =
  /**
   * Nothing left the computer, and the printer reports why. Prints automatically when the printer
   * is ready.
   */
  | { kind: 'held'; reason: HoldReason; detail: string }
  /** Nothing left the computer. It is retried automatically. */
  | { kind: 'retryable'; reason: HoldReason; detail: string }
  /** Handed to a system driver, which reports nothing more. */
  | { kind: 'spooled' }
  /** All bytes went to a printer that cannot confirm. */
  | { kind: 'sent' }
  /** The printer reported that it finished this job. */
  | { kind: 'confirmed' }
  /** It failed after some bytes had left. The desk must check. */
  | { kind: 'failed-partial'; reason: HoldReason; detail: string }
  /** All bytes left, but no confirmation came. The desk must check. */
  | { kind: 'unknown'; detail: string };

export const printerConnectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tcp'),
    host: z.string().min(1).max(255),
    port: z.int().min(1).max(65535).default(9100),
  }),
  z.strictObject({ kind: z.literal('device'), path: z.string().min(1).max(500) }),
  /** A printer of the operating system, by its name there. */
  z.strictObject({ kind: z.literal('system'), queue: z.string().min(1).max(255) }),
  /** A Windows printer by its name there. The spooler passes raw bytes on, bypassing the driver. */
  z.strictObject({ kind: z.literal('spooler'), queue: z.string().min(1).max(255) }),
]);
export type PrinterConnection = z.infer<typeof printerConnectionSchema>;

/** What is loaded in a printer. Badges of another stock are not printed on it. */
export const loadedStockSchema = z.strictObject({
  /** The desk's name for it ("white 80 mm roll", "red press cards"); may be empty. */
  name: z.string().max(60),
  /** Categories whose badges are printed on it; null for all. */
  categories: z.array(z.string().max(40)).max(40).nullable(),
  template: z.string().max(40),
});

/** Features of a driver beyond black dots on one side. */
export const driverSettingsSchema = z.strictObject({
  /** Templates print in their colours. */
  colour: z.boolean(),
  /** Two-sided cards print on both sides. */
  bothSides: z.boolean(),
});
export type DriverSettings = z.infer<typeof driverSettingsSchema>;

/**
 * Where a kiosk sends a delegate for a badge from this printer. The printer's own name is for
 * operators; delegates do not know it.
 */
export const printerPlaceSchema = z.strictObject({
  /**
   * Number of its counter, as on the sign; empty if there is none. Each language adds its own word.
   */
  counter: counterSchema,
  /** As seen by a person in front of this station; null if it is not set. */
  direction: z.enum(['left', 'right', 'ahead', 'behind']).nullable(),
});
export type PrinterPlace = z.infer<typeof printerPlaceSchema>;

/**
 * Max dots in the 255 bytes of a row of node-thermal-printer's pictures (Star's own limit, ESC k).
 */
const widestThermal = 2_040;

function maxWidthDots(language: z.infer<typeof printerLanguageSchema>): number {
  return language === 'escpos' || language === 'star' ? widestThermal : Number.POSITIVE_INFINITY;
}

export const printerSettingsSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
    name: z.string().min(1).max(60),
    /** Id of the printer model that it was set up from; empty if set up by hand. */
    model: z.string().max(60).default(''),
    language: printerLanguageSchema,
    connection: printerConnectionSchema,
    /**
     * What the printer can report: nothing (`blind`), its status, or status and end of job
     * (`confirm`).
     */
    ability: z.enum(['blind', 'status', 'confirm']),
    /**
     * Star only: how pictures are sent. `raster` for the TSP100 family up to III, which supports
     * nothing else and cannot confirm. `bit-image` (also when absent) for all others.
     */
    starGraphics: z.enum(['bit-image', 'raster']).optional(),
    /** Brother only, where it is required: head and roll. */
    brother: brotherSettingsSchema.optional(),
    /** Only for the system's driver. Absent: black dots on one side. */
    driver: driverSettingsSchema.optional(),
    /** Dots per millimetre: 8 is 203 dpi, 12 is 300 dpi. */
    dotsPerMm: z.int().min(4).max(24).default(8),
    /** Printable width in dots: 576 on an 80 mm roll at 203 dpi. */
    widthDots: z.int().min(128).max(4096).default(576),
    cut: z.boolean().default(true),
    /** Id of the printer that takes over while this one cannot print, or null. */
    neighbour: z.string().max(40).nullable().default(null),
    /** Absent: a kiosk sends people to the registration desk. */
    place: printerPlaceSchema.optional(),
    stock: loadedStockSchema.default({ name: '', categories: null, template: 'roll-80' }),
  })
  .refine(
    ({ language, connection }) => (language === 'driver') === (connection.kind === 'system'),
    {
      path: ['connection'],
      message: 'language "driver" and connection "system" belong together',
    },
  )
  .refine(({ connection, ability }) => connection.kind !== 'spooler' || ability === 'blind', {
    path: ['ability'],
    message: 'no answer of a printer comes back through a spooler: set it to "blind"',
  })
  .refine(({ starGraphics, ability }) => starGraphics !== 'raster' || ability !== 'confirm', {
    path: ['ability'],
    message: 'a Star printer that knows raster mode alone cannot confirm',
  })
  .refine(({ language, widthDots }) => widthDots <= maxWidthDots(language), {
    path: ['widthDots'],
    message: `an ESC/POS or Star printer takes at most ${widestThermal} dots a row`,
  })
  .refine(({ language, brother }) => (language === 'brother') === (brother !== undefined), {
    path: ['brother'],
    message: 'language "brother" has the settings "brother"; no other has them',
  })
  .refine(({ language, driver }) => language === 'driver' || driver === undefined, {
    path: ['driver'],
    message: 'only the language "driver" has it',
  })
  .refine(({ brother, widthDots }) => !brother || widthDots <= brotherRolls[brother.roll].dots, {
    path: ['widthDots'],
    message: 'the roll has fewer printable dots',
  });
export type PrinterSettings = z.infer<typeof printerSettingsSchema>;

export const printerStateSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  condition: z.enum(['ready', 'printing', 'paper-low', 'unknown']).or(holdReasonSchema),
  /** Address or device, for the person who checks the cable. */
  where: z.string(),
  detail: z.string(),
  waiting: z.int().nonnegative(),
});
export type PrinterState = z.infer<typeof printerStateSchema>;
