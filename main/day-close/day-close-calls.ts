import { z } from 'zod';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import type { WritableDatabase } from '../../db/base/types.ts';
import { findingFacts, insertStationReport, stationReports } from '../../db/day-close.ts';
import { findAttendanceEvent } from '../../db/ledger/attendance.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { suggestedName } from '../../domain/base/suggested-names.ts';
import { resolutionsOf } from '../../domain/day-close/day-summary.ts';
import {
  reportHash,
  reportText,
  type SignedReport,
  sealReport,
  signedReportSchema,
} from '../../domain/day-close/report.ts';
import type {
  IssuedReport,
  ReportChoice,
  ReportComparison,
  ResolveFindingRequest,
} from '../../domain/day-close/status.ts';
import { verifyReport } from '../../domain/day-close/verify-report.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import { readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { dayCloseCalls } from '../../preload/contract/day-close.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { type Caller, type Context, operatorIdOf, today } from '../base/context.ts';
import { saveHarmlessFile, savePersonalFile } from '../base/saved-file.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { stationNames } from '../ledger/station-names.ts';
import { closeOwnDay } from '../sync/close-own-day.ts';
import type { DayCloseParts, DayHub } from './day-hub.ts';
import { dayPaperContent } from './day-paper.ts';
import { readDayStatus } from './day-status.ts';
import { chainHeads } from './held-links.ts';
import { momentOf } from './local-day.ts';

interface DayCloseCallParts extends CallParts {
  dayClose: DayCloseParts;
}

export function dayCloseAnswers(desk: DayCloseCallParts) {
  const { context, notify, dayClose: parts } = desk;
  return answers(dayCloseCalls, {
    getDayStatus: ({ day }) => readDayStatus(parts, day),
    compareReport: async (input) => {
      const found = await compareReport(parts, input);
      const { day, revision } = input;
      const kinds = found.findings.map(({ station, kind }) => ({ station, kind }));
      const fields = { day, revision, stations: found.stations, equal: found.equal, kinds };
      desk.log[kinds.length === 0 ? 'info' : 'warn'](fields, 'report compared');
      return found;
    },
    callDayClose: async ({ day }, caller) => {
      await callDayClose(parts, caller, day);
      desk.factWritten();
      notify('syncChanged', null);
    },
    resolveFinding: (input, caller) => {
      resolveFinding(context, caller, input);
      desk.factWritten();
    },
    closeDay: async ({ day }, caller) => {
      const report = await closeDay(parts, caller, day);
      const { revision, number, proof } = report;
      desk.log.info({ day, revision, number, ...proof }, 'day closed');
      desk.factWritten();
      notify('syncChanged', null);
      return report;
    },
    saveDayReport: async (input, caller) => {
      const { day, revision, format } = input;
      const { language } = context;
      const nameOf = (end: string) => suggestedName(language, 'day-report', end, day, revision);
      const signed = await signedReport(parts, { day, revision });
      const path = await desk.dialogs.saveDayReport(nameOf(format));
      if (path === null) return false;
      if (format === 'json') await saveHarmlessFile(path, reportText(signed));
      else {
        const content = dayPaperContent(context, signed, nameOf('json'));
        await savePersonalFile(context, path, await parts.reads.dayPaper({ content, language }));
      }
      desk.log.info({ operator: caller.operator?.id, day, revision, format }, 'day report saved');
      return true;
    },
  });
}

/**
 * Records a note that resolves a finding of the day's close. The note is in the ledger and in the
 * next report; the finding stays. Throws CallFailure `not-found` (an override that is not here),
 * `already-done`, `sign-in-needed`.
 */
