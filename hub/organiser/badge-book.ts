import { foldAttendance } from '../../domain/ledger/attendance-fold.ts';
import type { HeldFact } from './held-fact.ts';

/**
 * Who has a valid badge that was printed, by the fold of `domain/ledger/attendance-fold.ts`, for
 * each person apart. The result depends only on the set of facts.
 */
export class BadgeBook {
  /** Facts about badges, admissions with one and their undos, by delegate. */
  readonly #facts = new Map<string, HeldFact[]>();
  /** The delegate of a badge's serial, and of an admission's id. */
  readonly #ownerOf = new Map<string, string>();
  /** Facts whose delegate is not known yet, by serial or by the admission's id. */
  readonly #early = new Map<string, HeldFact[]>();
  readonly #folded = new Map<string, boolean>();

  /** Adds a fact of any kind; call once for each. */
  take(fact: HeldFact): void {
    const { type, id, delegateId, badgeSerial, targetId } = fact;
    if (type === 'admission-undone') {
      if (targetId !== null) this.#putByKey(targetId, fact);
      return;
    }
    if (badgeSerial === null) return;
    if (delegateId === null) {
      this.#putByKey(badgeSerial, fact);
      return;
    }
    this.#put(delegateId, fact);
    this.#own(badgeSerial, delegateId);
    if (type === 'admitted') this.#own(id, delegateId);
  }

  hasPrinted(delegateId: string): boolean {
    const known = this.#folded.get(delegateId);
    if (known !== undefined) return known;
    const { badges } = foldAttendance(this.#facts.get(delegateId) ?? []);
    const has = [...badges.values()].some(
      ({ valid, state }) => valid && (state === 'printed' || state === 'handed-over'),
    );
    this.#folded.set(delegateId, has);
    return has;
  }

  #own(key: string, delegateId: string): void {
    if (this.#ownerOf.has(key)) return;
    this.#ownerOf.set(key, delegateId);
    for (const fact of this.#early.get(key) ?? []) this.#put(delegateId, fact);
    this.#early.delete(key);
  }

  #putByKey(key: string, fact: HeldFact): void {
    const owner = this.#ownerOf.get(key);
    if (owner === undefined) this.#early.set(key, [...(this.#early.get(key) ?? []), fact]);
    else this.#put(owner, fact);
  }

  #put(delegateId: string, fact: HeldFact): void {
    const facts = this.#facts.get(delegateId);
    if (facts === undefined) this.#facts.set(delegateId, [fact]);
    else facts.push(fact);
    this.#folded.delete(delegateId);
  }
}
