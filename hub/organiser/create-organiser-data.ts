import { groupBy } from '../../domain/base/group-by.ts';
import {
  type EventText,
  onScreens,
  type ScreenLanguage,
  type ScreenText,
} from '../../domain/base/language.ts';
import { delegationsInOrder, isHead, listOrder } from '../../domain/delegations.ts';
import type { EventFile, LocalDay } from '../../domain/event/event-file.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import type { ExportFormat } from '../../domain/organiser/exports.ts';
import type { FigureName, Heads, Presence } from '../../domain/organiser/figures.ts';
import type {
  OrganiserAnswer,
  OrganiserInput,
  OrganiserRouteName,
} from '../../domain/organiser/organiser.ts';
import type {
  PeopleExportRequest,
  PeopleIdsRequest,
  PeopleRequest,
} from '../../domain/organiser/people.ts';
import type { ReportId } from '../../domain/reports.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { guarded, type HubContext } from '../base/context.ts';
import { secretHash } from '../base/texts.ts';
import { readOperatorRoom, vouchForOperator } from '../operators.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';
import { countApart } from '../sync/event-line.ts';
import { answerHelp } from './answer-help.ts';
import { type Books, createBooks } from './books.ts';
import { createDays } from './days.ts';
import { createEventReader } from './event-reader.ts';
import { createReportFiles, dayOfExport } from './exports.ts';
import { arrivalsOf, balanceOf, basisOf, type FigureRequest, summaryOf } from './figures.ts';
import { lanesOf, type StationNames } from './lanes.ts';
import { delegateViewOf, duplicatesOf, foundRows, helpCallsOf } from './lists.ts';
import { listPeople, listPeopleIds, peopleFile, personOf } from './people.ts';
import { roomsOf } from './rooms.ts';
import type { RosterPerson } from './roster-book.ts';
import { searchRoster } from './roster-search.ts';
import { readStations } from './stations.ts';

interface SearchRequest {
  query: string;
  language: ScreenLanguage;
  limit: number;
}

/** Positions of the hub's streams and its directory; if one differs, something changed. */
export interface StreamPlace {
  epoch: string;
  facts: number;
  roster: number;
  directory: number;
}

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

/** Today if the day is left out. */
interface DayRequest {
  day?: LocalDay | undefined;
}

type Answer<Name extends OrganiserRouteName> = Promise<OrganiserAnswer<Name>>;

/** The figures of the page, by the names of their routes. */
export type Figures = {
  [Name in FigureName]: (request: OrganiserInput<Name>) => OrganiserAnswer<Name> | Answer<Name>;
};

/** `day`: `event` is the whole event. */
interface ReportRequest extends DayRequest {
  report: ReportId;
  format: ExportFormat;
  language: ScreenLanguage;
}

/**
 * Creates the page's data from a hub's store. Reads nothing before the first call. Figures include
 * everything committed before the call, by any process. Besides the named problems, every call
 * throws HubProblem `busy` while the store cannot be read.
 */
export function createOrganiserData(context: HubContext) {
  const { db } = context.store;
  const books = createBooks(context);
  const days = createDays(context);
  const reports = createReportFiles(context);
  const event = createEventReader(context);
  const when = ({ day }: DayRequest): { day: LocalDay; now: number } => {
    const now = context.clock();
    return { day: day ?? localDayOf(now, event()), now };
  };
  const safe = <T>(work: Promise<T>): Promise<T> => guarded(context.log, work);
  const stationNames = async (): Promise<StationNames> => {
    const rows = await db.selectFrom('station').select(['id', 'name', 'mode']).execute();
    return new Map(rows.map(({ id, name, mode }) => [id, { name, mode }]));
  };
  const stationsAt = async (asOf: number) => {
    const { tickets } = await books();
    return readStations(context, tickets, asOf);
  };
  const search = async (request: SearchRequest): Answer<'searchRoster'> => {
    const { day } = when({});
    const known = await books();
    const scope = { ...searchOf(request), event: event(), day };
    const { ids, more } = await searchRoster(known.roster, scope);
    return { more, rows: await foundRows(db, known, ids, day) };
  };
  const figures = {
    event: () => eventView(event(), context),
    summary: (request) => safe(readSummary(context, books, when(request))),
    /** `not-found`: no such checkpoint, also for the lanes. */
    arrivals: (request) =>
      safe(
        books().then((known) =>
          arrivalsOf(known, when(request), checkpointOf(event(), request.checkpoint)),
        ),
      ),
    lanes: async (request) => {
      const place = checkpointOf(event(), request.checkpoint) ?? firstDesk(event());
      return safe(
        books().then(async (known) => lanesOf(known, when(request), place, await stationNames())),
      );
    },
    presence: (request) =>
      safe(
        books().then((known) =>
          presenceOf(known, { ...when(request), language: request.language }),
        ),
      ),
    rooms: (request) => safe(books().then((known) => roomsOf(known, when(request)))),
  } satisfies Figures;
  return {
    ...figures,
    heads: (request: OrganiserInput<'heads'>) =>
      safe(
        books().then((known) =>
          headsByName(known, { ...when(request), language: request.language }),
        ),
      ),
    stations: async () => {
      const asOf = context.clock();
      const operators = await safe(readOperatorRoom(db));
      return { asOf, operators, ...(await safe(stationsAt(asOf))) };
    },
    duplicates: () => safe(books().then((known) => duplicatesOf(context, known, context.clock()))),
    helpCalls: (request: DayRequest) =>
      safe(
        books().then(async (known) => helpCallsOf(db, known, when(request), await stationNames())),
      ),
    /** Verdicts may be some seconds old; `asOf` is their time. */
    days: () =>
      safe(books().then(async (known) => days.list(known, (await readPlace(db)).directory))),
    /** One day, with its report as it would be now; as old as `days`. */
    dayStatus: (day: LocalDay) =>
      safe(books().then(async (known) => days.one(known, (await readPlace(db)).directory, day))),
    reportList: () => safe(reports.list()),
    /**
     * A report as a file. `bad-request` for a format that the report does not have;
     * `too-many-requests` while many wait; `too-large` if it takes too long. If `signal` aborts (the
     * client disconnected), throws the signal's reason.
     */
    makeReport: async ({ report, format, language, day }: ReportRequest, signal: AbortSignal) => {
      const request = { report, format, language, day: dayOfExport(day, when({}).day) };
      return safe(reports.make(request, signal));
    },
    search: (request: SearchRequest) => safe(search(request)),
    listPeople: (request: PeopleRequest) =>
      safe(books().then((known) => listPeople(db, known, { ...request, ...when({}) }))),
    listPeopleIds: (request: PeopleIdsRequest) =>
      safe(books().then((known) => listPeopleIds(known, { ...request, ...when({}) }))),
    exportPeople: (request: PeopleExportRequest) =>
      safe(books().then((known) => peopleFile(db, known, request, when({}).day))),
    /** `not-found`. */
    person: (id: string) => safe(books().then((known) => personOf(db, known, id))),
    /** `not-found`. */
    delegate: (id: string) => safe(books().then((known) => delegateViewOf(db, known, id))),
    /** One short query. */
    place: () => safe(readPlace(db)),
    /** `not-found`: no waiting operator has that id. */
    vouchForOperator: (id: string) => safe(vouchForOperator(context, id)),
    /** Answers a call in the name of an account. `not-found`: no such call. */
    answerHelp: (callId: string, by: string) => safe(answerHelp(context, callId, by)),
    /** Withdraws an unused enrolment code. `not-found`. */
    cancelInvite: (code: string) => safe(cancelInvite(context, code)),
  };
}

