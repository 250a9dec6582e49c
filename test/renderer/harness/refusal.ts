import type { ErrorCode } from '../../../preload/contract/errors.ts';

/** Makes a pretended call answer with an error. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}
