import type { LiveHint } from '../../../domain/organiser/organiser.ts';
import {
  type Action as ActionOf,
  type Answer as AnswerOf,
  createPageClient,
} from '../../../ui/page-client.ts';
import { failureOf, type RequestFailure } from './failure.ts';
import { useLiveLine } from './live-context.tsx';
import { ask, type RouteRequests } from './request.ts';

export type Answer<T> = AnswerOf<T, RequestFailure>;
export type Action<A extends unknown[]> = ActionOf<A, RequestFailure>;

/** Before the live line is open, nothing is heard. */
const silent = () => () => undefined;

/** Requests to the hub, repeated after hints of the live line. */
export const { useAnswer, useAction } = createPageClient<
  RouteRequests,
  LiveHint['what'],
  RequestFailure
>({
  ask,
  failureOf,
  useSubscribe: () => useLiveLine()?.onHint ?? silent,
  // At a busy time there are ten hints a second. Without any, stations may have gone silent.
  pace: { minPause: 400, maxSilence: 60_000 },
});
