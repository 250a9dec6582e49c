import { type Action as ActionOf, useOneAtATime } from '../use-one-at-a-time.ts';
import { type CallFailure, failureOf } from './ask.ts';

/** An action of the operator, with its progress and its failure. */
export type Action<A extends unknown[]> = ActionOf<A, CallFailure>;

/** See {@link useOneAtATime}; failures are those of calls. */
export function useAction<A extends unknown[]>(verb: (...args: A) => Promise<void>): Action<A> {
  return useOneAtATime(verb, failureOf);
}
