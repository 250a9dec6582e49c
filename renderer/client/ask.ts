import type { ErrorCode } from '../../preload/contract/errors.ts';
import type {
  CallInput,
  CallName,
  CallOutput,
  CallResult,
  NoticeBody,
  NoticeName,
} from '../../preload/contract.ts';

/** What a call may be given: nothing where its input may be left out. */
export type CallArguments<N extends CallName> =
  undefined extends CallInput<N> ? [input?: CallInput<N>] : [input: CallInput<N>];

/** A call that the main process answered with an error. `code` has a title and a remedy in the locale files. */
export class CallFailure extends Error {
  readonly code: ErrorCode;
  /** The thing concerned (a file, a field), never a person; may be empty. */
  readonly detail: string;

  constructor(code: ErrorCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'CallFailure';
    this.code = code;
    this.detail = detail;
  }
}

/**
 * Asks the main process and returns its answer.
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
    // The door itself failed (main is gone, an answer could not be copied).
    throw new CallFailure('internal', error instanceof Error ? error.message.slice(0, 500) : name);
  }
  if (result.ok) return result.value;
  throw new CallFailure(result.error.code, result.error.detail);
}

/** The failure that a rejected `ask` carries; anything else becomes `internal`, so that it is shown and not swallowed. */
export function failureOf(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error;
  return new CallFailure('internal', error instanceof Error ? error.message.slice(0, 500) : '');
}

/** Calls `listener` at each notice; returns the function that ends it. */
export function onNotice<N extends NoticeName>(
  name: N,
  listener: (body: NoticeBody<N>) => void,
): () => void {
  return window.lanyard.on(name, listener);
}
