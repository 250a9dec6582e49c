import type { ErrorCode } from '../../preload/contract/base.ts';

/** A failure that a page may show: a code with a message in every language, and its subject. */
export class CallFailure extends Error {
  readonly code: ErrorCode;
  /** Names a file, field or limit; never a person. */
  readonly detail: string;
  constructor(code: ErrorCode, detail = '', cause?: unknown) {
    super(`${code}${detail === '' ? '' : `: ${detail}`}`, { cause });
    this.name = 'CallFailure';
    this.code = code;
    this.detail = detail;
  }
}
