/** Why an outside system, or a file, could not be read or written to. Words: docs/connectors.md. */
export type ConnectorFailureCode =
  /** No answer within its time, or the connection was cut. */
  | 'unreachable'
  /** The certificate is not of the authority that is trusted. */
  | 'wrong-certificate'
  /** Token unknown, expired or revoked, or without the right that is needed. */
  | 'unauthorised'
  | 'too-many-requests'
  /** It works on the same thing already (HTTP 409). */
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
  /** So many are gone at once that somebody has to look first. */
  | 'many-vanished';

/** Thrown by everything in this room. Carries no personal data and nothing that was sent or received. */
export class ConnectorFailure extends Error {
  readonly code: ConnectorFailureCode;
  /** Names the thing: a status, a field, a file. */
  readonly detail: string;
  /** Milliseconds after which the other side wants to be asked again, or null. */
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
