import type { ErrorCode } from '../../preload/contract/base.ts';
import type {
  CallInput,
  CallName,
  CallOutput,
  CallResult,
  NoticeBody,
  NoticeName,
} from '../../preload/contract.ts';

/** What each call is asked with, and its answer. */
export type DeskRequests = {
  [N in CallName]: {
    args: undefined extends CallInput<N> ? [input?: CallInput<N>] : [input: CallInput<N>];
    answer: CallOutput<N>;
  };
};

/** The main process answered a call with an error; the locale files explain its `code`. */
export class CallFailure extends Error {
  readonly code: ErrorCode;
  /** The file or field concerned, never a person; may be empty. */
  readonly detail: string;

  constructor(code: ErrorCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'CallFailure';
    this.code = code;
    this.detail = detail;
  }
}

type ResultOf<T> = { ok: true; value: T } | Extract<CallResult<CallName>, { ok: false }>;

/**
 * Calls the main process and returns its answer.
 *
 * @throws {CallFailure} when the answer is an error; nothing else.
 */
export async function ask<N extends CallName>(
  name: N,
  ...args: DeskRequests[N]['args']
): Promise<DeskRequests[N]['answer']> {
  const send = window.lanyard[name] as (
    ...args: DeskRequests[N]['args']
  ) => Promise<ResultOf<DeskRequests[N]['answer']>>;
  let result: ResultOf<DeskRequests[N]['answer']>;
  try {
    result = await send(...args);
  } catch (error) {
    // The gateway itself failed: the main process is gone, or an answer could not be copied.
    throw new CallFailure('internal', error instanceof Error ? error.message.slice(0, 500) : name);
  }
  if (result.ok) return result.value;
  throw new CallFailure(result.error.code, result.error.detail);
}

/** The failure of a rejected `ask`. Any other error becomes `internal`, so that it is shown. */
export function failureOf(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error;
  return new CallFailure('internal', error instanceof Error ? error.message.slice(0, 500) : '');
}

/** Calls `listener` at each notice; returns a function that unsubscribes it. */
export function onNotice<N extends NoticeName>(
  name: N,
  listener: (body: NoticeBody<N>) => void,
): () => void {
  return window.lanyard.on(name, listener);
}
