import { setImmediate as turn } from 'node:timers/promises';
import { textOrder } from '../../domain/base/text-order.ts';
import { unnamedStation } from '../../domain/base/unnamed-station.ts';
import type { EventFile, LocalDay } from '../../domain/event/event-file.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import {
  type CertificateRule,
  defaultCertificates,
  defaultQuorum,
  type QuorumRule,
} from '../../domain/reports.ts';
import type { ReportInput, ReportStation } from '../../reports/input.ts';
import type { HubContext } from '../base/context.ts';
import { dayStatus } from '../day-close/day-close.ts';
import type { HubDatabase } from '../store/tables.ts';
import { assembleReport, type ReportHead, type ReportPart } from './report-file.ts';

export interface ReportQuestion {
  /** Null: the whole event. */
  day: LocalDay | null;
  /** The defaults if left out. */
  quorum?: QuorumRule;
  certificates?: CertificateRule;
}

/** Number of rows read at a time: other requests are served in between. */
const portion = 1_000;

export type TakePart = (part: ReportPart) => void;

/**
 * Reads everything that reports need, as the hub's store holds it now: the rows in parts, with
 * other requests served in between. The proof of the stations is computed again, which takes as
 * long as the status of a day: too slow for a screen that updates every second.
 *
 * @param signal ends the reading early, with its reason
 * @throws ZodError if the hub holds an invalid event file
 */
export async function readReportParts(
  context: HubContext,
  { day, quorum, certificates }: ReportQuestion,
  take: TakePart,
  signal?: AbortSignal,
): Promise<ReportHead> {
  const { db } = context.store;
  const event = wholeEventFileSchema.parse(context.identity.event.file);
  const asOf = context.clock();
  const pass = async (part: ReportPart): Promise<void> => {
    signal?.throwIfAborted();
    take(part);
    await turn();
  };
  const names = await readNames(db);
  await readDelegates(db, pass);
  await readFacts(db, event.id, pass);
  await readPersonal(db, pass);
  return {
    event,
    ...names,
    ...(await readProof(context, day ?? lastDayBegun(event, asOf), names.stationNames)),
    printJobs: null,
    day,
    asOf,
    isTraining: false,
    quorum: quorum ?? defaultQuorum,
    certificates: certificates ?? defaultCertificates,
  };
}

/** {@link readReportParts}, assembled on this thread. */
export async function readReportInput(
  context: HubContext,
  question: ReportQuestion,
): Promise<ReportInput> {
  const assembly = assembleReport();
  const head = await readReportParts(context, question, (part) => assembly.add(part));
  return assembly.input(head);
}

/** Each day's proof includes the days before it: for the whole event, the last day that began. */
function lastDayBegun(event: EventFile, now: number): LocalDay {
  const today = localDayOf(now, event);
  const begun = event.days.filter((day) => day <= today);
  return begun.at(-1) ?? event.days[0] ?? today;
}

type Pass = (part: ReportPart) => Promise<void>;

async function readDelegates(db: HubDatabase, pass: Pass): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('delegate')
      .where('id', '>', after)
      .orderBy('id')
      .limit(portion)
      .select(['id', 'data', 'deleted'])
      .execute();
    await pass({
      kind: 'delegates',
      rows: rows.map(({ data, deleted }) => ({ data, deleted })),
    });
    after = rows.at(-1)?.id ?? after;
    if (rows.length < portion) return;
  }
}

/** Every understood fact of the event, once. */
async function readFacts(db: HubDatabase, eventId: string, pass: Pass): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('attendance_event')
      .where('seq', '>', after)
      .where('event_id', '=', eventId)
      .orderBy('seq')
      .limit(portion)
      .select(['seq', 'station', 'incarnation', 'kseq', 'body', 'effective'])
      .execute();
    await pass({
      kind: 'facts',
      rows: rows.map(({ station, incarnation, kseq, body, effective }) => {
        return { station, incarnation, kseq, body, effective };
      }),
    });
    after = rows.at(-1)?.seq ?? after;
    if (rows.length < portion) return;
  }
}

/** Only the payloads that a report shows: a note, and who approved a walk-in. */
async function readPersonal(db: HubDatabase, pass: Pass): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('personal')
      .innerJoin('attendance_event as fact', 'fact.id', 'personal.event_id')
      .where('personal.event_id', '>', after)
      .where('fact.seq', 'is not', null)
      .where('fact.type', 'in', ['admitted', 'walk-in-registered', 'duplicate-resolved'])
      .orderBy('personal.event_id')
      .limit(portion)
      .select(['personal.event_id as id', 'personal.payload'])
      .execute();
    await pass({ kind: 'personal', rows });
    after = rows.at(-1)?.id ?? after;
    if (rows.length < portion) return;
  }
}

async function readNames(
  db: HubDatabase,
): Promise<{ stationNames: Map<string, string>; operatorNames: Map<string, string> }> {
  const stations = await db.selectFrom('station').select(['id', 'name']).execute();
  const operators = await db
    .selectFrom('operator')
    .where('waiting', '=', 0)
    .select(['id', 'name'])
    .execute();
  return {
    stationNames: new Map(stations.map(({ id, name }) => [id, name])),
    operatorNames: new Map(operators.map(({ id, name }) => [id, name])),
  };
}

async function readProof(
  context: HubContext,
  day: LocalDay,
  names: ReadonlyMap<string, string>,
): Promise<Pick<ReportInput, 'stations' | 'isClosed'>> {
  const { draft, state } = await dayStatus(context, day);
  const stations = draft.stations.map(
    ({ station, mode, lastSeen, verdict, asOf, held, atLeast }): ReportStation => ({
      id: station,
      name: names.get(station) ?? unnamedStation(station, 'en'),
      mode,
      proof: verdict,
      asOf: asOf?.wall ?? null,
      facts: held,
      waiting: verdict === 'proven' ? 0 : atLeast > held ? atLeast - held : null,
      lastSeen,
    }),
  );
  stations.sort((a, b) => textOrder('en')(a.name, b.name));
  return { stations, isClosed: state === 'closed' };
}
