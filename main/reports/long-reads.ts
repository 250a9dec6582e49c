import { countRosterGaps, type RosterGaps } from '../../db/roster/roster-gaps.ts';
import { sealArchive } from '../day-close/archive-work.ts';
import { compareStore } from '../day-close/compare-store.ts';
import type { DayReads } from '../day-close/day-hub.ts';
import { type LocalSource, readLocalDay } from '../day-close/local-day.ts';
import { createTicketWork, type TicketWork } from '../tickets/ticket-work.ts';
import type { ReportSource } from './report-input.ts';
import { createReportWork, type ReportWork } from './report-work.ts';

/** The station whose store is read. */
export type ReadingSource = LocalSource & ReportSource;

/**
 * Reads every fact, and often every delegate: up to some seconds for a large event. In the app this
 * runs on a thread with a separate connection, so that no scan waits for it.
 */
export interface LongReads extends DayReads, ReportWork, TicketWork {
  /** What the roster lacks before the doors open. */
  rosterGaps(question: null): Promise<RosterGaps>;
}

/** Reads on the caller's thread. */
export function createLongReads(source: ReadingSource): LongReads {
  return {
    ...createReportWork(source),
    ...createTicketWork(source),
    rosterGaps: async () => countRosterGaps(source.db, source.event),
    localDay: async (question) => readLocalDay(source, question),
    compare: async ({ stations, sent }) => compareStore(source.db, { stations }, sent),
    archive: async (question) => await sealArchive(source.db, question),
  };
}
