import { findBadge } from '../../db/badges/badges.ts';
import type { ReadableDatabase } from '../../db/base/types.ts';
import {
  type CrossingRow,
  crossingsAfter,
  crossingsOfDay,
  lastPlace,
  type Place,
  stillHolds,
} from '../../db/doors.ts';
import { isWithinWindows } from '../../domain/check-in/admission.ts';
import { type DoorDirection, directionAt } from '../../domain/doors/door.ts';
import {
  type Crossing,
  foldStays,
  personOf,
  planZones,
  type Stay,
  zoneOf,
} from '../../domain/doors/zones.ts';
import type { Checkpoint, EventFile } from '../../domain/event/event-file.ts';
import { minuteOfDay } from '../../domain/event/local-day.ts';
import { payloadText } from '../../domain/ledger/attendance-fold.ts';
import { paperEntryOf } from '../../domain/ledger/from-paper.ts';
import type { DoorView, RoomCount } from '../../preload/contract/doors.ts';
import { rightNow } from '../base/clock.ts';
import { type Context, today } from '../base/context.ts';
import { listAges } from '../base/list-ages.ts';

const nobody: ReadonlySet<string> = new Set();

/**
 * What the view was made for: a local day, and a version of the event, from which its zones come.
 */
interface Made {
  day: string;
  file: EventFile;
}

/**
 * Who is inside which zone today, kept in memory: the ledger, folded once, and updated with its new
 * facts at each query. It reads new facts from the table and not from the sync, to miss none.
 */
class Presence {
  readonly #context: Context;
  /** Another day or another version of the event's file needs a new instance. */
  readonly #made: Made;
  readonly #plan;
  #last: Place;
  /** Crossings by person, and the person of each crossing. */
  readonly #crossings = new Map<string, Crossing[]>();
  readonly #personOf = new Map<string, string>();
  readonly #undone = new Set<string>();
  /** Crossings of badges whose holder is not known yet. */
  #nameless: CrossingRow[] = [];
  readonly #stays = new Map<string, Map<string, Stay>>();
  readonly #zones = new Map<string, Set<string>>();
  /** Who came through each checkpoint today, also if they left since. */
  readonly #came = new Map<string, Set<string>>();