export function resolveFinding(
  context: Context,
  caller: Caller,
  request: ResolveFindingRequest,
): void {
  const operatorId = operatorIdOf(caller);
  const { day, finding, reference, note } = request;
  context.db
    .transaction(() => {
      const isFact = finding === 'override';
      if (isFact && findAttendanceEvent(context.db, reference) === null)
        throw new CallFailure('not-found', finding);
      const facts = findingFacts(context.db, context.event.file.id);
      if (resolutionsOf(facts, day).finding(finding, reference) !== null)
        throw new CallFailure('already-done', finding);
      appendEvent(context, {
        type: 'finding-resolved',
        delegateId: null,
        checkpoint: null,
        targetId: isFact ? reference : null,
        operatorId,
        badgeSerial: null,
        payload: { day, finding, reference },
        personal: { note },
      });
    })
    .immediate();
}

/**
 * Closes the day at this station, sends what waits here, and has the hub ask every other station to
 * do the same. Without a hub there is no station to ask. Throws CallFailure `sign-in-needed`,
 * `bad-input` (a future day), and what `DayHub` throws.
 */
export async function callDayClose(
  parts: DayCloseParts,
  caller: Caller,
  day: LocalDay,
): Promise<void> {
  const operatorId = operatorIdOf(caller);
  notToCome(parts, day);
  closeOwnDay(parts.context, { day, operatorId });
  const hub = parts.hub();
  if (hub === null) return;
  await hub.push();
  await hub.call(day, operatorId);
}

/**
 * Issues the day's signed report, whatever its findings: the hub's report where this station
 * belongs to a hub, else its own. For a day that is already closed it issues the next revision.
 * Throws CallFailure `sign-in-needed`, `bad-input` (a future day), `hub-refused` (a report that is
 * not the hub's), and what `DayHub` throws.
 */
export async function closeDay(
  parts: DayCloseParts,
  caller: Caller,
  day: LocalDay,
): Promise<IssuedReport> {
  const operatorId = operatorIdOf(caller);
  notToCome(parts, day);
  const hub = parts.hub();
  const signed =
    hub === null
      ? await closeAlone(parts, day, operatorId)
      : await closeAtHub(parts, hub, day, operatorId);
  const { report } = signed;
  return {
    revision: report.revision,
    number: report.number,
    issuer: report.issuer.kind,
    issuedAt: report.issuedAt,
    operatorName: stationNames(parts.context).operator(operatorId),
    hash: reportHash(signed, nodeCrypto),
    proof: report.proof,
  };
}

/** A future day cannot be closed: all its facts would come after its close. */
function notToCome({ context }: DayCloseParts, day: LocalDay): void {
  if (day > today(context)) throw new CallFailure('bad-input', day);
}

/** Facts written during the sending need another close. After this many closes it stops. */
const maxCloses = 3;

async function closeAtHub(
  parts: DayCloseParts,
  hub: DayHub,
  day: LocalDay,
  operatorId: string,
): Promise<SignedReport> {
  const { context } = parts;
  let sent: ChainHead[] = [];
  for (let closes = 0; closes < maxCloses; closes += 1) {
    const isSaid = closeOwnDay(context, { day, operatorId }) === null;
    if (isSaid && closes > 0) break;
    sent = chainHeads(context.db);
    await hub.push();
  }
  const signed = await hub.close(day, operatorId);
  checkOfHub(context, signed);
  keepSentHeads(context.db, signed, sent);
  return signed;
}

/** Maximum attempts while other operators close the same day. */
const maxAttempts = 5;

async function closeAlone(
  parts: DayCloseParts,
  day: LocalDay,
  operatorId: string,
): Promise<SignedReport> {
  const { db, clock } = parts.context;
  const key = readPrivateKey(parts.signingKey());
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    // The report leaves out later facts: check-ins continue while it is made.
    const moment = db
      .transaction(() => {
        closeOwnDay(parts.context, { day, operatorId });
        return momentOf(db);
      })
      .immediate();
    const { draft, facts } = await parts.reads.localDay({ day, operatorId, now: clock(), moment });
    const signed = sealReport(draft, (text) => signText(key, text), nodeCrypto);
    if (keepReport(db, signed, { facts, operatorId })) return signed;
  }
  throw new CallFailure('already-done', 'day report');
}

