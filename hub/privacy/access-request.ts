import { jsonOf } from '../../domain/base/json.ts';
import { englishName } from '../../domain/base/language.ts';
import { eventFileSchema } from '../../domain/event/event-file.ts';
import type { ExtraField } from '../../domain/event/extra-fields.ts';
import { fieldsHeldBy } from '../../domain/privacy/lost-report.ts';
import {
  mayMean,
  type PersonAnswer,
  type PersonFact,
  type PersonReport,
} from '../../domain/privacy/person-report.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { extraFieldsOf, type HubContext } from '../base/context.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import { namesOf } from '../base/names.ts';
import { registrationsOf } from '../roster/registrations.ts';
import { readStopList } from '../stations/stop-list.ts';
import type { HubDatabase } from '../store/tables.ts';

export async function accessRequest(
  context: HubContext,
  delegateId: string,
): Promise<PersonAnswer> {
  const { db } = context.store;
  const { event, hubName } = context.identity;
  const row = await db
    .selectFrom('delegate')
    .where('id', '=', delegateId)
    .select('data')
    .executeTakeFirst();
  const facts = await factsOf(db, delegateId);
  if (row === undefined && facts.length === 0) throw new HubProblem('not-found', 'delegate');
  const delegate = row === undefined ? null : delegateOfText(row.data);
  const values = (await registrationsOf(db, [delegateId])).get(delegateId)?.values ?? {};
  const stops = (await readStopList(db))?.list.entries ?? [];
  const serials = new Set(facts.flatMap(({ badgeSerial }) => badgeSerial ?? []));
  context.log.info({ delegate: delegateId }, 'access request');
  const picture = await pictureOf(db, delegateId);
  const report: PersonReport = {
    formatVersion: 1,
    event: { id: event.id, name: englishName(eventFileSchema.parse(event.file)) },
    made: context.clock(),
    source: hubName,
    delegateId,
    delegate,
    corrections: Object.entries(values).map(([field, value]) => ({
      field,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
    replaced: [],
    facts,
    badges: badgesIn(facts),
    printJobs: [],
    ticketMails: [],
    log: await logOf(db, delegateId, delegate),
    quarantine: await quarantined(db, delegateId),
    onStopList: stops.some(({ value }) => value === delegateId || serials.has(value)),
    photo: picture === null ? null : `person-${delegateId}.jpg`,
    recipients: await recipients(db, extraFieldsOf(context.identity)),
  };
  return { report, picture };
}

async function pictureOf(db: HubDatabase, delegateId: string): Promise<string | null> {
  const row = await db
    .selectFrom('photo')
    .where('delegate_id', '=', delegateId)
    .select('picture')
    .executeTakeFirst();
  return row?.picture ?? null;
}

/** Facts about the person, about those facts (undone, seen), or naming the person in a payload. */
async function factsOf(db: HubDatabase, delegateId: string): Promise<PersonFact[]> {
  const names = await namesOf(db);
  const rows = await db
    .selectFrom('attendance_event as fact')
    .leftJoin('personal', 'personal.event_id', 'fact.id')
    .where('fact.seq', 'is not', null)
    .where(({ or, eb, selectFrom }) =>
      or([
        eb('fact.delegate_id', '=', delegateId),
        eb('personal.payload', 'like', `%"${delegateId}"%`),
        eb(
          'fact.target_id',
          'in',
          selectFrom('attendance_event as own')
            .where('own.delegate_id', '=', delegateId)
            .where('own.seq', 'is not', null)
            .where('own.id', 'is not', null)
            .select('own.id'),
        ),
      ]),
    )
    .orderBy('fact.effective')
    .orderBy('fact.id')
    .select([
      'fact.id',
      'fact.type',
      'fact.checkpoint',
      'fact.local_day as localDay',
      'fact.badge_serial as badgeSerial',
      'fact.wall',
      'fact.station',
      'fact.operator_id as operatorId',
      'fact.body',
      'personal.payload',
    ])
    .execute();
  return rows.map((row) => ({
    id: row.id ?? '',
    type: row.type ?? '',
    checkpoint: row.checkpoint,
    localDay: row.localDay,
    badgeSerial: row.badgeSerial,
    wall: row.wall,
    station: names.station(row.station),
    operatorId: row.operatorId,
    values: valuesOf(row.body),
    personal: row.payload === null ? null : (jsonOf(row.payload) ?? null),
  }));
}

/** The payload inside a fact's body. */
function valuesOf(body: string | null): unknown {
  const read = body === null ? null : jsonOf(body);
  if (typeof read !== 'object' || read === null || !('payload' in read)) return null;
  return typeof read.payload === 'string' ? (jsonOf(read.payload) ?? null) : read.payload;
}

function badgesIn(facts: readonly PersonFact[]): PersonReport['badges'] {
  const last = new Map<string, PersonReport['badges'][number]>();
  for (const { badgeSerial, type, wall } of facts) {
    if (badgeSerial !== null) last.set(badgeSerial, { serial: badgeSerial, state: type, wall });
  }
  return [...last.values()];
}

async function quarantined(db: HubDatabase, delegateId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('quarantine')
    .where('raw', 'like', `%${delegateId}%`)
    .orderBy('received')
    .select('raw')
    .execute();
  return rows.map(({ raw }) => raw);
}

async function recipients(
  db: HubDatabase,
  extraFields: readonly ExtraField[],
): Promise<PersonReport['recipients']> {
  const stations = await db
    .selectFrom('station')
    .innerJoin('station_pull', 'station_pull.station', 'station.id')
    .orderBy('station.name')
    .select(['station.name', 'station.mode'])
    .execute();
  return stations.map(({ name, mode }) => ({
    name,
    mode,
    fields: fieldsHeldBy(mode, extraFields),
  }));
}

/** Entries of the audit for opening the person, and for searches that find the person. */
async function logOf(
  db: HubDatabase,
  delegateId: string,
  delegate: Delegate | null,
): Promise<PersonReport['log']> {
  const rows = await db
    .selectFrom('audit')
    .where(({ or, eb }) => or([eb('delegate_id', '=', delegateId), eb('query', 'is not', null)]))
    .orderBy('seq')
    .select(['action', 'account_id', 'delegate_id', 'query', 'detail', 'at'])
    .execute();
  return rows
    .filter(
      (row) =>
        row.delegate_id === delegateId || (delegate !== null && mayMean(row.query ?? '', delegate)),
    )
    .map(({ action, account_id: operatorId, query, detail, at }) => ({
      kind: action,
      operatorId,
      detail: query ?? detail,
      wall: at,
    }));
}
