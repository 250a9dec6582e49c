import { jsonOf } from '../../domain/base/json.ts';
import { foldAttendance } from '../../domain/ledger/attendance-fold.ts';
import { isHubAuthor } from '../../domain/ledger/chain.ts';
import type { DelegateView, RosterSearch } from '../../domain/organiser/roster.ts';
import type { OrganiserDuplicates, OrganiserHelpCalls } from '../../domain/organiser/stations.ts';
import {
  compareCalls,
  helpAnsweredBySchema,
  isQuietCall,
  knownReason,
  standingCalls,
} from '../../domain/station/help-calls.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HubContext } from '../base/context.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import { namesOf } from '../base/names.ts';
import type { AdmissionPlace } from '../check-in.ts';
import { listDuplicates } from '../check-in.ts';
import type { HubDatabase } from '../store/tables.ts';
import type { Books } from './books.ts';
import type { FigureRequest } from './figures.ts';
import { factsByNumber } from './held-fact.ts';
import type { StationNames } from './lanes.ts';

/** Max rows of a list on the page; reports contain more. */
const maxListLength = 500;

/** Delegates who were admitted twice, unresolved ones first. */
export async function duplicatesOf(
  context: HubContext,
  books: Books,
  now: number,
): Promise<OrganiserDuplicates> {
  const all = await listDuplicates(context);
  const open = all.filter(({ resolved }) => resolved === null);
  const rows = [...open, ...all.filter(({ resolved }) => resolved !== null)];
  return {
    asOf: now,
    open: open.length,
    rows: rows.slice(0, maxListLength).map((duplicate) => {
      const person = books.roster.get(duplicate.delegateId);
      const { resolved } = duplicate;
      return {
        delegateId: duplicate.delegateId,
        printedName: person?.printedName ?? '',
        delegation: person?.delegation ?? '',
        checkpoint: duplicate.checkpoint,
        day: duplicate.localDay,
        first: placeOf(duplicate.first),
        further: placeOf(duplicate.further),
        resolved:
          resolved === null
            ? null
            : {
                wall: resolved.wall,
                stationName: resolved.stationName,
                operatorName: resolved.operatorName,
                note: resolved.note ?? '',
              },
      };
    }),
  };
}

function placeOf(place: AdmissionPlace): OrganiserDuplicates['rows'][number]['first'] {
  return {
    admissionId: place.eventId,
    wall: place.wall,
    stationName: place.stationName,
    operatorName: place.operatorName,
    badgeSerial: place.badgeSerial,
  };
}

/** The calls for help of a day: the latest of each station, in the order of `compareCalls`. */
export async function helpCallsOf(
  db: HubDatabase,
  books: Books,
  { day, now }: FigureRequest,
  stations: StationNames,
): Promise<OrganiserHelpCalls> {
  const names = await namesOf(db);
  const byPage = await answeredByPage(db, books.tallies.answers);
  const answers = books.tallies.answers.map((one) => ({ ...one, by: byPage.get(one.id) ?? null }));
  const calls = standingCalls(books.tallies.callsOf(day), answers).sort(compareCalls);
  return {
    asOf: now,
    open: calls.filter(({ answer }) => answer === null).length,
    calls: calls.slice(0, maxListLength).map((call) => ({
      id: call.id,
      stationName: names.station(call.station),
      mode: stations.get(call.station)?.mode ?? null,
      reason: knownReason(call.reason),
      code: call.code,
      since: call.since,
      wall: call.wall,
      quiet: call.answer === null && isQuietCall(now - call.wall),
      answered:
        call.answer === null
          ? null
          : {
              wall: call.answer.wall,
              stationName: names.station(call.answer.station),
              operatorName:
                call.answer.by ?? names.operator(call.answer.operatorId, call.answer.station),
            },
    })),
  };
}

/** Names of those who answered on the organiser's page, by id of the fact. */
async function answeredByPage(
  db: HubDatabase,
  answers: readonly { id: string; station: string }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = answers.filter(({ station }) => isHubAuthor(station)).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('personal')
    .where('event_id', 'in', ids)
    .select(['event_id as id', 'payload'])
    .execute();
  return new Map(
    rows.flatMap(({ id, payload }) => {
      const by = helpAnsweredBySchema.safeParse(jsonOf(payload)).data?.by;
      return by === undefined ? [] : [[id, by] as const];
    }),
  );
}

/** The rows of a search result, in the order of the ids. */
export async function foundRows(
  db: HubDatabase,
  books: Books,
  ids: readonly string[],
  day: string,
): Promise<RosterSearch['rows']> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('delegate')
    .where('id', 'in', [...ids])
    .where('deleted', '=', 0)
    .select('data')
    .execute();
  const found = new Map(
    rows.map(({ data }) => {
      const delegate = delegateOfText(data);
      return [delegate.id, delegate];
    }),
  );
  return ids.flatMap((id) => {
    const delegate = found.get(id);
    if (delegate === undefined) return [];
    const { standing } = books.attendance.ofDelegate(id);
    return {
      id,
      registrationCode: delegate.registrationCode,
      title: delegate.title,
      printedName: delegate.printedName,
      nativeName: delegate.nativeName,
      jobTitle: delegate.jobTitle,
      delegation: delegate.delegation,
      administration: delegate.administration,
      role: delegate.role,
      category: delegate.category,
      status: delegate.status,
      vip: delegate.vip,
      presentToday: standing.some(({ localDay }) => localDay === day),
      presentAnyDay: standing.length > 0,
    };
  });
}

/** One person with admissions and badges. Throws HubProblem `not-found`. */
export async function delegateViewOf(
  db: HubDatabase,
  books: Books,
  id: string,
): Promise<DelegateView> {
  const row = await db
    .selectFrom('delegate')
    .where('id', '=', id)
    .where('deleted', '=', 0)
    .select('data')
    .executeTakeFirst();
  if (row === undefined) throw new HubProblem('not-found', 'delegate');
  const delegate = delegateOfText(row.data);
  const names = await namesOf(db);
  const facts = await factsByNumber(db, books.event.id, books.numbers.ofDelegate(id));
  const { badges } = foldAttendance(facts);
  const own = books.attendance.ofDelegate(id);
  const states = [
    ...own.standing.map((admission) => ({ admission, state: 'standing' as const })),
    ...own.duplicates.map((admission) => ({ admission, state: 'duplicate' as const })),
    ...own.undone.map((admission) => ({ admission, state: 'undone' as const })),
  ];
  return {
    delegate: {
      id: delegate.id,
      registrationCode: delegate.registrationCode,
      title: delegate.title,
      printedName: delegate.printedName,
      givenName: delegate.givenName,
      familyName: delegate.familyName,
      nativeName: delegate.nativeName,
      jobTitle: delegate.jobTitle,
      delegation: delegate.delegation,
      administration: delegate.administration,
      role: delegate.role,
      category: delegate.category,
      status: delegate.status,
      days: delegate.days,
      language: delegate.language,
      vip: delegate.vip,
      listed: delegate.listed,
    },
    admissions: states
      .sort((a, b) => a.admission.wall - b.admission.wall)
      .map(({ admission, state }) => ({
        id: admission.id,
        day: admission.localDay,
        checkpoint: admission.checkpoint,
        wall: admission.wall,
        stationName: names.station(admission.station),
        operatorName: names.operator(admission.operatorId, admission.station),
        badgeSerial: admission.badgeSerial,
        state,
      })),
    badges: [...badges.values()]
      .filter(({ delegateId }) => delegateId === id)
      .map(({ serial, state, valid }) => ({ serial, state, valid })),
  };
}
