import { findBadge } from '../../db/badges/badges.ts';
import {
  crossingsOfDay,
  disregardedCrossings,
  findPaperPerson,
  heardStations,
  type PaperPerson,
} from '../../db/emergency.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { textOrder } from '../../domain/base/text-order.ts';
import { listOrder } from '../../domain/delegations.ts';
import { foldInside, foldUnconfirmed, type Inside, roomsOf } from '../../domain/emergency.ts';
import type { ScanInput } from '../../preload/contract/check-in.ts';
import type {
  Evacuation,
  EvacuationScan,
  EvacuationZone,
  InsidePerson,
  MusterPerson,
} from '../../preload/contract/emergency.ts';
import { rightNow } from '../base/clock.ts';
import { type Context, today } from '../base/context.ts';
import { type Examination, examine } from '../check-in/examine.ts';
import {
  endOldMuster,
  type Muster,
  type MusterSource,
  musterDays,
  readMuster,
  seenAt,
  tickEvacuated,
} from './muster.ts';

/** The part of a context from which the list is read. */
export interface EvacuationSource extends MusterSource {
  self: Pick<Context['self'], 'station'>;
  readonly stationName: string;
}

/**
 * Who is inside the building now, by zone, from this station's own data: the network is not needed.
 * People who were ticked and are not inside by the records follow separately. The people of the day
 * on which the count began stay on the list (`muster.ts`).
 *
 * @param language decides the order of the delegations
 */
export function evacuationList(context: EvacuationSource, language: ScreenLanguage): Evacuation {
  const { db, event } = context;
  const day = today(context);
  const { checkpoints } = event.file;
  const { inside, unconfirmed } = readInside(context);
  const muster = readMuster(db);
  const [began = null] = musterDays(context).filter((one) => one !== day);
  const people = [
    ...peopleOf(context, inside, muster, false),
    // People of disregarded records may have lost their roster entry by another such record.
    ...peopleOf(context, unconfirmed, muster, true),
  ];
  const order = listOrder(event.file, day, language);
  const zones = [...roomsOf(checkpoints), { zone: null, checkpoints: [] }].map(
    ({ zone, checkpoints: gates }): EvacuationZone => ({
      zone,
      checkpoints: gates,
      people: people
        .filter(({ where }) => where.zone === zone)
        .sort((a, b) => order(a.person, b.person))
        .map(({ view }) => view),
    }),
  );
  const link = findHubLink(db);
  return {
    day,
    began,
    asOf: rightNow(context),
    inside: inside.length,
    unconfirmed: unconfirmed.length,
    zones: zones.filter((one) => one.people.length > 0),
    others: othersOf(context, muster, new Set(people.map(({ view }) => view.id))),
    stations: stationsOf(context, language),
    hub: link === null ? null : { lastContact: link.lastContact },
  };
}

/** Who is inside by the records of the days that count, and who by disregarded ones alone. */
export function readInside(context: EvacuationSource): {
  inside: Inside[];
  unconfirmed: Inside[];
} {
  const { db, event } = context;
  const days = musterDays(context);
  const { checkpoints, id: eventId } = event.file;
  const gates = checkpoints.map(({ id }) => id);
  const facts = days.flatMap((day) => crossingsOfDay(db, eventId, day, gates));
  const holderOf = (serial: string) => findBadge(db, serial)?.delegateId ?? null;
  const disregarded = days.flatMap((day) => disregardedCrossings(db, eventId, day));
  return {
    inside: foldInside(facts, checkpoints, holderOf),
    unconfirmed: foldUnconfirmed(facts, disregarded, checkpoints, holderOf),
  };
}

/**
 * Ticks the holder of a scanned badge or ticket as seen. The first tick stays, and no fact is
 * written. In doubt about the bearer no person is ticked: that would hide a missing one.
 */
