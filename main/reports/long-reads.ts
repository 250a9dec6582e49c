import { countRosterGaps, type RosterGaps } from '../../db/roster/roster-gaps.ts';
import { countByCategory, lastRegistrations } from '../../db/station/rehearsal.ts';
import {
  type MeasuredService,
  measureByMode,
  planRehearsal,
  type RehearsalPlan,
} from '../../domain/station/rehearsal-plan.ts';
import { sealArchive } from '../day-close/archive-work.ts';
import type { DayReads } from '../day-close/day-hub.ts';
import { setDayPaper } from '../day-close/day-paper.ts';
import { compareStore } from '../day-close/held-links.ts';
import { type LocalSource, readLocalDay } from '../day-close/local-day.ts';
import { type DelegationReads, readPresence } from '../delegations.ts';
import { type EvacuationReads, evacuationText } from '../emergency/evacuation-text.ts';
import { createTicketWork, type TicketWork } from '../tickets/ticket-work.ts';
import type { ReportSource } from './report-input.ts';
import { createReportWork, type ReportWork } from './report-work.ts';

export type ReadingSource = LocalSource & ReportSource;

/**
 * Reads every fact, and often every delegate: up to some seconds for a large event. In the app this
 * runs in a process with a separate connection, so that no scan waits for it.
 */
export interface LongReads
  extends DayReads,
    DelegationReads,
    EvacuationReads,
    ReportWork,
    TicketWork {
  /** What the roster lacks before the doors open. */
  rosterGaps(question: null): Promise<RosterGaps>;
  /** The first morning, and how long service took so far. */
  firstMorning(question: null): Promise<FirstMorning>;
}

export interface FirstMorning {
  plan: RehearsalPlan;
  service: MeasuredService;
}

/** Check-ins from which service is measured: enough for a day, and only today's desks count. */
const measuredRegistrations = 5_000;

/** Reads on the caller's thread. */
export function createLongReads(source: ReadingSource): LongReads {
  return {
    ...createReportWork(source),
    ...createTicketWork(source),
    presence: async (question) => readPresence(source.db, question),
    evacuation: async ({ language, stationName, now, clockIsSet, earlierDays }) => {
      const { db, event: file, station } = source;
      const clock = (): number => now;
      const self = { station };
      const of = { db, event: { file }, self, stationName, clock, clockIsSet, earlierDays };
      return evacuationText(of, language);
    },
    rosterGaps: async () => countRosterGaps(source.db, source.event),
    firstMorning: async () => ({
      plan: planRehearsal(source.event, countByCategory(source.db, source.event.id)),
      service: measureByMode(lastRegistrations(source.db, source.event, measuredRegistrations)),
    }),
    localDay: async (question) => readLocalDay(source, question),
    compare: async ({ stations, sent }) => compareStore(source.db, { stations }, sent),
    archive: async (question) => await sealArchive(source.db, question),
    dayPaper: setDayPaper,
  };
}
