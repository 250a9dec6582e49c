import { problemsOf } from '../../domain/base/file-problems.ts';
import { jsonOf } from '../../domain/base/json.ts';
import {
  type ContestedValues,
  contestedValues,
  type EventDifference,
  eventDifferences,
  eventRefusals,
  keepRetired,
} from '../../domain/event/event-changes.ts';
import {
  type EventFile,
  type EventVersion,
  eventChangedBySchema,
  eventChangedSchema,
  eventFileHash,
  eventFileSchema,
  eventVersionText,
} from '../../domain/event/event-file.ts';
import { eventPlaces } from '../../domain/event/event-places.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import type {
  EventChange,
  EventRefused,
  EventSaved,
  EventState,
} from '../../domain/hub-hosting/organiser-event.ts';
import { isHubAuthor } from '../../domain/ledger/chain.ts';
import { hubWords } from '../../domain/ledger/fact-rights.ts';
import type { HubContext } from '../base/context.ts';
import { bumpDirectory } from '../base/directory-version.ts';
import { adoptEvent, refreshEvent } from '../base/present-event.ts';
import { readFact } from '../ledger/read-fact.ts';
import { writeOwnFact } from '../roster/own-chain.ts';
import { query } from '../store/prepared.ts';
import { lockStream } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';

/** A version of the event as a desk offers it. */
export type OfferedEvent = Omit<EventVersion, 'signature'>;

/** The present version of the event. */
export async function presentEvent(context: HubContext): Promise<EventVersion> {
  await refreshEvent(context);
  const { event, eventFileHash: hash } = context.identity;
  const file = eventFileSchema.parse(event.file);
  const signature = context.sign(eventVersionText(event.id, event.version, hash));
  return { version: event.version, file, signature };
}

/**
 * Saves a version of the event, unless it contradicts records or another one came first. The
 * version and the fact that names it are committed together.
 */
export async function changeEvent(
  context: HubContext,
  { base, file: given }: EventChange,
  by: string,
): Promise<EventSaved> {
  const { db } = context.store;
  const done = await db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'events');
    const present = await readPresent(tx);
    const file = keepRetired(present.file, given);
    if (base !== present.version) return { outcome: 'behind' as const };
    if (eventDifferences(present.file, file).length === 0) return { outcome: 'unchanged' as const };
    const refusals = await refusalsOf(context, tx, present.file, file);
    if (refusals.length > 0) return { outcome: 'refused' as const, refusals };
    const known = await versionFacts(tx, context.identity.event.id);
    const version = (await highestVersion(tx, present, known)) + 1;
    const hash = eventFileHash(file, context.crypto);
    await writePresent(tx, present, { version, file });
    const events = await writeOwnFact(context, tx, stream, {
      ...{ type: 'event-changed', delegateId: null, before: known.map(({ fact }) => fact) },
      payload: { version, hash },
      personal: { by },
    });
    return { outcome: 'saved' as const, version, file, events };
  });
  if (done.outcome === 'refused' || done.outcome === 'unchanged') return done;
  if (done.outcome === 'behind') {
    await refreshEvent(context);
    return { outcome: 'behind', state: await eventVersions(context) };
  }
  const { version, file, events } = done;
  adoptEvent(context, file, version);
  context.announce({ directory: true, events });
  context.log.info({ version }, 'event changed');
  return { outcome: 'saved', state: await eventVersions(context) };
}

async function refusalsOf(
  context: HubContext,
  tx: HubDatabase,
  before: EventFile,
  after: EventFile,
): Promise<EventRefused[]> {
  const { any, days } = await readRecords(context, tx, before);
  const held: ContestedValues[] = [];
  for (const one of contestedValues(before, after)) if (await isHeld(tx, one)) held.push(one);
  const records = { any, days: new Set(days), held };
  const refusals: EventRefused[] = eventRefusals(before, after, records);
  const whole = wholeEventFileSchema.safeParse(after);
  if (whole.success) return refusals;
  for (const problem of problemsOf(whole.error, after, eventPlaces)) {
    refusals.push({ code: 'not-whole', detail: '', problem });
  }
  return refusals;
}

