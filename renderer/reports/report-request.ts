import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { ReportFormat } from '../../domain/reports.ts';

export interface ReportRequest {
  /** Null: the whole event. */
  day: string | null;
  language: ScreenLanguage;
  format: ReportFormat;
}
