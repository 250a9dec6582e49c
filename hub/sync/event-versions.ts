import { problemsOf } from '../../domain/base/file-problems.ts';
import {
  type ContestedValues,
  contestedValues,
  eventDifferences,
  eventRefusals,
  keepRetired,
} from '../../domain/event/event-changes.ts';
import { type EventFile, eventFileHash } from '../../domain/event/event-file.ts';
import { eventPlaces } from '../../domain/event/event-places.ts';
import { includesVersion, maxEventVersion } from '../../domain/event/event-version.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { hubWords } from '../../domain/ledger/fact-rights.ts';
import type {
  EventChange,
  EventRefused,
  EventSaved,
  EventState,
} from '../../domain/organiser/event.ts';
import type { HubContext } from '../base/context.ts';
import {
  adoptEvent,
  type Edition,
  identified,
  readPresent,
  refreshEvent,
} from '../base/present-event.ts';
import { givePlaces } from '../bookings/give-places.ts';
import { writeOwnFact } from '../stations/own-chain.ts';
import { lockStream } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { apartFrom, otherVersions, versionFacts, writePresent } from './event-line.ts';
import { pastOf } from './returned-versions.ts';

/**
 * Saves a version of the event, unless it contradicts records or another one came first. The
 * version and the fact that names it are committed together. Versions that stations returned stay
 * apart until a saved version names them as settled, even if that changes nothing else.
 */
export async function changeEvent(
  context: HubContext,
  { base, baseId, file: given, settles = [] }: EventChange,
  by: string,
): Promise<EventSaved> {
  const { db } = context.store;
  const done = await db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'events');
    const present = await readPresent(tx);
    const file = keepRetired(present.file, given);
    // Compares the ids too: after a restore another version may have the same number.
    const isBase = base === present.version && (baseId ?? present.id) === present.id;
    if (!isBase) return { outcome: 'behind' as const };
    const others = await otherVersions(tx);
    const settled = apartFrom(present, others).filter(({ id }) => settles.includes(id));
    if (eventDifferences(present.file, file).length === 0 && settled.length === 0) {
      return { outcome: 'unchanged' as const };
    }
    const refusals = await refusalsOf(context, tx, present.file, file);
    const known = await versionFacts(tx, context.identity.event.id);
    const highest = Math.max(...[present, ...others, ...known].map((one) => one.version));
    const version = Math.min(highest + 1, maxEventVersion);
    const replaces = pastOf(present, ...settled);
    if (refusals.length > 0) return { outcome: 'refused' as const, refusals };
    const saved = identified({ version, file, replaces }, context.crypto);
    await writePresent(tx, present, saved);
    const seq = await writeOwnFact(context, tx, stream, {
      type: 'event-changed',
      delegateId: null,
      before: known.map(({ fact }) => fact),
      payload: { version, hash: eventFileHash(file, context.crypto) },
      personal: { by },
    });
    // A session may have more places by now.
    const events = await givePlaces(context, tx, { ...stream, seq }, file.checkpoints);
    return { outcome: 'saved' as const, saved, events };
  });
  if (done.outcome === 'refused' || done.outcome === 'unchanged') return done;
  if (done.outcome === 'behind') {
    await refreshEvent(context);
    return { outcome: 'behind', state: await eventVersions(context) };
  }
  adoptEvent(context, done.saved);
  context.announce({ directory: true, events: done.events });
  context.log.info({ version: done.saved.version }, 'event changed');
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

/** Whether any delegate has this value in an extra field. */
async function isHeld(tx: HubDatabase, { field, choice }: ContestedValues): Promise<boolean> {
  // Extra fields end a delegate's JSON. Only letters and digits of a choice are compared exactly.
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

/** The event with its versions, for its editor. */
export async function eventVersions(context: HubContext): Promise<EventState> {
  const { crypto } = context;
  const { db } = context.store;
  const present = await readPresent(db);
  const { id, version, file } = present;
  const others = await otherVersions(db);
  const all = [present, ...others].map((edition) => ({
    ...edition,
    hash: eventFileHash(edition.file, crypto),
  }));
  const facts = await versionFacts(db, file.id);
  return {
    version,
    id,
    file,
    records: await readRecords(context, db, file),
    versions: facts
      .toSorted((a, b) => b.version - a.version || b.at - a.at)
      .map(({ version: at, hash, at: wall, by }) => {
        const edition = all.find((one) => one.version === at && one.hash === hash);
        const before = all.find((one) => one.id === edition?.replaces[0]);
        return {
          version: at,
          at: wall,
          by,
          changes:
            edition === undefined || before === undefined
              ? null
              : eventDifferences(before.file, edition.file),
        };
      }),
    apart: apartFrom(present, others).map((one) => {
      const hash = eventFileHash(one.file, crypto);
      const fact = facts.find((said) => said.version === one.version && said.hash === hash);
      return {
        id: one.id,
        version: one.version,
        at: fact?.at ?? null,
        by: fact?.by ?? null,
        file: one.file,
        common: commonFile(present, one, others),
      };
    }),
  };
}

/** The file of the newest version that both were made from; null if this hub does not have it. */
function commonFile(a: Edition, b: Edition, known: readonly Edition[]): EventFile | null {
  const shared = known.filter(({ id }) => includesVersion(a, id) && includesVersion(b, id));
  return shared.toSorted((one, other) => other.version - one.version)[0]?.file ?? null;
}

/** Days on which stations recorded something, and days that have begun. */
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
