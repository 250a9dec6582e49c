import { z } from 'zod';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { StationStatus } from '../../domain/day-close/status.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import {
  certificateRuleSchema,
  defaultCertificates,
  defaultQuorum,
  quorumRuleSchema,
  type ReportFormat,
  type ReportId,
} from '../../domain/reports.ts';
import type { ReportPreview, ReportRules } from '../../preload/contract/reports.ts';
import type { ReportStation } from '../../reports/input.ts';
import { type Context, today } from '../base/context.ts';
import type { DayCloseParts } from '../day-close/day-hub.ts';
import { readDayStatus } from '../day-close/day-status.ts';
import type { LongReads } from './long-reads.ts';
import type { ReportProof, ReportQuestion } from './report-input.ts';
import type { ReportFile } from './report-work.ts';

export interface ReportDay extends DayCloseParts {
  reads: LongReads;
}

export interface ReportParts {
  dayClose: ReportDay;
  printers: () => readonly PrinterSettings[];
}

/** Milliseconds for which a preview may use the data read for the one before. */
const previewLasts = 20_000;

const settingName = 'report-rules';
const rulesSchema = z
  .object({
    quorum: quorumRuleSchema.catch(defaultQuorum),
    certificates: certificateRuleSchema.catch(defaultCertificates),
  })
  .catch({ quorum: defaultQuorum, certificates: defaultCertificates });

/** The rules of quorum and certificates last used at this station. */
export function reportRules({ db }: Context): ReportRules {
  return rulesSchema.parse(readSetting(db, settingName));
}

export function saveReportRules({ db }: Context, rules: ReportRules): void {
  const { quorum, certificates } = rules;
  writeSetting(db, settingName, { quorum, certificates });
}

interface Reading {
  key: string;
  at: number;
  number: number;
  question: Promise<ReportQuestion>;
}

/**
 * Makes the reports of a desk, apart from any waiting answer; see `LongReads`.
 *
 * @param now a clock of any zero, milliseconds; for the age of the data
 */
export function createDeskReports(parts: ReportParts, now: () => number) {
  const { context, reads } = parts.dayClose;
  let last: Reading | null = null;
  let readings = 0;
  const ask = async (day: string | null): Promise<ReportQuestion> => {
    const { quorum, certificates } = reportRules(context);
    const proof = await readReportProof(parts.dayClose, day);
    const printers = new Map(parts.printers().map(({ id, name }) => [id, name]));
    return { day, quorum, certificates, proof, printers, now: context.clock() };
  };
  return {
    preview: async ({
      id,
      day,
      language,
    }: {
      id: ReportId;
      day: string | null;
      language: ScreenLanguage;
    }): Promise<ReportPreview> => {
      const key = JSON.stringify([day, reportRules(context)]);
      if (last === null || last.key !== key || now() - last.at > previewLasts) {
        readings += 1;
        const fresh = { key, at: now(), number: readings, question: ask(day) };
        last = fresh;
        // After a failure it is read again.
        fresh.question.catch(() => {
          if (last === fresh) last = null;
        });
      }
      const { number: reading, question } = last;
      return await reads.preview({ id, language, question: await question, reading });
    },
    /** The file of one report, or of several in one. Throws like `writeReport`. */
    file: async ({
      ids,
      day,
      language,
      format,
    }: {
      ids: readonly ReportId[];
      day: string | null;
      language: ScreenLanguage;
      format: ReportFormat;
    }): Promise<ReportFile> =>
      await reads.file({ ids, language, format, question: await ask(day) }),
  };
}

/** Gets the proof of a day; null is the whole event. Throws CallFailure like `readDayStatus`. */
async function readReportProof(parts: DayCloseParts, day: LocalDay | null): Promise<ReportProof> {
  const { stations, state } = await readDayStatus(parts, day ?? lastDayBegun(parts.context));
  return { stations: stations.map(stationOf), isClosed: state === 'closed' };
}

/** A day's proof covers those before it: for the whole event the last day that has begun counts. */
function lastDayBegun(context: Context): LocalDay {
  const { days } = context.event.file;
  const now = today(context);
  return days.filter((day) => day <= now).at(-1) ?? days[0] ?? now;
}

function stationOf(status: StationStatus): ReportStation {
  const { station, name, mode, verdict, asOf, held, atLeast, lastSeen } = status;
  return {
    id: station,
    name,
    mode,
    proof: verdict,
    asOf: asOf?.wall ?? null,
    facts: held,
    waiting: verdict === 'proven' ? 0 : atLeast > held ? atLeast - held : null,
    lastSeen,
  };
}
