/** What can be wrong with a roster file as a whole. The codes are the contract's errors. */
export type IntakeErrorCode =
  | 'import-file-unreadable'
  | 'import-file-is-not-a-table'
  | 'import-too-large'
  | 'import-mapping-incomplete'
  | 'import-encoding-doubtful'
  | 'import-mending-open'
  | 'import-questions-open'
  | 'import-plan-gone';

/** Thrown when a file, or the requested reading of it, cannot be used. */
export class IntakeError extends Error {
  readonly code: IntakeErrorCode;
  /** The cause as a text that needs no translation: a kind of file, a line, a limit, a field. */
  readonly detail: string;
  constructor(code: IntakeErrorCode, detail: string, cause?: unknown) {
    super(`${code}: ${detail}`, { cause });
    this.name = 'IntakeError';
    this.code = code;
    this.detail = detail;
  }
}
