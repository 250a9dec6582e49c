/** Why an update was not installed; a code for the screen and the log. */
export type UpdateProblem =
  /** Not both of the publisher's keys signed it. */
  | 'wrong-signature'
  /** An earlier offer was of a higher version or signed later, or nothing is on offer any more. */
  | 'went-back'
  /** Signed so long ago that a newer one may be held back. */
  | 'too-old'
  /** The archive is not the one that was signed. */
  | 'wrong-hash'
  /** The station must first update to a version in between. */
  | 'needs-step'
  | 'not-reachable'
  | 'no-space'
  /** The archive cannot be unpacked, or holds no app. */
  | 'cannot-unpack'
  /** Made to be controlled by tests. */
  | 'test-build';

/** Thrown during an update; the message is the code. */
export class UpdateFailure extends Error {
  readonly code: UpdateProblem;

  constructor(code: UpdateProblem, cause?: unknown) {
    super(code, { cause });
    this.name = 'UpdateFailure';
    this.code = code;
  }
}