/** Stores a report under its revision; false where another report has that revision. */
function keepReport(
  db: WritableDatabase,
  signed: SignedReport,
  { facts, operatorId }: { facts: number; operatorId: string },
): boolean {
  const { report } = signed;
  return db
    .transaction(() => {
      const [last] = stationReports(db);
      if ((last?.number ?? 0) + 1 !== report.number) return false;
      insertStationReport(db, {
        number: report.number,
        eventId: report.event,
        day: report.day,
        revision: report.revision,
        hash: reportHash(signed, nodeCrypto),
        facts,
        issuedWall: report.issuedAt,
        operatorId,
        signed: reportText(signed),
      });
      return true;
    })
    .immediate();
}

/** Throws CallFailure `not-found`, and what `DayHub` throws. */
export async function signedReport(
  parts: DayCloseParts,
  choice: ReportChoice,
): Promise<SignedReport> {
  return (await parts.hub()?.report(choice)) ?? ownReport(parts.context, choice);
}

const settingName = 'day-report-sent';
const sentSchema = z
  .object({
    /** Of the report. */
    hash: z.string(),
    heads: z.array(
      z.object({
        station: z.string(),
        incarnation: z.int(),
        lastKseq: z.int(),
        hash: z.string(),
      }),
    ),
  })
  .nullable()
  .catch(null);

/** Keeps the minimum content of the report that the hub last issued for this station. */
function keepSentHeads(
  db: WritableDatabase,
  signed: SignedReport,
  heads: readonly ChainHead[],
): void {
  const hash = reportHash(signed, nodeCrypto);
  // The schema removes the other fields of a head.
  writeSetting(db, settingName, sentSchema.parse({ hash, heads }));
}

/**
 * Whether this station holds the same facts as an issued report. Computes each chain's count and
 * head again.
 *
 * @throws CallFailure `not-found`, `hub-refused` (a report that is not the hub's), and what
 *   `DayHub` throws
 */
export async function compareReport(
  parts: DayCloseParts,
  choice: ReportChoice,
): Promise<ReportComparison> {
  const { context } = parts;
  const signed = await signedReport(parts, choice);
  if (parts.hub() !== null) checkOfHub(context, signed);
  const sent = sentSchema.parse(readSetting(context.db, settingName) ?? null);
  const isOwn = sent !== null && sent.hash === reportHash(signed, nodeCrypto);
  const { report } = signed;
  const found = await parts.reads.compare({
    stations: report.stations,
    sent: isOwn ? sent.heads : [],
  });
  const names = stationNames(context);
  const written = report.stations.filter(({ held }) => held > 0).map(({ station }) => station);
  const doubtful = new Set(found.findings.map(({ station }) => station));
  return {
    stations: written.length,
    equal: written.filter((station) => !doubtful.has(station)).length,
    findings: found.findings.map(({ station, incarnation, kind, expected, found: here }) => ({
      station,
      name: names.station(station),
      incarnation,
      kind,
      expected: expected.count,
      here: here.count,
    })),
  };
}

/** Checks that this station's hub sealed the report. Throws CallFailure `hub-refused`. */
export function checkOfHub({ db }: Pick<Context, 'db'>, signed: SignedReport): void {
  const publicKey = findHubLink(db)?.hubKey ?? '';
  const checked = verifyReport(Buffer.from(reportText(signed)), { publicKey }, nodeCrypto);
  if (checked.genuine) return;
  const [fault] = checked.faults;
  throw new CallFailure('hub-refused', `report: ${fault?.check ?? ''} ${fault?.place ?? ''}`);
}

/** Finds a report that this station issued itself. Throws CallFailure `not-found`. */
function ownReport(
  { db, event }: Pick<Context, 'db' | 'event'>,
  { day, revision }: ReportChoice,
): SignedReport {
  const row = stationReports(db).find(
    (one) => one.eventId === event.file.id && one.day === day && one.revision === revision,
  );
  if (row === undefined) throw new CallFailure('not-found', 'report');
  return signedReportSchema.parse(JSON.parse(row.signed));
}
