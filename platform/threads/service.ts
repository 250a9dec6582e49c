import type { TransferListItem } from 'node:worker_threads';

// A service is described by one interface. A method that returns a promise is a call: it gets one
// input, and perhaps a function to which it reports progress. A method that returns nothing is sent
// without an answer.

export interface CallOptions {
  /**
   * Rejects the call with the signal's reason at once, and asks the service to stop. A service that
   * neither reports nor looks at its signal works on: end its thread.
   */
  signal?: AbortSignal;
  /** Memory of the input that moves to the thread instead of being copied. */
  transfer?: readonly TransferListItem[];
}

type InputOf<Args extends readonly unknown[]> = Args extends readonly [] ? undefined : Args[0];

type ReportOf<Args extends readonly unknown[]> = Args extends readonly [
  unknown,
  (((...progress: infer Progress) => void) | undefined)?,
]
  ? (...progress: Progress) => void
  : never;

type Asked<Args extends readonly unknown[]> = Args extends readonly []
  ? [input?: undefined, report?: undefined, options?: CallOptions]
  : [input: Args[0], report?: ReportOf<Args>, options?: CallOptions];

type IsCall<Method> = Method extends (...args: never) => Promise<unknown> ? true : false;

/** The calls of a service, as its caller makes them. */
export type Asks<Service> = {
  readonly [Name in keyof Service as IsCall<Service[Name]> extends true
    ? Name
    : never]: Service[Name] extends (...args: infer Args) => Promise<infer Answer>
    ? (...asked: Asked<Args>) => Promise<Answer>
    : never;
};

/** What its caller sends to a service without waiting for an answer. */
export type Tells<Service> = {
  readonly [Name in keyof Service as IsCall<Service[Name]> extends true
    ? never
    : Name]: Service[Name] extends (...args: infer Args) => void ? (...said: Args) => void : never;
};

/** The other end of the same interface: what answers. `signal` aborts the call. */
export type Handlers<Service> = {
  readonly [Name in keyof Service]: Service[Name] extends (
    ...args: infer Args
  ) => Promise<infer Answer>
    ? (
        input: InputOf<Args>,
        report: ReportOf<Args>,
        signal: AbortSignal,
      ) => Answer | Promise<Answer>
    : Service[Name] extends (...args: infer Args) => void
      ? (input: InputOf<Args>) => void
      : never;
};
