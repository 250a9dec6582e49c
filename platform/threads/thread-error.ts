/** What of an error crosses the border: neither its stack nor, by default, its message. */
export interface Failure {
  code: string;
  /** No personal data: a caller may log it. */
  detail: string;
}

/** Why a call to a thread or process has no answer. */
export class ThreadError extends Error {
  /**
   * `failed`: the service threw, and says `code` and `detail`. `aborted`: the service stopped the
   * call because it was told to end. `ended`: the thread or process is gone; `code` is that of the
   * error that ended it, or empty, and `detail` says the exit code.
   */
  readonly kind: 'failed' | 'aborted' | 'ended';
  readonly code: string;
  readonly detail: string;
  constructor(kind: ThreadError['kind'], { code, detail }: Failure, cause?: unknown) {
    super(`${kind} ${code} ${detail}`.trim(), { cause });
    this.name = 'ThreadError';
    this.kind = kind;
    this.code = code;
    this.detail = detail;
  }
}

/**
 * Reports only the kind of an error: its code, or the name of its class. A message could quote
 * personal data.
 */
export function kindOfError(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: typeof error, detail: '' };
  return { code: 'code' in error ? String(error.code) : error.name, detail: '' };
}
