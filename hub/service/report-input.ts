import { setImmediate as turn } from 'node:timers/promises';
import type { AttendanceEvent } from '../../domain/attendance.ts';
import type { Delegate } from '../../domain/delegate.ts';
import type { EventFile, LocalDay } from '../../domain/event-file.ts';
import { localDayOf } from '../../domain/local-day.ts';
import {
  type CertificateRule,
  type QuorumRule,
  usualCertificates,
  usualQuorum,
} from '../../domain/report-rules.ts';
import { wholeEventFileSchema } from '../../domain/whole-event-file.ts';
import type { ReportInput, ReportKiosk } from '../../reports/input.ts';
import type { HubDatabase } from '../store/tables.ts';
import type { HubContext } from './context.ts';
import { dayStatus } from './day-close/day-close.ts';
import { delegateOfText } from './delegate-text.ts';
import { readFact } from './read-fact.ts';

/** What a report at the hub is asked about. */
export interface ReportQuestion {
  /** Null: the whole event. */
  day: LocalDay | null;
  /** The usual ones where they are left out. */
  quorum?: QuorumRule;
  certificates?: CertificateRule;
}

/** Facts read at a time: others get their turn between two. */
const portion = 2_000;

/**
 * Everything that reports are made from, as the hub's store holds it now. What is proved of the kiosks is worked out
 * anew, which takes as long as looking at the status of a day: not for a screen that asks every second.
 *
 * @throws ZodError where the hub holds an event file that is none
 */
export async function readReportInput(
  context: HubContext,
  { day, quorum, certificates }: ReportQuestion,
): Promise<ReportInput> {
  const { db } = context.store;
  const event = wholeEventFileSchema.parse(context.identity.event.file);
  const asOf = context.clock();
  const names = await readNames(db);
  return {
    event,
    ...(await readRoster(db)),
    facts: await readFacts(db, event.id),
    personal: await readPersonal(db),
    ...names,
    ...(await readProof(context, day ?? lastDayBegun(event, asOf), names.stationNames)),
    printJobs: null,
    day,
    asOf,
    isTraining: false,
    quorum: quorum ?? usualQuorum,
    certificates: certificates ?? usualCertificates,
  };
}

/** The event's days are proved one by one, each with those before it: of the whole event the last that has begun counts. */
function lastDayBegun(event: EventFile, now: number): LocalDay {
  const today = localDayOf(now, event);
  const begun = event.days.filter((day) => day <= today);
  return begun.at(-1) ?? event.days[0] ?? today;
}

async function readRoster(db: HubDatabase): Promise<Pick<ReportInput, 'delegates' | 'deleted'>> {
  const rows = await db.selectFrom('delegate').select(['data', 'deleted']).execute();
  const delegates: Delegate[] = [];
  const deleted: Delegate[] = [];
  for (const row of rows) (row.deleted === 1 ? deleted : delegates).push(delegateOfText(row.data));
  return { delegates, deleted };
}

/** Every fact of the event that was understood, each once. */
async function readFacts(db: HubDatabase, eventId: string): Promise<AttendanceEvent[]> {
  const facts: AttendanceEvent[] = [];
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('attendance_event')
      .where('seq', '>', after)
      .where('event_id', '=', eventId)
      .orderBy('seq')
      .limit(portion)
      .select(['seq', 'kiosk', 'incarnation', 'kseq', 'hash', 'body'])
      .execute();
    for (const { kiosk, incarnation, kseq, hash, body } of rows) {
      const reading = body === null ? null : readFact(body, { kiosk, incarnation, kseq });
      if (reading !== null && 'fact' in reading) facts.push({ ...reading.fact, hash });
    }
    after = rows.at(-1)?.seq ?? after;
    if (rows.length < portion) return facts;
    await turn();
  }
}

/** Only those payloads that a report shows: a note, and who approved a walk-in. */
async function readPersonal(db: HubDatabase): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('personal')
    .innerJoin('attendance_event as fact', 'fact.id', 'personal.event_id')
    .where('fact.seq', 'is not', null)
    .where('fact.type', 'in', ['admitted', 'walk-in-registered', 'duplicate-resolved'])
    .select(['personal.event_id as id', 'personal.payload'])
    .execute();
  return new Map(rows.map(({ id, payload }) => [id, payload]));
}

async function readNames(
  db: HubDatabase,
): Promise<{ stationNames: Map<string, string>; operatorNames: Map<string, string> }> {
  const kiosks = await db.selectFrom('kiosk').select(['id', 'name']).execute();
  const operators = await db.selectFrom('operator').select(['id', 'name']).execute();
  return {
    stationNames: new Map(kiosks.map(({ id, name }) => [id, name])),
    operatorNames: new Map(operators.map(({ id, name }) => [id, name])),
  };
}

async function readProof(
  context: HubContext,
  day: LocalDay,
  names: ReadonlyMap<string, string>,
): Promise<Pick<ReportInput, 'kiosks' | 'isClosed'>> {
  const { draft, state } = await dayStatus(context, day);
  const kiosks = draft.kiosks.map(
    ({ kiosk, mode, lastSeen, verdict, held, atLeast }): ReportKiosk => ({
      id: kiosk,
      name: names.get(kiosk) ?? kiosk.slice(0, 8).toUpperCase(),
      mode,
      proof: verdict,
      facts: held,
      waiting: verdict === 'proven' ? 0 : atLeast > held ? atLeast - held : null,
      lastSeen,
    }),
  );
  kiosks.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { kiosks, isClosed: state === 'closed' };
}
