import { findHubLink } from '../../db/ledger/hub-link.ts';
import { listKnownStations } from '../../db/ledger/known-stations.ts';
import { listOperators } from '../../db/operators.ts';
import { printJobsOfPrinter } from '../../db/printing/print-attempts.ts';
import type { RosterGaps } from '../../db/roster/roster-gaps.ts';
import { lastTicketsSaved } from '../../db/station/activity.ts';
import { findTemplate } from '../../db/templates.ts';
import { firstText } from '../../domain/base/language.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { missingTexts } from '../../domain/event/missing-texts.ts';
import type { PrinterSettings, PrintJobState } from '../../domain/printing/print-job.ts';
import {
  judgeReadiness,
  type ReadinessFacts,
  type ReadinessState,
} from '../../domain/station/readiness.ts';
import type { LinkState } from '../../domain/sync/sync-status.ts';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import { templateName } from '../../domain/templates/template-names.ts';
import {
  type CheckName,
  type Finding,
  readinessCalls,
} from '../../preload/contract/station/care.ts';
import type { Station } from '../../preload/contract/station/station.ts';
import { stockBalance } from '../badges/badge-calls.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { readPrinters } from '../base/config/station-settings.ts';
import { type Context, today } from '../base/context.ts';
import type { LongReads } from '../reports/long-reads.ts';
import { findingsOnPrinters } from '../templates/template-findings.ts';
import type { Doctor } from './doctor/doctor.ts';

interface ReadinessParts extends CallParts {
  care: { doctor: Doctor };
  reads: Pick<LongReads, 'rosterGaps' | 'firstMorning'>;
  link: { state(): LinkState | null };
  /** The hub that this station hosts; null where it hosts none. */
  host: { view(): unknown };
  parts: { demo: boolean };
  station(): Station;
}

/** The doctor's checks that show what is missing before the doors open, in the page's order. */
const checks: readonly CheckName[] = ['camera', 'scanner', 'clock', 'copies', 'disk'];

const stateOfFinding = {
  ok: 'done',
  open: 'look',
  warning: 'look',
  error: 'to-do',
} as const satisfies Record<Finding['state'], ReadinessState>;

export function readinessAnswers(desk: ReadinessParts) {
  const { config, context } = desk;
  return answers(readinessCalls, {
    getReadiness: async () => {
      const gaps = await desk.reads.rosterGaps(null);
      const { plan, service } = await desk.reads.firstMorning(null);
      const { at, findings } = await desk.care.doctor.look(context.language, checks);
      const hub = { state: desk.link.state(), isHostedHere: desk.host.view() !== null };
      const printers = readPrinters(context.db, config);
      const facts = readinessFacts(context, { printers, gaps, hub, isDemo: desk.parts.demo });
      return {
        at,
        lines: judgeReadiness(facts),
        stations: facts.stations.map(({ id, name, lastSeen }) => ({ id, name, lastSeen })),
        rehearsal: { ...plan, lanes: facts.lanes, service },
        findings: findings.map(({ check, state, title, text, remedy }) => ({
          check,
          title,
          text,
          remedy,
          state: stateOfFinding[state],
        })),
      };
    },
  });
}

/** Reads from the store the facts by which the lines are judged. */
export function readinessFacts(
  context: Context,
  known: {
    printers: readonly PrinterSettings[];
    gaps: RosterGaps;
    hub: { state: LinkState | null; isHostedHere: boolean };
    isDemo: boolean;
  },
): ReadinessFacts {
  const { db, event } = context;
  const { gaps, hub, isDemo } = known;
  const { state } = hub;
  const link = findHubLink(db);
  const stations = listKnownStations(db).filter(
    (station) => station.state === 'enrolled' && station.id !== context.self.station,
  );
  const countOf = (mode: StationMode): number =>
    stations.filter((station) => station.mode === mode).length;
  return {
    now: context.clock(),
    event: { isDemo, days: event.file.days, today: today(context) },
    missingTexts: missingTexts(event.file).map(({ text }) => firstText(text)),
    people: gaps,
    ticketsSaved: lastTicketsSaved(db, event.file.id),
    printers: printersOf(context, known.printers),
    templates: templatesOf(context, known.printers),
    supervisors: listOperators(db).filter(({ role }) => role === 'supervisor').length,
    hub:
      link === null || state === null
        ? null
        : {
            name: link.hubName,
            isHostedHere: hub.isHostedHere,
            online: state.online,
            waiting: state.waiting,
          },
    stations,
    lanes: { desk: 1 + countOf('desk'), kiosk: countOf('kiosk') },
  };
}

/** Enough jobs to find one that came out among cancelled and failed ones. */
const jobsRead = 50;
const cameOut: readonly PrintJobState[] = ['confirmed', 'sent', 'spooled', 'came-out'];

function printersOf(context: Context, printers: readonly PrinterSettings[]) {
  const { accounts } = stockBalance(context, printers, today(context));
  return printers.map(({ id, name, stock }): ReadinessFacts['printers'][number] => {
    const jobs = printJobsOfPrinter(context.db, context.event.file.id, id, jobsRead);
    const account = accounts.find((one) => one.printerId === id && one.stock === stock.name);
    const isCounted =
      account !== undefined && (account.counted !== null || account.opening + account.loaded > 0);
    return {
      name,
      tested: jobs.some((job) => cameOut.includes(job.state)),
      blanks: isCounted ? (account.counted ?? account.expected) : null,
    };
  });
}

function templatesOf({ db, event, language }: Context, printers: readonly PrinterSettings[]) {
  const ids = new Set(printers.map(({ stock }) => stock.template));
  return Array.from(ids, (id): ReadinessFacts['templates'][number] => {
    const template = findTemplate(db, id) ?? rollTemplate();
    const severities = findingsOnPrinters(template, printers, event.file).map(
      ({ severity }) => severity,
    );
    const worst = severities.includes('error') ? 'error' : (severities[0] ?? null);
    return { name: templateName(template.name, language), worst };
  });
}
