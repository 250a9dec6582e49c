import { noEvent } from '../../../domain/organiser/begin.ts';
import { problemSchema } from '../../../domain/sync/problems.ts';

/** The failures that the page distinguishes. Each has a title and a remedy in the texts. */
export const failureCodes = [
  /** No answer: the network, the hub or its machine is not reachable. */
  'unreachable',
  /** The page does not understand the answer: hub and page have different versions. */
  'bad-answer',
  'wrong-sign-in',
  'wrong-code',
  'ticket-over',
  'wrong-set-up',
  'wrong-proof',
  'prove-again',
  'wrong-confirmation',
  'weak-password',
  'name-taken',
  'own-account',
  'same-person',
  'same-hand',
  'approval-over',
  'event-days',
  'ticket-limit',
  'day-to-come',
  'day-changed',
  'no-event',
  'event-exists',
  'event-purged',
  'import-file-unreadable',
  'import-file-is-not-a-table',
  'import-too-large',
  'import-mapping-incomplete',
  'import-encoding-doubtful',
  'import-mending-open',
  'import-over',
  'imports-busy',
  'session-over',
  'not-allowed',
  'not-found',
  'bad-request',
  'too-large',
  'too-many-requests',
  'busy',
  'internal',
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** A refusal by the hub, or a failure of the connection. */
export class RequestFailure extends Error {
  readonly code: FailureCode;
  /** Milliseconds after which to retry; null if the hub does not say. */
  readonly retryAfter: number | null;
  /** The detail from a file's reader: a line or a kind of file, never a person. Else empty. */
  readonly detail: string;

  constructor(code: FailureCode, retryAfter: number | null = null, detail = '') {
    super(code);
    this.name = 'RequestFailure';
    this.code = code;
    this.retryAfter = retryAfter;
    this.detail = detail;
  }
}

/** The failure of a rejected request; any other error is the page's own and shown as `internal`. */
export function failureOf(error: unknown): RequestFailure {
  return error instanceof RequestFailure ? error : new RequestFailure('internal');
}

/** The failure for `unauthorised`, by the problem's detail. */
const refusals: Readonly<Record<string, FailureCode>> = {
  'sign-in': 'wrong-sign-in',
  code: 'wrong-code',
  ticket: 'ticket-over',
  'set-up': 'wrong-set-up',
  proof: 'wrong-proof',
  'prove-again': 'prove-again',
};

/** Other refusals with separate texts, by code and detail. */
const particular: Readonly<Record<string, FailureCode>> = {
  'bad-request confirm': 'wrong-confirmation',
  'bad-request password': 'weak-password',
  'not-allowed name': 'name-taken',
  'not-allowed own-account': 'own-account',
  'not-allowed same-person': 'same-person',
  'not-allowed same-hand': 'same-hand',
  'not-allowed state': 'approval-over',
  'not-allowed event-days': 'event-days',
  'not-allowed renewals': 'ticket-limit',
  'bad-request future-day': 'day-to-come',
  'bad-request revision': 'day-changed',
  'not-allowed purged': 'event-purged',
  [`not-found ${noEvent}`]: 'no-event',
  'not-allowed event': 'event-exists',
  'not-found import': 'import-over',
  'busy imports': 'imports-busy',
};

/** Reads a refusal of the hub: a problem as JSON, or anything else. */
export function refusalOf(status: number, body: unknown): RequestFailure {
  const parsed = problemSchema.safeParse(body);
  if (!parsed.success) {
    if (status === 429) return new RequestFailure('too-many-requests');
    return new RequestFailure(status >= 500 ? 'unreachable' : 'bad-answer');
  }
  const { code, detail, retryAfter } = parsed.data;
  if (code === 'unauthorised') return new RequestFailure(refusals[detail] ?? 'session-over');
  const [, of = '', said = ''] = /^(import-[a-z-]+): (.*)$/s.exec(detail) ?? [];
  const ofFile = failureCodes.find((one) => one === of);
  if (ofFile !== undefined) return new RequestFailure(ofFile, null, said);
  const known = particular[`${code} ${detail}`] ?? failureCodes.find((one) => one === code);
  return new RequestFailure(known ?? 'bad-answer', retryAfter);
}
