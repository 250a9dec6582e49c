import { z } from 'zod';
import { nodeCrypto } from '../../crypto/node-crypto.ts';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import type { WritableDatabase } from '../../db/base/types.ts';
import { stationReports } from '../../db/day-close.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { type SignedReport, signedReportSchema } from '../../domain/day-close/report.ts';
import { reportHash, reportText } from '../../domain/day-close/seal.ts';
import type { ReportChoice, ReportComparison } from '../../domain/day-close/status.ts';
import { verifyReport } from '../../domain/day-close/verify-report.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';
import { stationNames } from '../ledger/station-names.ts';
import type { DayCloseParts } from './day-hub.ts';

const settingName = 'day-report-sent';
const sentSchema = z
  .object({
    /** Of the report. */
    hash: z.string(),
    heads: z.array(
      z.object({
        kiosk: z.string(),
        incarnation: z.int(),
        lastKseq: z.int(),
        hash: z.string(),
      }),
    ),
  })
  .nullable()
  .catch(null);

/** Keeps the minimum content of the report that this station last had issued. */
export function keepSentHeads(
  db: WritableDatabase,
  signed: SignedReport,
  heads: readonly ChainHead[],
): void {
  const hash = reportHash(signed, nodeCrypto);
  const kept = heads.map((head) => ({
    kiosk: head.kiosk,
    incarnation: head.incarnation,
    lastKseq: head.lastKseq,
    hash: head.hash,
  }));
  writeSetting(db, settingName, { hash, heads: kept });
}

/**
 * Whether this station holds the same facts as an issued report: each chain's count and head,
 * computed again.
 *
 * @throws CallFailure `not-found`, `hub-refused` (a report that is not the hub's), and what
 *   `DayHub` throws
 */
export async function compareReport(
  parts: DayCloseParts,
  choice: ReportChoice,
): Promise<ReportComparison> {
  const { context } = parts;
  const hub = parts.hub();
  const signed = hub === null ? ownReport(context, choice) : await hub.report(choice);
  if (hub !== null) checkOfHub(context, signed);
  const sent = sentSchema.parse(readSetting(context.db, settingName) ?? null);
  const isOwn = sent !== null && sent.hash === reportHash(signed, nodeCrypto);
  const { report } = signed;
  const found = await parts.reads.compare({
    kiosks: report.kiosks,
    sent: isOwn ? sent.heads : [],
  });
  const names = stationNames(context);
  const written = report.kiosks.filter(({ held }) => held > 0).map(({ kiosk }) => kiosk);
  const doubtful = new Set(found.findings.map(({ kiosk }) => kiosk));
  return {
    stations: written.length,
    equal: written.filter((kiosk) => !doubtful.has(kiosk)).length,
    findings: found.findings.map(({ kiosk, incarnation, kind, expected, found: here }) => ({
      kiosk,
      name: names.kiosk(kiosk),
      incarnation,
      kind,
      expected: expected.count,
      here: here.count,
    })),
  };
}

/** A report must be sealed by this station's hub. Throws CallFailure `hub-refused`. */
export function checkOfHub({ db }: Pick<Context, 'db'>, signed: SignedReport): void {
  const publicKey = findHubLink(db)?.hubKey ?? '';
  const checked = verifyReport(Buffer.from(reportText(signed)), { publicKey }, nodeCrypto);
  if (checked.genuine) return;
  const [fault] = checked.faults;
  throw new CallFailure('hub-refused', `report: ${fault?.check ?? ''} ${fault?.place ?? ''}`);
}

/** A report that this station issued itself. Throws CallFailure `not-found`. */
export function ownReport(
  { db, event }: Pick<Context, 'db' | 'event'>,
  { day, revision }: ReportChoice,
): SignedReport {
  const row = stationReports(db).find(
    (one) => one.eventId === event.file.id && one.day === day && one.revision === revision,
  );
  if (row === undefined) throw new CallFailure('not-found', 'report');
  return signedReportSchema.parse(JSON.parse(row.signed));
}