/** Whether anybody has such a value of an extra field. */
async function isHeld(tx: HubDatabase, { field, choice }: ContestedValues): Promise<boolean> {
  // Fields are the end of a delegate's JSON. Of a choice only letters are compared exactly.
  const value = JSON.stringify(choice ?? '')
    .slice(1, -1)
    .replace(/[^\p{L}\p{N}]/gu, '_');
  const row = await tx
    .selectFrom('delegate')
    .where('deleted', '=', 0)
    .where('data', 'like', `%"extra":{%"${field}":"${choice === null ? '' : `${value}"`}%`)
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Takes a version of the event that this hub lost, if its ledger names it and nothing newer is
 * known; else nothing changes. So a hub that was restored, or that took over, gets its newest
 * version back.
 */
export async function offerEvent(
  context: HubContext,
  { version, file: given }: OfferedEvent,
): Promise<Record<never, never>> {
  const file = wholeEventFileSchema.parse(given);
  const hash = eventFileHash(file, context.crypto);
  const isTaken = await context.store.db.transaction().execute(async (tx) => {
    await lockStream(tx, 'events');
    const present = await readPresent(tx);
    if (version <= present.version || file.id !== present.file.id) return false;
    const known = await versionFacts(tx, file.id);
    if (!known.some((one) => one.version === version && one.hash === hash)) return false;
    await writePresent(tx, present, { version, file });
    return true;
  });
  if (!isTaken) return {};
  adoptEvent(context, file, version);
  context.announce({ directory: true });
  context.log.warn({ version }, 'event taken back from a desk');
  return {};
}

/** Above what any station holds, even of a hub whose chain is lost: stations do not go back. */
async function highestVersion(
  tx: HubDatabase,
  present: Present,
  known: readonly { version: number }[],
): Promise<number> {
  const { held } = await tx
    .selectFrom('station')
    .select(({ fn }) => fn.max('event_version').as('held'))
    .executeTakeFirstOrThrow();
  return Math.max(present.version, held ?? 0, ...known.map((one) => one.version));
}

interface Present {
  version: number;
  file: EventFile;
}

async function readPresent(tx: HubDatabase): Promise<Present> {
  const row = await tx
    .selectFrom('hub')
    .select(['event_file as file', 'event_version as version'])
    .executeTakeFirstOrThrow();
  return { version: row.version, file: eventFileSchema.parse(JSON.parse(row.file)) };
}

async function writePresent(tx: HubDatabase, before: Present, after: Present): Promise<void> {
  const earlier = { version: before.version, file: JSON.stringify(before.file) };
  await tx
    .insertInto('event_version')
    .values(earlier)
    .onConflict((conflict) => conflict.column('version').doUpdateSet({ file: earlier.file }))
    .execute();
  await tx
    .updateTable('hub')
    .set({ event_file: JSON.stringify(after.file), event_version: after.version })
    .execute();
  await bumpDirectory(tx);
}

/** The event with its versions, for whoever changes it. */
export async function eventVersions(context: HubContext): Promise<EventState> {
  const { db } = context.store;
  const { version, file } = await readPresent(db);
  const rows = await db.selectFrom('event_version').selectAll().execute();
  const files = new Map<number, EventFile>(
    rows.map((row) => [row.version, eventFileSchema.parse(JSON.parse(row.file))]),
  );
  files.set(version, file);
  const facts = await versionFacts(db, file.id);
  const changesOf = (at: number): EventDifference[] | null => {
    const [before, after] = [files.get(at - 1), files.get(at)];
    return before === undefined || after === undefined ? null : eventDifferences(before, after);
  };
  return {
    ...{ version, file, records: await readRecords(context, db, file) },
    versions: facts
      .toSorted((a, b) => b.version - a.version || b.at - a.at)
      .map(({ version: at, at: wall, by }) => ({
        version: at,
        at: wall,
        by,
        changes: changesOf(at),
      })),
  };
}

/** Days on which stations recorded something, and those that have begun. */
async function readRecords(
  { clock }: HubContext,
  db: HubDatabase,
  file: EventFile,
): Promise<EventState['records']> {
  const rows = await db
    .selectFrom('attendance_event')
    .where('seq', 'is not', null)
    .where('type', 'not in', [...hubWords])
    .where('event_id', '=', file.id)
    .select('local_day as day')
    .distinct()
    .execute();
  const recorded = rows.flatMap(({ day }) => day ?? []);
  const today = localDayOf(clock(), file);
  const begun = file.days.filter((day) => day <= today);
  return { any: rows.length > 0, days: [...new Set([...recorded, ...begun])].sort() };
}

interface FactRow {
  station: string;
  incarnation: number;
  kseq: number;
  body: string;
  payload: string | null;
}

const factsQuery = query<{ event: string }, FactRow>(({ db, at }) =>
  db
    .selectFrom('attendance_event as fact')
    .leftJoin('personal', 'personal.event_id', 'fact.id')
    // These two conditions match the index.
    .where('fact.type', '=', 'event-changed')
    .where('fact.seq', 'is not', null)
    .where('fact.event_id', '=', at('event'))
    .select(['fact.station', 'fact.incarnation', 'fact.kseq', 'fact.body', 'personal.payload']),
);

/** The versions that hubs of this event have saved, by their facts. */
async function versionFacts(db: HubDatabase, event: string) {
  const rows = await factsQuery(db, { event });
  return rows.flatMap(({ body, payload, ...place }) => {
    const reading = readFact(body, place);
    if (!('fact' in reading) || !isHubAuthor(reading.fact.station)) return [];
    const { fact } = reading;
    const said = eventChangedSchema.safeParse(jsonOf(fact.payload));
    if (!said.success) return [];
    const by = payload === null ? null : eventChangedBySchema.safeParse(jsonOf(payload)).data?.by;
    return [{ ...said.data, fact, at: fact.wall, by: by ?? null }];
  });
}
