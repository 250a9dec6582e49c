/** Why an outside system, or a file, could not be read or written to. Texts: docs/connectors.md. */
export type ConnectorFailureCode =
  /** No answer within its time, or the connection was cut. */
  | 'unreachable'
  /** The certificate was not issued by the trusted authority. */
  | 'wrong-certificate'
  /** Token unknown, expired or revoked, or without the right that is needed. */
  | 'unauthorised'
  | 'too-many-requests'
  /** The other side is still working on the same request (HTTP 409). */
  | 'in-progress'
  | 'server-error'
  | 'redirected'
  /** Not what its documentation says; the detail names status or field. */
  | 'bad-answer'
  | 'too-large'
  /** The file or variable with the token is missing or empty. */
  | 'secret-missing'
  /** Others on the machine can read the file with the token. */
  | 'secret-open-to-others'
  /** A file's or form's columns do not name what a roster needs. */
  | 'not-a-roster'
  | 'encoding-doubtful'
  | 'folder-unreadable'
  /** So many entries have vanished at once that an operator has to check first. */
  | 'many-vanished';

/** Thrown by everything in this package. Carries no personal data and nothing sent or received. */
export class ConnectorFailure extends Error {
  readonly code: ConnectorFailureCode;
  /** What it is about: a status, a field, a file. */
  readonly detail: string;
  /** Milliseconds after which the other side wants the next request, or null. */
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
