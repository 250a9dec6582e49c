import { readPrivateKey, signText } from '../../crypto/ed25519.ts';
import { nodeCrypto } from '../../crypto/node-crypto.ts';
import type { WritableDatabase } from '../../db/base/types.ts';
import { insertStationReport, stationReports } from '../../db/day-close.ts';
import type { SignedReport } from '../../domain/day-close/report.ts';
import { reportHash, reportText, sealReport } from '../../domain/day-close/seal.ts';
import type { IssuedReport, ReportChoice } from '../../domain/day-close/status.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, operatorIdOf, today } from '../base/context.ts';
import { stationNames } from '../ledger/station-names.ts';
import { closeOwnDay } from '../sync/close-own-day.ts';
import { checkOfHub, keepSentHeads, ownReport } from './compare-report.ts';
import type { DayCloseParts, DayHub } from './day-hub.ts';
import { chainHeads } from './held-links.ts';
import { momentOf } from './local-day.ts';

/**
 * Closes the day at this station, sends what waits here, and has the hub ask every other station to
 * do the same. Without a hub there is nobody to ask. Throws CallFailure `sign-in-needed`,
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
 * Issues the day's signed report, whatever the results are: the hub's where this station belongs to
 * one, else its own. For a day that is already closed it issues the next revision. Throws
 * CallFailure `sign-in-needed`, `bad-input` (a future day), `hub-refused` (a report that is not the
 * hub's), and what `DayHub` throws.
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

/** Facts written during the sending need a further close; after this many it stops. */
const mostCloses = 3;

async function closeAtHub(
  parts: DayCloseParts,
  hub: DayHub,
  day: LocalDay,
  operatorId: string,
): Promise<SignedReport> {
  const { context } = parts;
  let sent: ChainHead[] = [];
  for (let closes = 0; closes < mostCloses; closes += 1) {
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

/** Attempts while other operators close the same day. */
const mostAttempts = 5;

async function closeAlone(
  parts: DayCloseParts,
  day: LocalDay,
  operatorId: string,
): Promise<SignedReport> {
  const { db, clock } = parts.context;
  const key = readPrivateKey(parts.signingKey());
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    // Facts from here on are not in this report: check-ins continue while it is made.
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

/** Stores a report under its revision; false where another one took it. */
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

/** An issued report's file and its name. Throws CallFailure `not-found`, and like `DayHub`. */
export async function reportFile(
  parts: DayCloseParts,
  choice: ReportChoice,
): Promise<{ name: string; text: string }> {
  const { day, revision } = choice;
  const hub = parts.hub();
  const signed =
    hub === null ? ownReport(parts.context, choice) : await hub.report({ day, revision });
  return { name: `day-report-${day}-${revision}.json`, text: reportText(signed) };
}
