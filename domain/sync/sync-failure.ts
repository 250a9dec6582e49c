/** No answer of the hub, or no usable one. The hub's own answer is HubProblem. */
export class SyncFailure extends Error {
  readonly code: 'unreachable' | 'wrong-certificate' | 'bad-answer';
  constructor(code: SyncFailure['code'], cause?: unknown) {
    super(code, { cause });
    this.name = 'SyncFailure';
    this.code = code;
  }
}
