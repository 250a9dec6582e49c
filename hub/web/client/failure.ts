import { problemSchema } from '../../../domain/wire/problems.ts';

/** What the page tells apart. Each has a title and a remedy in the words. */
export const failureCodes = [
  /** No answer: the network, the hub or its machine is away. */
  'unreachable',
  /** The answer is not what this page understands: hub and page are of two versions. */
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

/** What the hub refused, or what happened on the way to it. */
export class RequestFailure extends Error {
  readonly code: FailureCode;
  /** Milliseconds after which the hub wants to be asked again; null if it does not say. */
  readonly retryAfter: number | null;

  constructor(code: FailureCode, retryAfter: number | null = null) {
    super(code);
    this.name = 'RequestFailure';
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** The failure that a rejected request carries; anything else is a fault of the page and shown as `internal`. */
export function failureOf(error: unknown): RequestFailure {
  return error instanceof RequestFailure ? error : new RequestFailure('internal');
}

/** What `unauthorised` is about, by the problem's detail. */
const refusals: Readonly<Record<string, FailureCode>> = {
  'sign-in': 'wrong-sign-in',
  code: 'wrong-code',
  ticket: 'ticket-over',
  'set-up': 'wrong-set-up',
  proof: 'wrong-proof',
  'prove-again': 'prove-again',
};

/** Other refusals that have words of their own, by code and detail. */
const particular: Readonly<Record<string, FailureCode>> = {
  'bad-request confirm': 'wrong-confirmation',
  'bad-request password': 'weak-password',
  'not-allowed name': 'name-taken',
  'not-allowed own account': 'own-account',
  'not-allowed same-person': 'same-person',
  'not-allowed same-hand': 'same-hand',
  'not-allowed state': 'approval-over',
  'not-allowed event-days': 'event-days',
  'not-allowed renewals': 'ticket-limit',
  'bad-request a day to come': 'day-to-come',
  'bad-request revision': 'day-changed',
};

/** Reads a refusal of the hub: the JSON of a problem, whatever else it may turn out to be. */
export function refusalOf(status: number, body: unknown): RequestFailure {
  const parsed = problemSchema.safeParse(body);
  if (!parsed.success) {
    if (status === 429) return new RequestFailure('too-many-requests');
    return new RequestFailure(status >= 500 ? 'unreachable' : 'bad-answer');
  }
  const { code, detail, retryAfter } = parsed.data;
  if (code === 'unauthorised') return new RequestFailure(refusals[detail] ?? 'session-over');
  const known = particular[`${code} ${detail}`] ?? failureCodes.find((one) => one === code);
  return new RequestFailure(known ?? 'bad-answer', retryAfter);
}
