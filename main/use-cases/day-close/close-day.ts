import { readPrivateKey, signText } from '../../../crypto/ed25519.ts';
import { nodeCrypto } from '../../../crypto/node-crypto.ts';
import { insertStationReport, stationReports } from '../../../db/day-close.ts';
import { findHubLink } from '../../../db/hub-link.ts';
import type { SignedReport } from '../../../domain/day-close/report.ts';
import { reportHash, reportText, sealReport } from '../../../domain/day-close/seal.ts';
import type { IssuedReport, ReportChoice } from '../../../domain/day-close/status.ts';
import { verifyReport } from '../../../domain/day-close/verify-report.ts';
import type { LocalDay } from '../../../domain/event-file.ts';
import { CallFailure } from '../../call-failure.ts';
import { type Caller, operatorIdOf, today } from '../context.ts';
import { stationNames } from '../station-names.ts';
import { closeOwnDay } from './close-own-day.ts';
import type { DayCloseParts, DayHub } from './day-hub.ts';
import { readLocalDay } from './local-day.ts';

/**
 * Closes the day at this station, sends what waits here, and has the hub ask every other station to do the same.
 * Without a hub there is nobody to ask. Throws CallFailure `sign-in-needed`, `bad-input` (a day to come), and what `DayHub` throws.
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
 * Issues the day's signed report, whatever the verdicts are: the hub's where this station belongs to one, else its
 * own. Of a day that is closed already the next revision. Throws CallFailure `sign-in-needed`, `bad-input` (a day to come), `hub-refused` (a
 * report that is not the hub's), and what `DayHub` throws.
 */
export async function closeDay(
  parts: DayCloseParts,
  caller: Caller,
  day: LocalDay,
): Promise<IssuedReport> {
  const operatorId = operatorIdOf(caller);
  notToCome(parts, day);
  closeOwnDay(parts.context, { day, operatorId });
  const hub = parts.hub();
  const signed =
    hub === null
      ? closeAlone(parts, day, operatorId)
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

/** A day that has not begun cannot be closed: everything written until then would come after its close. */
function notToCome({ context }: DayCloseParts, day: LocalDay): void {
  if (day > today(context)) throw new CallFailure('bad-input', day);
}

async function closeAtHub(
  { context }: DayCloseParts,
  hub: DayHub,
  day: LocalDay,
  operatorId: string,
): Promise<SignedReport> {
  await hub.push();
  const signed = await hub.close(day, operatorId);
  const publicKey = findHubLink(context.db)?.hubKey ?? '';
  const checked = verifyReport(Buffer.from(reportText(signed)), { publicKey }, nodeCrypto);
  if (!checked.genuine) {
    const [fault] = checked.faults;
    throw new CallFailure('hub-refused', `report: ${fault?.check ?? ''} ${fault?.place ?? ''}`);
  }
  return signed;
}

function closeAlone(parts: DayCloseParts, day: LocalDay, operatorId: string): SignedReport {
  const { db } = parts.context;
  const key = readPrivateKey(parts.signingKey());
  return db
    .transaction(() => {
      const { draft, facts } = readLocalDay(parts, day, operatorId);
      const signed = sealReport(draft, (text) => signText(key, text), nodeCrypto);
      insertStationReport(db, {
        number: draft.number,
        eventId: draft.event,
        day: draft.day,
        revision: draft.revision,
        hash: reportHash(signed, nodeCrypto),
        facts,
        issuedWall: draft.issuedAt,
        operatorId,
        signed: reportText(signed),
      });
      return signed;
    })
    .immediate();
}

/**
 * A report's file as it was issued, and a name for it. Throws CallFailure `not-found`, and what `DayHub` throws.
 */
export async function reportFile(
  parts: DayCloseParts,
  { day, revision }: ReportChoice,
): Promise<{ name: string; text: string }> {
  const hub = parts.hub();
  const text =
    hub === null
      ? ownReport(parts, day, revision)
      : reportText(await hub.report({ day, revision }));
  return { name: `day-report-${day}-${revision}.json`, text };
}

function ownReport({ context }: DayCloseParts, day: LocalDay, revision: number): string {
  const row = stationReports(context.db).find(
    (one) => one.eventId === context.event.file.id && one.day === day && one.revision === revision,
  );
  if (row === undefined) throw new CallFailure('not-found', 'report');
  return row.signed;
}
