import type { CopyComparison } from '../../domain/day-close/compare-copies.ts';
import type { DayReport } from '../../domain/day-close/report.ts';
import type { ChainHead } from '../../domain/wire/events.ts';
import { compareStore } from './day-close/compare-store.ts';
import {
  type LocalDayView,
  type LocalQuestion,
  type LocalSource,
  readLocalDay,
} from './day-close/local-day.ts';
import type { ReportSource } from './report-input.ts';
import { createReportWork, type ReportWork } from './report-work.ts';

/** The station whose store is read. */
export type ReadingSource = LocalSource & ReportSource;

/** What a report is compared with. */
export interface CompareQuestion {
  kiosks: DayReport['kiosks'];
  /** Heads that the report must have reached; see `ChainCopy.before`. */
  sent: ChainHead[];
}

/**
 * Reads every fact, and often every delegate: up to some seconds for a large event. In the app this
 * runs on a thread with a separate connection, so that no scan waits for it.
 */
export interface LongReads extends ReportWork {
  localDay(question: LocalQuestion): Promise<LocalDayView>;
  compare(question: CompareQuestion): Promise<CopyComparison>;
}

/** Reads on the caller's thread. */
export function createLongReads(source: ReadingSource): LongReads {
  return {
    ...createReportWork(source),
    localDay: async (question) => readLocalDay(source, question),
    compare: async ({ kiosks, sent }) => compareStore(source.db, { kiosks }, sent),
  };
}