  constructor(context: Context, made: Made) {
    this.#context = context;
    this.#made = made;
    const { checkpoints, id } = made.file;
    this.#plan = planZones(checkpoints);
    this.#last = lastPlace(context.db);
    this.#take(
      checkpoints.flatMap((checkpoint) =>
        crossingsOfDay(context.db, { eventId: id, checkpoint: checkpoint.id, localDay: made.day }),
      ),
    );
  }

  get eventId(): string {
    return this.#made.file.id;
  }

  /**
   * Adds new facts. False if the instance was made for something else or earlier facts are no
   * longer valid: all must be read again.
   */
  renew(now: Made): boolean {
    if (this.#made.day !== now.day || this.#made.file !== now.file) return false;
    const { db } = this.#context;
    if (!stillHolds(db, this.#last)) return false;
    const rows = crossingsAfter(db, this.eventId, this.#last.place);
    const last = rows.at(-1);
    if (last !== undefined) this.#last = { ...this.#last, place: last.place, id: last.id };
    if (rows.length > 0) this.#take(rows);
    return true;
  }

  personsIn(zone: string): ReadonlySet<string> {
    return this.#zones.get(zone) ?? nobody;
  }

  staysOf(person: string): ReadonlyMap<string, Stay> {
    return this.#stays.get(person) ?? new Map();
  }

  /** Everyone who was let in at this checkpoint today, also if they left since. */
  cameTo(checkpoint: string): ReadonlySet<string> {
    return this.#came.get(checkpoint) ?? nobody;
  }

  persons(): Iterable<string> {
    return this.#stays.keys();
  }

  #take(rows: readonly CrossingRow[]): void {
    const touched = new Set<string>();
    const nameless = this.#nameless;
    this.#nameless = [];
    for (const row of [...nameless, ...rows]) {
      const person = row.type === 'admission-undone' ? this.#undo(row) : this.#cross(row, touched);
      if (person !== null) touched.add(person);
    }
    for (const person of touched) this.#fold(person);
  }

  #undo({ targetId }: CrossingRow): string | null {
    if (targetId === null) return null;
    this.#undone.add(targetId);
    return this.#personOf.get(targetId) ?? null;
  }

  #cross(row: CrossingRow, touched: Set<string>): string | null {
    const { id, station, incarnation, kseq, after, effective, type, checkpoint, wall, localDay } =
      row;
    if (type === 'admission-undone' || checkpoint === null || localDay !== this.#made.day)
      return null;
    const serial = row.delegateId === null ? payloadText(row, 'serial') : null;
    const person = personOf(row, serial, (one) => this.#holderOf(one));
    if (person === null) return null;
    if (person === serial) this.#nameless.push(row);
    const before = this.#personOf.get(id);
    if (before === person) return person;
    if (before !== undefined) {
      this.#forget(before, id);
      touched.add(before);
    }
    this.#personOf.set(id, person);
    const known = this.#crossings.get(person) ?? [];
    const paperAt = paperEntryOf(row)?.at ?? null;
    known.push({
      id,
      station,
      incarnation,
      kseq,
      after,
      effective,
      type,
      person,
      checkpoint,
      wall,
      paperAt,
    });
    this.#crossings.set(person, known);
    return person;
  }

  #holderOf(serial: string): string | null {
    const badge = findBadge(this.#context.db, serial);
    return badge?.eventId === this.eventId ? badge.delegateId : null;
  }

  #forget(person: string, id: string): void {
    const left = (this.#crossings.get(person) ?? []).filter((one) => one.id !== id);
    this.#crossings.set(person, left);
  }

  #fold(person: string): void {
    for (const zone of this.staysOf(person).keys()) this.#zones.get(zone)?.delete(person);
    for (const persons of this.#came.values()) persons.delete(person);
    const crossings = this.#crossings.get(person) ?? [];
    for (const { id, type, checkpoint } of crossings) {
      if (type === 'went-out' || this.#undone.has(id)) continue;
      this.#came.set(checkpoint, (this.#came.get(checkpoint) ?? new Set()).add(person));
    }
    const stays = foldStays(crossings, this.#undone, this.#plan);
    if (stays.size === 0) this.#stays.delete(person);
    else this.#stays.set(person, stays);
    for (const zone of stays.keys()) {
      const persons = this.#zones.get(zone) ?? new Set();
      this.#zones.set(zone, persons.add(person));
    }
  }
}

const kept = new WeakMap<ReadableDatabase, Presence>();

/** The queries of today's presence, by delegate id, or by serial for unknown holders. */
export type PresenceView = Pick<Presence, 'personsIn' | 'staysOf' | 'cameTo' | 'persons'>;

/**
 * Who is inside now, by everything that this station knows. The first call of a day, and of each
 * version of the event, reads the day's crossings (some tens of milliseconds for ten thousand).
 * Every other call reads only new ones.
 */
export function presenceNow(context: Context): PresenceView {
  const now = { day: today(context), file: context.event.file };
  const known = kept.get(context.db);
  if (known?.renew(now)) return known;
  const fresh = context.db.transaction(() => new Presence(context, now)).deferred();
  kept.set(context.db, fresh);
  return fresh;
}

export interface DoorSetting {
  direction: DoorDirection;
  /** Fields that the configuration fixes: they cannot be changed at the door. */
  fixed: { direction: boolean; checkpoint: boolean };
}

/**
 * Whether the checkpoint is for a door; a registration desk prints badges, which a door does not.
 */
export function isDoor({ kind }: Pick<Checkpoint, 'kind'>): boolean {
  return kind !== 'registration';
}

/** For the door's screen between two passings. */
export function doorView(context: Context, setting: DoorSetting): DoorView {
  const checkpoint = context.checkpoint();
  const day = today(context);
  return {
    checkpoint: isDoor(checkpoint) ? checkpoint.id : null,
    direction: directionAt(checkpoint, setting.direction),
    canTurn: checkpoint.kind !== 'exit' && !setting.fixed.direction,
    canChoose: !setting.fixed.checkpoint,
    count: roomCount(context, checkpoint),
    isOpen: isWithinWindows(checkpoint, {
      day,
      minuteOfDay: minuteOfDay(rightNow(context), context.event.file.timeZone),
    }),
    lists: listAges(context),
    day,
  };
}

export function roomCount(context: Context, checkpoint: Checkpoint): RoomCount {
  return {
    inside: presenceNow(context).personsIn(zoneOf(checkpoint)).size,
    capacity: checkpoint.capacity,
  };
}