function searchOf({ query, language, limit }: SearchRequest): SearchRequest {
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
  const eventsApart = await countApart(db, context.identity);
  // The books last: no change may come between them and the figures.
  return summaryOf(await books(), when, {
    stations,
    hubClockOff,
    quarantined,
    operators,
    eventsApart,
  });
}

async function readPlace(db: HubDatabase): Promise<StreamPlace> {
  const [place] = await placeQuery(db, {});
  if (place === undefined) throw new Error('the hub has no row');
  return place;
}

function eventView(file: EventFile, { identity, clock }: HubContext): OrganiserAnswer<'event'> {
  const shown = (text: EventText): ScreenText => onScreens(text, file);
  return {
    id: file.id,
    hubName: identity.hubName,
    languages: file.languages,
    name: shown(file.name),
    place: shown(file.place),
    timeZone: file.timeZone,
    dayBoundary: file.dayBoundary,
    days: file.days,
    today: localDayOf(clock(), file),
    checkpoints: file.checkpoints.map(({ id, name, kind, passes, room, retired }) => ({
      id,
      name: shown(name),
      kind,
      passes,
      room: room === null ? null : shown(room),
      ...(retired === undefined ? {} : { retired }),
    })),
    categories: file.categories.map(({ id, name, retired }) => ({
      ...{ id, name: shown(name) },
      ...(retired === undefined ? {} : { retired }),
    })),
    groupWord: file.groupWord,
    delegations: file.delegations.map(({ code, name, retired }) => ({
      ...{ code, name: shown(name) },
      ...(retired === undefined ? {} : { retired }),
    })),
    extraFields: file.extraFields,
  };
}

/** Null if none is named. Throws HubProblem `not-found` for one that the event does not have. */
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

type PresenceRequest = FigureRequest & { language: ScreenLanguage };

/** People present by delegation, in the language's list order; without empty delegations. */
function presenceOf(books: Books, { day, now, language }: PresenceRequest): Presence {
  const lines = new Map(balanceOf(books, day).delegations.map(({ code, line }) => [code, line]));
  const heads = groupBy(headsOf(books), ({ delegation }) => delegation);
  const first = books.attendance.firstOf(day);
  const table = delegationsInOrder(books.event, language, day);
  const known = new Set(table.map(({ code }) => code));
  const others = [...lines.keys()].filter((code) => !known.has(code) && code !== '').sort();
  const codes = [...table.map(({ code }) => code), ...others];
  const entries = new Map(table.map((entry) => [entry.code, entry]));
  const rows = codes.flatMap((code) => {
    const line = lines.get(code);
    const registered = line === undefined ? 0 : line.present + line.notArrived;
    if (line === undefined || registered === 0) return [];
    const entry = entries.get(code);
    const own = heads.get(code) ?? [];
    return {
      code,
      name: entry === undefined ? null : onScreens(entry.name, books.event),
      kind: entry?.kind ?? null,
      registered,
      present: line.present,
      heads: { registered: own.length, present: own.filter(({ id }) => first.has(id)).length },
    };
  });
  return { day, basis: basisOf(books, now), rows };
}

/** The heads of delegation by name, in list order. */
function headsByName(books: Books, { day, now, language }: PresenceRequest): Heads {
  const first = books.attendance.firstOf(day);
  const rows = headsOf(books)
    .sort(listOrder(books.event, day, language))
    .map(({ id, delegation, title, printedName }) => ({
      delegateId: id,
      delegation,
      title,
      printedName,
      since: first.get(id)?.wall ?? null,
    }));
  return { day, basis: basisOf(books, now), rows };
}

/** The heads of delegation whose arrival is announced to protocol, if they are expected. */
function headsOf({ roster }: Books): RosterPerson[] {
  return [...roster.all()].filter((one) => one.status === 'confirmed' && isHead(one));
}
