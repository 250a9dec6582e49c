import { z } from 'zod';
import { brotherModelSchema } from './brother.ts';
import {
  type PrinterConnection,
  printerConnectionSchema,
  printerSettingsSchema,
} from './print-job.ts';
import { printerLanguageSchema } from './printer-languages.ts';

const settings = printerSettingsSchema.shape;
const connectionKindSchema = z.enum(printerConnectionSchema.options.map(kindOf));

/** The features of a printer model. They fill in the form of a new printer. */
export const printerModelSchema = z
  .strictObject({
    /** Stored as `model` in the settings of a printer set up from it. */
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
    /** "Epson"; empty for a whole family of printers. */
    maker: z.string().max(40),
    /** As printed on the device: "TM-T88VII". */
    name: z.string().min(1).max(60),
    language: printerLanguageSchema,
    /** See the settings of the same name. */
    starGraphics: settings.starGraphics,
    brother: brotherModelSchema.optional(),
    ability: settings.ability,
    dotsPerMm: settings.dotsPerMm.unwrap(),
    /** Printable width in dots on its standard paper. */
    widthDots: settings.widthDots.unwrap(),
    cut: z.boolean(),
    /** Most common way first. */
    connections: z.array(connectionKindSchema).min(1),
    /** What an operator should know before relying on it; may be empty. */
    note: z.strictObject({ en: z.string().max(300), fr: z.string().max(300) }),
    /** Source of the figures: data sheet or manual. */
    source: z.string().min(1).max(300),
  })
  .refine(
    ({ language, connections }) =>
      connections.every((kind) => (kind === 'system') === (language === 'driver')),
    { path: ['connections'], message: 'language "driver" and connection "system" belong together' },
  )
  .refine(({ starGraphics, ability }) => starGraphics !== 'raster' || ability !== 'confirm', {
    path: ['ability'],
    message: 'a Star printer that knows raster mode alone cannot confirm',
  })
  .refine(({ language, starGraphics }) => starGraphics === undefined || language === 'star', {
    path: ['starGraphics'],
    message: 'only the language "star" has it',
  })
  .refine(({ language, brother }) => (language === 'brother') === (brother !== undefined), {
    path: ['brother'],
    message: 'language "brother" has "brother"; no other has it',
  });
export type PrinterModel = z.infer<typeof printerModelSchema>;

/** A file of printer models: those of the app, and those of a configuration (`printerModels`). */
export const printerModelsFileSchema = z
  .strictObject({ models: z.array(printerModelSchema).max(500) })
  .refine(({ models }) => new Set(models.map(({ id }) => id)).size === models.length, {
    path: ['models'],
    message: 'two models have the same id',
  });

function kindOf(
  option: (typeof printerConnectionSchema.options)[number],
): PrinterConnection['kind'] {
  return option.shape.kind.value;
}
