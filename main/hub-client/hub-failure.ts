import { HubProblem, type ProblemCode, SyncFailure } from '../../domain/sync/problems.ts';
import type { ErrorCode } from '../../preload/contract/base.ts';
import { CallFailure } from '../base/call-failure.ts';

/**
 * Problems with a separate message on the page; for others it shows that the hub refused, and why.
 */
const ownWords: Partial<Record<ProblemCode, ErrorCode>> = {
  'invite-unknown': 'invite-unknown',
  'invite-expired': 'invite-expired',
  'invite-used': 'invite-used',
};

/** The page's failure for a failed call to a hub. Other errors are returned as they are. */
export function hubFailureOf(error: unknown): unknown {
  if (error instanceof HubProblem) {
    return new CallFailure(ownWords[error.code] ?? 'hub-refused', error.code, error);
  }
  if (!(error instanceof SyncFailure)) return error;
  switch (error.code) {
    case 'wrong-certificate':
      return new CallFailure('hub-wrong-certificate', '', error);
    case 'unreachable':
    case 'bad-answer':
      return new CallFailure('hub-unreachable', error.code, error);
  }
}

/** Runs a call to a hub; what it throws has a code for the page. */
export async function askingHub<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw hubFailureOf(error);
  }
}
