import type { EventFile, LocalDay } from '../../../domain/event-file.ts';
import { localDayOf } from '../../../domain/local-day.ts';
import { wholeEventFileSchema } from '../../../domain/whole-event-file.ts';
import type { OrganiserAnswer } from '../../../domain/wire/organiser.ts';
import { HubProblem } from '../../../domain/wire/problems.ts';
import { query } from '../../store/prepared.ts';
import type { HubDatabase } from '../../store/tables.ts';
import { guarded, type HubContext } from '../context.ts';
import { readOperatorRoom, vouchForOperator } from '../operators.ts';
import { secretHash } from '../texts.ts';
import { createBooks } from './books.ts';
import { createDays } from './days.ts';
import { createReportFiles, dayOfExport } from './exports.ts';
import { arrivalsOf, roomsOf, summaryOf } from './figures.ts';
import { lanesOf, type StationNames } from './lanes.ts';
import { delegateViewOf, duplicatesOf, foundRows, helpCallsOf } from './lists.ts';
import type {
  Answer,
  DayWish,
  OrganiserData,
  SearchRequest,
  StreamPlace,
} from './organiser-data.ts';
import { headsByName, presenceOf } from './presence.ts';
import { searchRoster } from './roster-search.ts';
import { readStations } from './stations.ts';

const placeQuery = query<object, StreamPlace>(({ db }) =>
  db
    .selectFrom('hub')
    .innerJoin('stream as roster', (join) => join.on('roster.name', '=', 'roster'))
    .innerJoin('stream as events', (join) => join.on('events.name', '=', 'events'))
    .select([
      'hub.epoch',
      'hub.directory_version as directory',
      'roster.seq as roster',
      'events.seq as facts',
    ]),
);

/** The page's data on a hub's store. Nothing is read, and no memory taken, before somebody asks. */
export function createOrganiserData(context: HubContext): OrganiserData {
  const { db } = context.store;
  const books = createBooks(context);
  const days = createDays(context);
  const reports = createReportFiles(context);
  const file = wholeEventFileSchema.safeParse(context.identity.event.file).data ?? null;
  const event = (): EventFile => {
    if (file === null) throw new HubProblem('internal', 'event file');
    return file;
  };
  const when = ({ day }: DayWish): { day: LocalDay; now: number } => {
    const now = context.clock();
    return { day: day ?? localDayOf(now, event()), now };
  };
  const safe = <T>(work: Promise<T>): Promise<T> => guarded(context.log, work);
  const stationNames = async (): Promise<StationNames> => {
    const rows = await db.selectFrom('kiosk').select(['id', 'name', 'mode']).execute();
    return new Map(rows.map(({ id, name, mode }) => [id, { name, mode }]));
  };
  const stationsAt = async (asOf: number) => {
    const { tickets } = await books();
    return readStations(context, tickets, asOf);
  };
  const search = async (request: SearchRequest): Answer<'searchRoster'> => {
    const { day } = when({});
    const known = await books();
    const wish = { ...searchWish(request), event: event(), day };
    const { ids, more } = await searchRoster(known.roster, wish);
    return { more, rows: await foundRows(db, known, ids, day) };
  };
  return {
    event: () => eventView(event(), context),
    summary: (wish) => safe(readSummary(context, books, when(wish))),
    arrivals: (wish) =>
      safe(
        books().then((known) =>
          arrivalsOf(known, when(wish), checkpointOf(event(), wish.checkpoint)),
        ),
      ),
    lanes: async (wish) => {
      const place = checkpointOf(event(), wish.checkpoint) ?? firstDesk(event());
      return safe(
        books().then(async (known) => lanesOf(known, when(wish), place, await stationNames())),
      );
    },
    presence: (wish) =>
      safe(books().then((known) => presenceOf(known, { ...when(wish), language: wish.language }))),
    heads: (wish) =>
      safe(books().then((known) => headsByName(known, { ...when(wish), language: wish.language }))),
    rooms: (wish) => safe(books().then((known) => roomsOf(known, when(wish)))),
    stations: async () => {
      const asOf = context.clock();
      const operators = await safe(readOperatorRoom(db));
      return { asOf, operators, ...(await safe(stationsAt(asOf))) };
    },
    duplicates: () => safe(books().then((known) => duplicatesOf(context, known, context.clock()))),
    helpCalls: (wish) =>
      safe(books().then(async (known) => helpCallsOf(db, known, when(wish), await stationNames()))),
    days: () =>
      safe(books().then(async (known) => days.list(known, (await readPlace(db)).directory))),
    dayStatus: (day) =>
      safe(books().then(async (known) => days.one(known, (await readPlace(db)).directory, day))),
    reportList: () => safe(reports.list()),
    makeReport: async ({ report, format, language, day }, signal) => {
      const wish = { report, format, language, day: dayOfExport(day, when({}).day) };
      return safe(reports.make(wish, signal));
    },
    search: (request) => safe(search(request)),
    delegate: (id) => safe(books().then((known) => delegateViewOf(db, known, id))),
    place: () => safe(readPlace(db)),
    vouchForOperator: (id) => safe(vouchForOperator(context, id)),
    cancelInvite: (code) => safe(cancelInvite(context, code)),
  };
}

