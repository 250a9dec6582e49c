/**
 * Why an outside system or a file could not be read or written. docs/connectors.md has the texts.
 */
export type ConnectorFailureCode =
  /** No answer in time, or the connection broke. */
  | 'unreachable'
  /** The certificate was not issued by the trusted authority. */
  | 'wrong-certificate'
  /** The token is unknown, expired or revoked, or lacks the required right. */
  | 'unauthorised'
  | 'too-many-requests'
  /** The other side is still working on the same request (HTTP 409). */
  | 'in-progress'
  | 'server-error'
  | 'redirected'
  /** The answer differs from the documentation; the detail names status or field. */
  | 'bad-answer'
  | 'too-large'
  /** The file or variable with the token is missing or empty. */
  | 'secret-missing'
  /** Others on the computer can read the file with the token. */
  | 'secret-open-to-others'
  /** The columns of a file, or fields of a form, lack what a roster needs. */
  | 'not-a-roster'
  | 'encoding-doubtful'
  | 'folder-unreadable'
  /** So many entries vanished at once that an operator has to check first. */
  | 'many-vanished';

/**
 * Thrown by everything in this package. It contains no personal data and nothing sent or received.
 */
export class ConnectorFailure extends Error {
  readonly code: ConnectorFailureCode;
  /** What it is about: a status, a field, a file. */
  readonly detail: string;
  /** Milliseconds after which the other side accepts the next request, or null. */
  readonly retryAfter: number | null;
  constructor(
    code: ConnectorFailureCode,
    detail = '',
    options: { cause?: unknown; retryAfter?: number | null } = {},
  ) {
    super(detail === '' ? code : `${code}: ${detail}`, { cause: options.cause });
    this.name = 'ConnectorFailure';
    this.code = code;
    this.detail = detail;
    this.retryAfter = options.retryAfter ?? null;
  }
}
