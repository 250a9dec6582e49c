import { dequal } from 'dequal';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createGate } from './gate.ts';
import { type Keeper, keepAsking, type Pace } from './keep-asking.ts';

/** What a page may ask, by name: the arguments of each request, and its answer. */
export type Requests = Record<string, { args: unknown[]; answer: unknown }>;

type Ask<R extends Requests> = <N extends keyof R & string>(
  name: N,
  ...args: R[N]['args']
) => Promise<R[N]['answer']>;

/** What a page tells its client. */
interface PageWays<R extends Requests, Topic extends string, Failure> {
  /** Sends a request; rejects with what `failureOf` reads. */
  ask: Ask<R>;
  failureOf: (error: unknown) => Failure;
  /**
   * A hook that returns how the page hears of changes. The returned function calls `listener`
   * after each change of the topics, and returns a function that unsubscribes.
   */
  useSubscribe: () => (topics: readonly Topic[], listener: () => void) => () => void;
  pace: Pace;
}

export interface Answer<T, Failure> {
  /** Null before the first answer; afterwards the last good answer. */
  value: T | null;
  failure: Failure | null;
  renew: () => void;
}

interface AnswerOptions<Topic extends string> {
  /** Changes after which the request is repeated. */
  renewOn?: readonly Topic[];
  /** If false, nothing is requested and the value is dropped. */
  when?: boolean;
  /** True: sent once and on `renew`, never automatically: the hub audits answers about people. */
  once?: boolean;
}

export interface Action<A extends unknown[], Failure> {
  run: (...args: A) => Promise<boolean>;
  busy: boolean;
  failure: Failure | null;
  forget: () => void;
}

interface PageClient<R extends Requests, Topic extends string, Failure> {
  /**
   * Sends a request, and repeats it on changes. Answers to an older request are dropped. Changes
   * while an answer is due, or too soon after the request, lead to one further request in total.
   * An answer equal to the one before causes no rendering.
   */
  useAnswer: <N extends keyof R & string>(
    name: N,
    args: R[N]['args'],
    options?: AnswerOptions<Topic>,
  ) => Answer<R[N]['answer'], Failure>;
  /**
   * Wraps an asynchronous action: one call at a time, its failure kept for showing. `run` resolves
   * to whether it succeeded, and to false while the previous call is in progress. `run` and
   * `forget` keep their identity, and so does the action until `busy` or `failure` changes: effects
   * may list them. `verb` may be another function at each rendering; `run` calls the latest.
   */
  useAction: <A extends unknown[]>(verb: (...args: A) => Promise<void>) => Action<A, Failure>;
}

interface Held<Question, T, Failure> {
  question: Question;
  value: T | null;
  failure: Failure | null;
}

const noTopics: readonly never[] = [];

/** The hooks by which a page asks and acts, typed by its requests, topics and failures. */
export function createPageClient<R extends Requests, Topic extends string, Failure>(
  ways: PageWays<R, Topic, Failure>,
): PageClient<R, Topic, Failure> {
  const shared = { ...ways, ask: sharingTurns<R>(ways.ask) };
  return {
    useAnswer: (name, args, options) => useAnswer(shared, name, args, options),
    useAction: (verb) => useAction(verb, ways.failureOf),
  };
}

/** Sends one request if several parts of a page ask the same in one turn of the event loop. */
function sharingTurns<R extends Requests>(ask: Ask<R>): Ask<R> {
  const sent = new Map<string, Promise<unknown>>();
  return <N extends keyof R & string>(name: N, ...args: R[N]['args']) => {
    const key = JSON.stringify([name, args]);
    const known = sent.get(key) as Promise<R[N]['answer']> | undefined;
    if (known !== undefined) return known;
    const answer = ask(name, ...args);
    sent.set(key, answer);
    queueMicrotask(() => sent.delete(key));
    return answer;
  };
}

function useAnswer<R extends Requests, Topic extends string, Failure, N extends keyof R & string>(
  { ask, failureOf, useSubscribe, pace }: PageWays<R, Topic, Failure>,
  name: N,
  args: R[N]['args'],
  { renewOn = noTopics, when = true, once = false }: AnswerOptions<Topic> = {},
): Answer<R[N]['answer'], Failure> {
  const question = useKept(when ? { name, args } : null);
  const topics = useKept(renewOn);
  const subscribe = useSubscribe();
  const [held, setHeld] = useState<Held<typeof question, R[N]['answer'], Failure>>({
    question,
    value: null,
    failure: null,
  });
  const keeper = useRef<Keeper | null>(null);

  useEffect(() => {
    if (question === null) return;
    let isOpen = true;
    const run = async (): Promise<void> => {
      try {
        const value = await ask(question.name, ...question.args);
        if (!isOpen) return;
        setHeld((last) =>
          last.failure === null && dequal([last.question, last.value], [question, value])
            ? last
            : { question, value, failure: null },
        );
      } catch (error) {
        const failure = failureOf(error);
        if (!isOpen) return;
        setHeld((last) => ({
          question,
          value: dequal(last.question, question) ? last.value : null,
          failure,
        }));
      }
    };
    const own = keepAsking(once ? { ...pace, maxSilence: null } : pace, run);
    keeper.current = own;
    return () => {
      isOpen = false;
      own.close();
      keeper.current = null;
    };
  }, [ask, failureOf, once, pace, question]);

  const hears = question !== null && !once;
  useEffect(
    () => (hears ? subscribe(topics, () => keeper.current?.soon()) : undefined),
    [hears, subscribe, topics],
  );

  const renew = useCallback(() => keeper.current?.now(), []);
  const isCurrent = question !== null && dequal(held.question, question);
  const value = isCurrent ? held.value : null;
  const failure = isCurrent ? held.failure : null;
  return useMemo(() => ({ value, failure, renew }), [value, failure, renew]);
}

/** {@link PageClient.useAction} for parts that several pages share, which bring their calls. */
export function useAction<A extends unknown[], Failure>(
  verb: (...args: A) => Promise<void>,
  failureOf: (error: unknown) => Failure,
): Action<A, Failure> {
  const [gate] = useState(createGate);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const latest = useRef(verb);
  latest.current = verb;
  const run = useCallback(
    async (...args: A): Promise<boolean> => {
      // A second Enter may come while the first call is in progress: the button is disabled only
      // at the next paint.
      const done = gate(async () => {
        setBusy(true);
        setFailure(null);
        try {
          await latest.current(...args);
          return true;
        } catch (error) {
          setFailure(() => failureOf(error));
          return false;
        } finally {
          setBusy(false);
        }
      });
      return (await done) ?? false;
    },
    [failureOf, gate],
  );
  const forget = useCallback(() => setFailure(null), []);
  return useMemo(() => ({ run, busy, failure, forget }), [run, busy, failure, forget]);
}

/** The value, with the identity that an equal one had before. */
function useKept<T>(value: T): T {
  const kept = useRef(value);
  if (!dequal(kept.current, value)) kept.current = value;
  return kept.current;
}