function searchWish({ query, language, limit }: SearchRequest): SearchRequest {
  return { query, language, limit };
}

async function readSummary(
  context: HubContext,
  books: ReturnType<typeof createBooks>,
  when: { day: LocalDay; now: number },
): Answer<'summary'> {
  const { db } = context.store;
  const { stations, hubClockOff } = await readStations(context, (await books()).tickets, when.now);
  const { quarantined } = await db
    .selectFrom('quarantine')
    .where('reason', '<>', 'disregarded')
    .select(({ fn }) => fn.countAll<number>().as('quarantined'))
    .executeTakeFirstOrThrow();
  const operators = await readOperatorRoom(db);
  // The books last: nothing may come between them and the figures.
  return summaryOf(await books(), when, { stations, hubClockOff, quarantined, operators });
}

async function readPlace(db: HubDatabase): Promise<StreamPlace> {
  const [place] = await placeQuery(db, {});
  if (place === undefined) throw new Error('the hub has no row');
  return place;
}

function eventView(file: EventFile, { identity, clock }: HubContext): OrganiserAnswer<'event'> {
  return {
    id: file.id,
    hubName: identity.hubName,
    name: file.name,
    place: file.place,
    timeZone: file.timeZone,
    dayBoundary: file.dayBoundary,
    days: file.days,
    today: localDayOf(clock(), file),
    checkpoints: file.checkpoints.map(({ id, name, kind, room }) => ({ id, name, kind, room })),
    categories: file.categories.map(({ id, name }) => ({ id, name })),
    delegations: file.delegations.map(({ code, name }) => ({ code, name })),
  };
}

/** Null where none is named. Throws HubProblem `not-found` for one that the event does not have. */
function checkpointOf(event: EventFile, id: string | undefined): string | null {
  if (id === undefined) return null;
  if (event.checkpoints.some((checkpoint) => checkpoint.id === id)) return id;
  throw new HubProblem('not-found', 'checkpoint');
}

function firstDesk({ checkpoints }: EventFile): string {
  const desk = checkpoints.find(({ kind }) => kind === 'registration') ?? checkpoints[0];
  if (desk === undefined) throw new HubProblem('not-found', 'checkpoint');
  return desk.id;
}

async function cancelInvite({ store, log }: HubContext, code: string): Promise<void> {
  const plain = code.toUpperCase().replace(/[\s-]/g, '');
  const gone = await store.db
    .deleteFrom('invite')
    .where('code_hash', '=', secretHash(plain))
    .where('used_by', 'is', null)
    .returning('code_hash')
    .execute();
  if (gone.length === 0) throw new HubProblem('not-found', 'invite');
  log.info({}, 'invite taken back');
}
