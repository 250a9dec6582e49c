import {
  type Crossing,
  foldStays,
  personOf,
  planZones,
  type ZonePlan,
} from '../../domain/doors/zones.ts';
import type { Checkpoint } from '../../domain/event/event-file.ts';
import { payloadText } from '../../domain/ledger/attendance-fold.ts';
import { paperEntryOf } from '../../domain/ledger/from-paper.ts';
import type { HeldFact } from './held-fact.ts';

class ZoneDay {
  readonly crossings = new Map<string, Crossing[]>();
  readonly stale = new Set<string>();
  readonly #zonesOf = new Map<string, string[]>();
  readonly #inside = new Map<string, number>();

  /** Number of people inside each zone; folds people with new crossings again. */
  inside(undone: ReadonlySet<string>, plan: ZonePlan): ReadonlyMap<string, number> {
    for (const person of this.stale) {
      for (const zone of this.#zonesOf.get(person) ?? []) this.#count(zone, -1);
      const stays = foldStays(this.crossings.get(person) ?? [], undone, plan);
      const zones = [...stays.keys()];
      for (const zone of zones) this.#count(zone, 1);
      this.#zonesOf.set(person, zones);
    }
    this.stale.clear();
    return this.#inside;
  }

  #count(zone: string, by: number): void {
    this.#inside.set(zone, (this.#inside.get(zone) ?? 0) + by);
  }
}

/** Who is inside which zone on each day, computed for each person (`domain/doors/zones.ts`). */
export class ZoneBook {
  readonly #plan: ZonePlan;
  readonly #days = new Map<string, ZoneDay>();
  readonly #undone = new Set<string>();
  /** Day and person under which a crossing was stored, by its id. */
  readonly #placeOf = new Map<string, { day: string; person: string }>();
  readonly #holders = new Map<string, string>();
  /** Crossings of badges whose holder is not known yet, by the badge's serial. */
  readonly #nameless = new Map<string, HeldFact[]>();

  constructor(checkpoints: readonly Checkpoint[]) {
    this.#plan = planZones(checkpoints);
  }

  /** Adds a fact of any kind; call once for each. */
  take(fact: HeldFact): void {
    switch (fact.type) {
      case 'admitted':
      case 'came-back':
      case 'went-out':
        this.#cross(fact);
        return;
      case 'admission-undone':
        if (fact.targetId !== null) this.#undo(fact.targetId);
        return;
      case 'badge-issued':
        this.#name(fact);
        return;
      default:
        return;
    }
  }

  /** Number of people inside each zone after all known facts of the day. */
  inside(day: string): ReadonlyMap<string, number> {
    return this.#days.get(day)?.inside(this.#undone, this.#plan) ?? new Map();
  }

  #cross(fact: HeldFact): void {
    const { id, type, checkpoint, localDay, station, incarnation, kseq, after, effective, wall } =
      fact;
    if (checkpoint === null || (type !== 'admitted' && type !== 'came-back' && type !== 'went-out'))
      return;
    const serial = fact.delegateId === null ? payloadText(fact, 'serial') : null;
    const person = personOf(fact, serial, (one) => this.#holders.get(one) ?? null);
    if (person === null) return;
    if (person === serial) {
      this.#nameless.set(serial, [...(this.#nameless.get(serial) ?? []), fact]);
    }
    const day = this.#dayOf(localDay);
    const paperAt = paperEntryOf(fact)?.at ?? null;
    const crossings = day.crossings.get(person) ?? [];
    crossings.push({
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
    day.crossings.set(person, crossings);
    day.stale.add(person);
    this.#placeOf.set(id, { day: localDay, person });
  }

  #undo(targetId: string): void {
    this.#undone.add(targetId);
    const place = this.#placeOf.get(targetId);
    if (place !== undefined) this.#dayOf(place.day).stale.add(place.person);
  }

  /** Notes the holder of a badge: the badge's earlier crossings become the holder's. */
  #name({ badgeSerial, delegateId }: HeldFact): void {
    if (badgeSerial === null || delegateId === null || this.#holders.has(badgeSerial)) return;
    this.#holders.set(badgeSerial, delegateId);
    const facts = this.#nameless.get(badgeSerial) ?? [];
    this.#nameless.delete(badgeSerial);
    for (const { localDay } of facts) {
      const day = this.#dayOf(localDay);
      day.crossings.delete(badgeSerial);
      day.stale.add(badgeSerial);
    }
    for (const fact of facts) this.#cross(fact);
  }

  #dayOf(day: string): ZoneDay {
    const known = this.#days.get(day) ?? new ZoneDay();
    this.#days.set(day, known);
    return known;
  }
}
