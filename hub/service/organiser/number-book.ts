import type { HeldFact } from './held-fact.ts';

/** Which facts speak of whom, as numbers of the stream: the facts themselves are read when somebody asks. */
export class NumberBook {
  readonly #ofDelegate = new Map<string, number[]>();
  readonly #ofBadge = new Map<string, number[]>();
  readonly #ofTarget = new Map<string, number[]>();
  readonly #badgesOf = new Map<string, Set<string>>();
  readonly #admissionsOf = new Map<string, string[]>();

  /** Takes in a fact of any kind, each once. */
  take({ seq, id, type, delegateId, badgeSerial, targetId }: HeldFact): void {
    if (delegateId !== null) {
      push(this.#ofDelegate, delegateId, seq);
      if (type === 'admitted') push(this.#admissionsOf, delegateId, id);
      if (badgeSerial !== null) {
        const badges = this.#badgesOf.get(delegateId) ?? new Set();
        this.#badgesOf.set(delegateId, badges.add(badgeSerial));
      }
    } else if (badgeSerial !== null) push(this.#ofBadge, badgeSerial, seq);
    if (type === 'admission-undone' && targetId !== null) push(this.#ofTarget, targetId, seq);
  }

  /** Facts of a delegate: those that name them, one of their badges, or an admission of theirs that was undone. */
  ofDelegate(delegateId: string): number[] {
    const badges = [...(this.#badgesOf.get(delegateId) ?? [])];
    const admissions = this.#admissionsOf.get(delegateId) ?? [];
    return [
      ...new Set([
        ...(this.#ofDelegate.get(delegateId) ?? []),
        ...badges.flatMap((serial) => this.#ofBadge.get(serial) ?? []),
        ...admissions.flatMap((admission) => this.#ofTarget.get(admission) ?? []),
      ]),
    ];
  }
}

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