export function scanEvacuated(context: Context, scan: ScanInput): EvacuationScan {
  const seen = examine(context, { kind: 'scan', scan });
  const id = seen.delegateId ?? seen.badge?.serial ?? null;
  if (id === null) return { outcome: 'unknown' };
  endOldMuster(context);
  const before = tickOf(context, id);
  if (isDoubtful(seen)) return { outcome: 'ask', person: musterPerson(context, id, before) };
  if (before === null) tickEvacuated(context, { id, seen: true });
  const person = musterPerson(context, id, before ?? rightNow(context));
  return { outcome: 'ticked', person, before };
}

/** When a person was seen; null if not. Who is inside is read only where a day passed meanwhile. */
function tickOf(context: Context, id: string): number | null {
  const muster = readMuster(context.db);
  if (muster?.seen[id] === undefined) return null;
  const isSameDay = muster.day === today(context);
  const inside = isSameDay ? [] : readInside(context).inside;
  const crossing = inside.find(({ person }) => person === id);
  return seenAt(context.db, muster, id, crossing?.factId ?? null);
}

/** Whether someone else may bear the code: another one was made since, or it was given back. */
function isDoubtful({ delegate, badge, question }: Examination): boolean {
  if (badge === null) return delegate === null;
  const { badge: verdict } = question;
  return verdict !== null && 'doubt' in verdict && verdict.doubt !== 'unheard';
}

type ListedPerson = Parameters<ReturnType<typeof listOrder>>[0];

/** Sorts before everyone: a badge without a holder that is known here. */
const nobody: ListedPerson = {
  delegation: '',
  role: 'member',
  letterOrder: 0,
  printedName: '',
  givenName: '',
  familyName: '',
};

interface Found {
  where: Inside;
  person: ListedPerson;
  view: InsidePerson;
}

function peopleOf(
  context: EvacuationSource,
  inside: readonly Inside[],
  muster: Muster | null,
  unconfirmed: boolean,
): Found[] {
  return inside.map((where) => {
    const { id } = context.event.file;
    const person = findPaperPerson(context.db, id, where.person, { deleted: unconfirmed });
    return {
      where,
      person: person ?? nobody,
      view: {
        ...named(where.person, person, seenAt(context.db, muster, where.person, where.factId)),
        category: person?.category ?? '',
        checkpoint: where.checkpoint,
        since: where.since,
        unconfirmed,
      },
    };
  });
}

/** The ticked people who are not among those inside, latest tick first. */
function othersOf(
  context: EvacuationSource,
  muster: Muster | null,
  inside: ReadonlySet<string>,
): MusterPerson[] {
  // A tick is added at the end: this is the order of ticking, whatever the clock showed.
  return Object.entries(muster?.seen ?? {})
    .filter(([id]) => !inside.has(id))
    .reverse()
    .map(([id, { at }]) => musterPerson(context, id, at));
}

function musterPerson(context: EvacuationSource, id: string, seenAt: number | null): MusterPerson {
  // A person at the assembly point has a name, even if taken off the roster since.
  const person = findPaperPerson(context.db, context.event.file.id, id, { deleted: true });
  return named(id, person, seenAt);
}

function named(id: string, person: PaperPerson | null, seenAt: number | null): MusterPerson {
  return {
    id,
    printedName: person?.printedName ?? '',
    nativeName: person?.nativeName ?? '',
    delegation: person?.delegation ?? '',
    seenAt,
  };
}

/** This station first: its data are current. */
function stationsOf(context: EvacuationSource, language: ScreenLanguage): Evacuation['stations'] {
  const own = context.self.station;
  const known = heardStations(context.db).sort((a, b) => textOrder(language)(a.name, b.name));
  const self = known.find(({ id }) => id === own);
  return [
    {
      id: own,
      name: context.stationName,
      mode: self?.mode ?? 'desk',
      self: true,
      heardAt: context.clock(),
    },
    ...known
      .filter(({ id }) => id !== own)
      .map(({ id, name, mode, heardAt }) => ({ id, name, mode, self: false, heardAt })),
  ];
}
