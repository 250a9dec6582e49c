// clock: figures show the earliest arrival by the times on record.

import {
  type Attendance,
  type FoldedAdmission,
  foldAttendance,
} from '../../domain/ledger/attendance-fold.ts';
import type { HeldFact } from './held-fact.ts';

type PersonAttendance = Pick<Attendance, 'standing' | 'duplicates' | 'undone'>;

/** Admissions of one day: valid, duplicate and undone. */
export type DayAttendance = PersonAttendance;

const nobody: DayAttendance = { standing: [], duplicates: [], undone: [] };

/**
 * Who was admitted where and when, by the fold of `domain/ledger/attendance-fold.ts`. It is
 * computed for each person, so that a new fact folds only one person again. The result depends only
 * on the set of facts.
 */
export class AttendanceBook {
  /** Admissions and their undos, by the delegate of the admission. */
  readonly #facts = new Map<string, HeldFact[]>();
  readonly #ownerOf = new Map<string, string>();
  /** Undos whose admission has not arrived yet, by the admission's id. */
  readonly #early = new Map<string, HeldFact[]>();
  readonly #folded = new Map<string, PersonAttendance>();
  readonly #stale = new Set<string>();
  #days: Map<string, DayAttendance> | null = null;

  /** Adds a fact of any kind; call once for each. */
  take(fact: HeldFact): void {
    if (fact.type === 'admitted') this.#admit(fact);
    else if (fact.type === 'admission-undone' && fact.targetId !== null) {
      this.#undo(fact, fact.targetId);
    }
  }

  ofDay(day: string): DayAttendance {
    return this.#byDay().get(day) ?? nobody;
  }

  days(): Iterable<string> {
    return this.#byDay().keys();
  }

  ofDelegate(delegateId: string): PersonAttendance {
    this.#renew();
    return this.#folded.get(delegateId) ?? nobody;
  }

  /** Each delegate's first admission anywhere on a day (null: on all days). */
  firstOf(day: string | null): ReadonlyMap<string, FoldedAdmission> {
    const first = new Map<string, FoldedAdmission>();
    for (const one of day === null ? this.days() : [day]) {
      for (const admission of this.ofDay(one).standing) {
        const known = first.get(admission.delegateId);
        if (known === undefined || admission.wall < known.wall) {
          first.set(admission.delegateId, admission);
        }
      }
    }
    return first;
  }

  #admit(fact: HeldFact): void {
    const { id, delegateId } = fact;
    if (delegateId === null || fact.checkpoint === null) return;
    this.#ownerOf.set(id, delegateId);
    this.#put(delegateId, fact);
    for (const undo of this.#early.get(id) ?? []) this.#put(delegateId, undo);
    this.#early.delete(id);
  }

  #undo(fact: HeldFact, targetId: string): void {
    const owner = this.#ownerOf.get(targetId);
    if (owner === undefined)
      this.#early.set(targetId, [...(this.#early.get(targetId) ?? []), fact]);
    else this.#put(owner, fact);
  }

  #put(delegateId: string, fact: HeldFact): void {
    const facts = this.#facts.get(delegateId);
    if (facts === undefined) this.#facts.set(delegateId, [fact]);
    else facts.push(fact);
    this.#stale.add(delegateId);
    this.#days = null;
  }

  #renew(): void {
    for (const delegateId of this.#stale) {
      const facts = this.#facts.get(delegateId) ?? [];
      const { standing, duplicates, undone } = foldAttendance(facts);
      this.#folded.set(delegateId, { standing, duplicates, undone });
    }
    this.#stale.clear();
  }

  #byDay(): Map<string, DayAttendance> {
    if (this.#days !== null) return this.#days;
    this.#renew();
    const days = new Map<string, DayAttendance>();
    const dayOf = (day: string): DayAttendance => {
      const known = days.get(day) ?? { standing: [], duplicates: [], undone: [] };
      days.set(day, known);
      return known;
    };
    for (const { standing, duplicates, undone } of this.#folded.values()) {
      for (const admission of standing) dayOf(admission.localDay).standing.push(admission);
      for (const admission of duplicates) dayOf(admission.localDay).duplicates.push(admission);
      for (const admission of undone) dayOf(admission.localDay).undone.push(admission);
    }
    this.#days = days;
    return days;
  }
}
