import type { ErrorCode } from '../../preload/contract/base.ts';
import type {
  CallInput,
  CallName,
  CallOutput,
  CallResult,
  NoticeBody,
  NoticeName,
} from '../../preload/contract.ts';
import { type Action as ActionOf, useOneAtATime } from '../../ui/use-one-at-a-time.ts';

export type CallArguments<N extends CallName> =
  undefined extends CallInput<N> ? [input?: CallInput<N>] : [input: CallInput<N>];

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

/**
 * Calls the main process and returns its answer.
 *
 * @throws {CallFailure} when the answer is an error; nothing else.
 */
export async function ask<N extends CallName>(
  name: N,
  ...input: CallArguments<N>
): Promise<CallOutput<N>> {
  const send = window.lanyard[name] as (...input: CallArguments<N>) => Promise<CallResult<N>>;
  let result: CallResult<N>;
  try {
    result = await send(...input);
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

export type Action<A extends unknown[]> = ActionOf<A, CallFailure>;

/** See {@link useOneAtATime}; failures are those of calls. */
export function useAction<A extends unknown[]>(verb: (...args: A) => Promise<void>): Action<A> {
  return useOneAtATime(verb, failureOf);
}
