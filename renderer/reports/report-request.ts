import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { ReportFormat, ReportId } from '../../domain/reports/report-kinds.ts';

/** The choices on the reports' screen. */
export interface ReportRequest {
  id: ReportId;
  /** Null: the whole event. */
  day: string | null;
  language: ScreenLanguage;
  format: ReportFormat;
}
