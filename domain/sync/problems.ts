import { z } from 'zod';

/** Why a hub refuses a request, with the HTTP status. */
export const problemStatus = {
  /** Cannot be parsed, was cut off, or has an unknown form. */
  'bad-request': 400,
  /** The token is missing or unknown. */
  unauthorised: 401,
  /** The token belongs to the station, but the signature is wrong. */
  'bad-signature': 401,
  /** The station was revoked: it receives nothing, and nothing that it pushes is kept. */
  revoked: 403,
  /** The station's mode may not make this call, or it needs the administrator's token. */
  'not-allowed': 403,
  'not-found': 404,
  /**
   * Enrolment: the code is unknown, older than ten minutes or used, or there were too many wrong
   * ones.
   */
  'invite-unknown': 404,
  'invite-expired': 410,
  'invite-used': 409,
  /** The number of the request, or a later one, was seen before. */
  replayed: 409,
  /** The first event does not follow the hub's head, or the batch is not in chain order. */
  'out-of-order': 409,
  /** The event's predecessor differs from the hub's: a cloned or rolled back disk. */
  'chain-differs': 409,
  /** The hub was restored or replaced: repeat the handshake. */
  'epoch-changed': 409,
  /** The hub no longer keeps what the cursor refers to: read the stream from its beginning. */
  'cursor-too-old': 410,
  'too-large': 413,
  /**
   * The station's protocol is older than the oldest that the hub speaks. It queues until it is
   * updated.
   */
  'protocol-too-old': 426,
  /** The hub is older than the station; hubs are upgraded first. */
  'protocol-too-new': 426,
  /** Too many requests; try again after `retryAfter`. */
  'too-many-requests': 429,
  internal: 500,
  /** The hub cannot write at the moment; try again after `retryAfter`. */
  busy: 503,
} as const;
export type ProblemCode = keyof typeof problemStatus;

export const problemCodeSchema = z.enum(
  Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]],
);

/** A hub's answer to a failed request. `detail` names a field or a limit, never a person. */
export const problemSchema = z.object({
  code: problemCodeSchema,
  detail: z.string().max(500),
  /** Milliseconds after which to try again, or null. */
  retryAfter: z.int().nonnegative().nullable(),
  /** With `out-of-order` and `chain-differs`: the hub's head of that chain. */
  head: z.object({ lastKseq: z.int().nonnegative(), hash: z.string() }).nullable(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Thrown by the hub's services and by every client of a hub. */
export class HubProblem extends Error {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly retryAfter: number | null;
  readonly head: Problem['head'];
  constructor(
    code: ProblemCode,
    detail = '',
    more: { retryAfter?: number | null; head?: Problem['head'] } = {},
  ) {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.name = 'HubProblem';
    this.code = code;
    this.detail = detail;
    this.retryAfter = more.retryAfter ?? null;
    this.head = more.head ?? null;
  }
}

/** The hub did not answer, or not usably. A refusal by the hub is a HubProblem. */
export class SyncFailure extends Error {
  readonly code: 'unreachable' | 'wrong-certificate' | 'bad-answer';
  constructor(code: SyncFailure['code'], cause?: unknown) {
    super(code, { cause });
    this.name = 'SyncFailure';
    this.code = code;
  }
}
