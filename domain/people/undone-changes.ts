import type { PersonChange } from '../roster/roster-changes.ts';
import type { PeopleChange } from './people-list.ts';

/** Collects what gives people their earlier values back, in the order in which it must be made. */
export class UndoneChanges {
  #done: PeopleChange[] = [];
  #current = new Map<string, PeopleChange>();
  #count = 0;

  /** Begins another change of some people, which is undone before the earlier ones. */
  begin(): void {
    this.#done = this.changes;
    this.#current = new Map();
  }

  /** Notes the earlier values of one person; people with the same ones share a change. */
  add(id: string, before: PersonChange): void {
    this.#count += 1;
    const key = JSON.stringify(before);
    const group = this.#current.get(key) ?? { ids: [], change: before };
    group.ids.push(id);
    this.#current.set(key, group);
  }

  /** How many were changed. */
  get count(): number {
    return this.#count;
  }

  get changes(): PeopleChange[] {
    return [...this.#current.values(), ...this.#done];
  }
}
