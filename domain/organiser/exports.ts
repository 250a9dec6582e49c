import { z } from 'zod';
import { screenLanguageSchema, screenTextSchema } from '../base/language.ts';
import { localDaySchema } from '../event/event-file.ts';

export const exportFormats = ['csv', 'xlsx', 'pdf', 'docx'] as const;
export const exportFormatSchema = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

export const exportsSchema = z.object({
  reports: z.array(
    z.object({
      id: z.string(),
      title: screenTextSchema,
      formats: z.array(exportFormatSchema).min(1),
    }),
  ),
});
export type Exports = z.infer<typeof exportsSchema>;

/** Query of `GET /v1/organiser/exports/:report`, which answers with the file as an attachment. */
export const exportQuerySchema = z.object({
  format: exportFormatSchema,
  language: screenLanguageSchema,
  /** The day to report on, or the whole event; today if omitted. */
  day: localDaySchema.or(z.literal('event')).optional(),
});

/** One day of the event and the state of its proof. */
export const organiserDaySchema = z.object({
  day: localDaySchema,
  /** `reopened`: facts came after it was closed. */
  state: z.enum(['open', 'closed', 'reopened']),
  revision: z.int().nonnegative(),
  closedAt: z.int().nullable(),
  facts: z.int().nonnegative(),
  stations: z.array(
    z.object({
      station: z.uuid(),
      name: z.string(),
      verdict: z.enum(['proven', 'open', 'broken']),
    }),
  ),
});
export type OrganiserDay = z.infer<typeof organiserDaySchema>;

export const organiserDaysSchema = z.object({
  asOf: z.int(),
  days: z.array(organiserDaySchema),
});
export type OrganiserDays = z.infer<typeof organiserDaysSchema>;
