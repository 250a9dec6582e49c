import type { CallName, CallOutput, ParsedCallInput } from '../../preload/contract.ts';
import type { Caller } from '../use-cases/context.ts';

/** One handler per call: it receives the parsed input and the caller. */
export type Handlers = {
  [N in CallName]: (
    input: ParsedCallInput<N>,
    caller: Caller,
  ) => CallOutput<N> | Promise<CallOutput<N>>;
};
