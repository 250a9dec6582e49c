import { type Action as ActionOf, useOneAtATime } from '../../../ui/use-one-at-a-time.ts';
import { failureOf, type RequestFailure } from './failure.ts';

export type Action<A extends unknown[]> = ActionOf<A, RequestFailure>;

/** See {@link useOneAtATime}; failures are those of requests. */
export function useAction<A extends unknown[]>(verb: (...args: A) => Promise<void>): Action<A> {
  return useOneAtATime(verb, failureOf);
}
