import { z } from 'zod';
import { findBadge } from '../../db/badges/badges.ts';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import {
  crossingsOfDay,
  disregardedCrossings,
  findPaperPerson,
  heardStations,
  type PaperPerson,
} from '../../db/emergency.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { listOrder } from '../../domain/delegations/list-order.ts';
import {
  foldInside,
  foldUnconfirmed,
  type Inside,
  roomsOf,
  type Unconfirmed,
} from '../../domain/emergency.ts';
import type { Evacuation, EvacuationZone, InsidePerson } from '../../preload/contract/emergency.ts';
import { rightNow } from '../base/clock-offset.ts';
import { type Context, today } from '../base/context.ts';

const settingName = 'evacuation';
const ticksSchema = z
  .object({ day: z.string(), seen: z.record(z.string(), z.int()) })
  .catch({ day: '', seen: {} });

/**
 * Who is inside the building now, by zone, from this station's own data: the network is not needed.
 * A person who was ticked at the assembly point stays on the list whatever is scanned later.
 *
 * @param language decides the order of the delegations
 */
export function evacuationList(context: Context, language: ScreenLanguage): Evacuation {
  const { db, event } = context;
  const day = today(context);
  const { checkpoints } = event.file;
  const { inside, unconfirmed } = readInside(context);
  const people = [
    ...peopleOf(context, inside, false),
    // People of disregarded records may have lost their roster entry by another such record.
    ...peopleOf(context, unconfirmed, true),
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
    asOf: rightNow(context),
    inside: inside.length,
    unconfirmed: unconfirmed.length,
    zones: zones.filter((one) => one.people.length > 0),
    stations: stationsOf(context),
    hub: link === null ? null : { lastContact: link.lastContact },
  };
}

/** Who is inside by the day's records, and who by disregarded ones alone. */
export function readInside(context: Context): { inside: Inside[]; unconfirmed: Unconfirmed[] } {
  const { db, event } = context;
  const day = today(context);
  const { checkpoints, id: eventId } = event.file;
  const gates = checkpoints.map(({ id }) => id);
  const facts = crossingsOfDay(db, eventId, day, gates);
  const holderOf = (serial: string) => findBadge(db, serial)?.delegateId ?? null;
  const disregarded = disregardedCrossings(db, eventId, day);
  return {
    inside: foldInside(facts, checkpoints, holderOf),
    unconfirmed: foldUnconfirmed(facts, disregarded, checkpoints, holderOf),
  };
}

/** Ticks or unticks a person as seen at the assembly point; kept at this station for the day. */
export function tickEvacuated(context: Context, input: { id: string; seen: boolean }): void {
  const seen = ticksOfToday(context);
  if (input.seen) seen[input.id] = rightNow(context);
  else delete seen[input.id];
  writeSetting(context.db, settingName, { day: today(context), seen });
}

/** Deletes every tick: a drill is over, or a real evacuation begins. */
export function clearEvacuated(context: Context): void {
  writeSetting(context.db, settingName, { day: today(context), seen: {} });
}

function ticksOfToday(context: Context): Record<string, number> {
  const { day, seen } = ticksSchema.parse(readSetting(context.db, settingName));
  return day === today(context) ? seen : {};
}

interface Found {
  where: Inside;
  person: Pick<PaperPerson, 'delegation' | 'role' | 'letterOrder' | 'printedName'>;
  view: InsidePerson;
}

function peopleOf(context: Context, inside: readonly Inside[], unconfirmed: boolean): Found[] {
  const seen = ticksOfToday(context);
  return inside.map((where) => {
    const { id } = context.event.file;
    const person = findPaperPerson(context.db, id, where.person, { deleted: unconfirmed });
    return {
      where,
      person: person ?? { delegation: '', role: 'member', letterOrder: 0, printedName: '' },
      view: {
        id: where.person,
        printedName: person?.printedName ?? '',
        nativeName: person?.nativeName ?? '',
        delegation: person?.delegation ?? '',
        category: person?.category ?? '',
        checkpoint: where.checkpoint,
        since: where.since,
        unconfirmed,
        seenAt: seen[where.person] ?? null,
      },
    };
  });
}

/** This station first: its data are current. */
function stationsOf(context: Context): Evacuation['stations'] {
  const own = context.self.station;
  const known = heardStations(context.db);
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
