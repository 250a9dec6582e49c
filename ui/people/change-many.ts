import { maxPeopleChanged, type PeopleChange } from '../../domain/people/people-list.ts';
import type { PersonChange } from '../../domain/roster/roster-changes.ts';
import type { PeopleCalls } from './people-calls.ts';

/** What a change of many people came to. Whatever stopped it, `undos` undo what was changed. */
export interface ManyChanged {
  changed: number;
  /** One request each, the last change first. */
  undos: PeopleChange[][];
  /** What the failed request was rejected with; null where none failed. */
  error: unknown;
  /** Everyone was asked for: neither stopped nor failed. */
  isWhole: boolean;
}

/**
 * Changes any number of people in the same way, as many in a request as the contract allows. Never
 * rejects.
 *
 * @param onPart told after each request how many people were asked for so far
 * @param isStopped asked before each request
 */
export async function changeMany(
  change: PeopleCalls<never>['change'],
  { ids, said }: { ids: readonly string[]; said: PersonChange },
  { onPart, isStopped }: { onPart: (done: number) => void; isStopped: () => boolean },
): Promise<ManyChanged> {
  const undos: PeopleChange[][] = [];
  let changed = 0;
  for (let at = 0; at < ids.length; at += maxPeopleChanged) {
    if (isStopped()) return { changed, undos, error: null, isWhole: false };
    const part = ids.slice(at, at + maxPeopleChanged);
    try {
      const answer = await change([{ ids: part, change: said }]);
      changed += answer.changed;
      if (answer.undo.length > 0) undos.unshift(answer.undo);
    } catch (error) {
      return { changed, undos, error, isWhole: false };
    }
    onPart(at + part.length);
  }
  return { changed, undos, error: null, isWhole: true };
}
