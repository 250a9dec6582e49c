import type { PeopleChange } from '../../domain/people/people-list.ts';
import { type Action, useAction } from '../page-client.ts';
import type { PeopleCalls } from './people-calls.ts';

interface PersonChanging<Failure> {
  change: Action<[PeopleChange[], done: (undo: PeopleChange[]) => void], Failure>;
  /** Rejects with what `failureOf` of the calls reads. */
  undo: (changes: PeopleChange[]) => Promise<unknown>;
}

/** Changes the one person that is shown, and undoes it; `renew` reads the person again after both. */
export function usePersonChange<Failure>(
  { change, failureOf }: PeopleCalls<Failure>,
  renew: () => void,
): PersonChanging<Failure> {
  const send = async (changes: PeopleChange[]): Promise<PeopleChange[]> => {
    const { undo } = await change(changes);
    renew();
    return undo;
  };
  return {
    change: useAction(async (changes, done) => done(await send(changes)), failureOf),
    undo: send,
  };
}
