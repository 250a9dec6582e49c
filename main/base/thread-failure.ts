import type { ThreadError } from '../../platform/threads/thread-error.ts';
import { errorCodeSchema } from '../../preload/contract/base.ts';
import { CallFailure } from './call-failure.ts';

/**
 * The failure of a call to a thread or process whose service reports codes of calls (`failureOf`).
 *
 * @param detail names the thread in an `internal` failure, where it ended
 */
export function failureOfThread(detail: string): (error: ThreadError) => CallFailure {
  return (error) => {
    const code = errorCodeSchema.safeParse(error.code);
    return error.kind === 'failed' && code.success
      ? new CallFailure(code.data, error.detail)
      : new CallFailure('internal', detail, error);
  };
}
