import { z } from 'zod';
import { counterSchema } from '../base/station-face.ts';
import { brotherRolls, brotherSettingsSchema } from './brother.ts';
import { printerLanguageSchema } from './printer-languages.ts';

/** A sheet or card as a printer reports it, in millimetres. */
export const paperSizeSchema = z.strictObject({
  width: z.number().positive(),
  height: z.number().positive(),
});
export type PaperSize = z.infer<typeof paperSizeSchema>;

/** Holds that end at the printer: it is asked again there, and another printer could print. */
export const printerHolds = [
  'paper-out',
  'cover-open',
  'offline',
  'busy-elsewhere',
  'printer-error',
  'not-understood',
  'paused',
  /** The printer says that another roll is loaded than was set up. */
  'wrong-medium',
] as const;
export type PrinterHold = (typeof printerHolds)[number];

/** Why a badge is not printed just now; each has its own text and remedy on screen. */
export const holdReasonSchema = z.enum([
  ...printerHolds,
  'no-printer',
  /** The batch that the badge belongs to is paused. */
  'batch-paused',
  'waits-for-data',
  'missing-glyphs',
  'render-failed',
  'too-old',
  /** No printer has the stock for this category loaded. */
  'wrong-stock',
  /** The stop list names the badge or its holder. */
  'stopped',
  /** The holder has another valid badge, from another desk that admitted meanwhile. */
  'duplicate',
  /** Two hub administrators ordered that the records of its issue are disregarded. */
  'disregarded',
  /** This station's event file lacks the holder's category or delegation. */
  'not-in-event-file',
]);
export type HoldReason = z.infer<typeof holdReasonSchema>;

/** True for the holds that end at the printer. */
export function isPrinterHold(reason: HoldReason): reason is PrinterHold {
  return printerHolds.some((one) => one === reason);
}

/** Whether a stock's badges include those of a category; an unknown category is not wrong. */
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
 * `sending` is on disk before the first payload byte leaves; `awaiting` = all bytes gone and a
 * confirmation is due; `sent` is final for printers that cannot confirm.
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

/** States after which nothing more will happen to a job. */
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

/** The outcome of one attempt at sending a job. */
export type PrintOutcome =
  /** Nothing left the host and the printer reports why; prints automatically when it is ready. */
  | { kind: 'held'; reason: HoldReason; detail: string }
  /** Nothing left the host; it is tried again automatically. */
  | { kind: 'retryable'; reason: HoldReason; detail: string }
  /** Handed to a system driver, which reports no more. */
  | { kind: 'spooled' }
  /** All bytes gone to a printer that cannot confirm. */
  | { kind: 'sent' }
  /** The printer reported that it finished this very job. */
  | { kind: 'confirmed' }
  /** Some bytes left and then it went wrong; the desk must check. */
  | { kind: 'failed-partial'; reason: HoldReason; detail: string }
  /** All bytes left and the confirmation never came; the desk must check. */
  | { kind: 'unknown'; detail: string };

/** The address of a printer. */
export const printerConnectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tcp'),
    host: z.string().min(1).max(255),
    port: z.int().min(1).max(65535).default(9100),
  }),
  z.strictObject({ kind: z.literal('device'), path: z.string().min(1).max(500) }),
  /** A printer of the operating system, by its name there. */
  z.strictObject({ kind: z.literal('system'), queue: z.string().min(1).max(255) }),
  /** A printer of Windows by its name there; its spooler passes raw bytes on, past the driver. */
  z.strictObject({ kind: z.literal('spooler'), queue: z.string().min(1).max(255) }),
]);
export type PrinterConnection = z.infer<typeof printerConnectionSchema>;

/** What is loaded in a printer: badges of another stock are not printed on it. */
export const loadedStockSchema = z.strictObject({
  /** The desk's name for it ("white 80 mm roll", "red press cards"); may be empty. */
  name: z.string().max(60),
  /** Categories whose badges are printed on it; null means all. */
  categories: z.array(z.string().max(40)).max(40).nullable(),
  /** Id of the badge template that fits it. */
  template: z.string().max(40),
});

/** What a driver is used for, beyond black dots on one side. */
export const driverSettingsSchema = z.strictObject({
  /** Templates print in their colours. */
  colour: z.boolean(),
  /** Cards of two sides print on both. */
  bothSides: z.boolean(),
});
export type DriverSettings = z.infer<typeof driverSettingsSchema>;

/**
 * Where a delegate at a kiosk is sent for a badge that this printer makes. Its own name is for
 * operators: a delegate knows no desk by it.
 */
export const printerPlaceSchema = z.strictObject({
  /** Number of its counter, as the sign says; empty: none. Each language has its word for it. */
  counter: counterSchema,
  /** As a person before this station sees it; null where it has not been set. */
  direction: z.enum(['left', 'right', 'ahead', 'behind']).nullable(),
});
export type PrinterPlace = z.infer<typeof printerPlaceSchema>;

/** Max dots in the 255 bytes of a row of node-thermal-printer's pictures (Star's own limit, ESC k). */
const widestThermal = 2_040;

function maxWidthDots(language: z.infer<typeof printerLanguageSchema>): number {
  return language === 'escpos' || language === 'star' ? widestThermal : Number.POSITIVE_INFINITY;
}

/** A printer as it is set up at a station. */
export const printerSettingsSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
    name: z.string().min(1).max(60),
    /** Id of the printer model that it was set up from; empty if by hand. */
    model: z.string().max(60).default(''),
    language: printerLanguageSchema,
    connection: printerConnectionSchema,
    /** What the printer can report: nothing ("blind"), its status, or status and end of job. */
    ability: z.enum(['blind', 'status', 'confirm']),
    /**
     * Star only, how pictures are sent: `raster` to the TSP100 family up to III, which supports
     * nothing else and cannot confirm; `bit-image` (also when absent) to all others.
     */
    starGraphics: z.enum(['bit-image', 'raster']).optional(),
    /** Brother only, and always there: head and roll. */
    brother: brotherSettingsSchema.optional(),
    /** The system's driver only; absent: black dots on one side. */
    driver: driverSettingsSchema.optional(),
    /** Dots per millimetre: 8 is 203 dpi, 12 is 300 dpi. */
    dotsPerMm: z.int().min(4).max(24).default(8),
    /** Printable width in dots: 576 on an 80 mm roll at 203 dpi. */
    widthDots: z.int().min(128).max(4096).default(576),
    /** Cut after each badge. */
    cut: z.boolean().default(true),
    /** Id of the printer that takes the badges while this one cannot print, or null. */
    neighbour: z.string().max(40).nullable().default(null),
    /** Absent: a kiosk sends to the registration desk, which knows. */
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
