import type { ScreenLanguage } from '../../../domain/language.ts';
import type { ReportFormat, ReportId } from '../../../domain/report-kinds.ts';

/** The choices on the reports' screen. */
export interface ReportWish {
  id: ReportId;
  /** Null: the whole event. */
  day: string | null;
  language: ScreenLanguage;
  format: ReportFormat;
}
