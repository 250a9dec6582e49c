import { z } from 'zod';

/** Every report, in the order in which they are offered. */
export const reportIds = [
  'participants-provisional',
  'participants-final',
  'attendance',
  'sessions',
  'arrivals',
  'no-shows',
  'walk-ins',
  'registration-balance',
  'quorum',
  'reprints',
  'overrides',
  'duplicates',
  'print-jobs',
  'stations',
  'lanes',
  'certificates',
] as const;
export const reportIdSchema = z.enum(reportIds);
export type ReportId = z.infer<typeof reportIdSchema>;

export const reportFormats = ['csv', 'xlsx', 'pdf', 'docx'] as const;
export const reportFormatSchema = z.enum(reportFormats);
export type ReportFormat = z.infer<typeof reportFormatSchema>;

/** The formats in which a report can be written. */
export function formatsOf(id: ReportId): readonly ReportFormat[] {
  return id === 'participants-provisional' || id === 'participants-final'
    ? reportFormats
    : ['csv', 'xlsx', 'pdf'];
}
