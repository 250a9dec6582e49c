import { z } from 'zod';
import type { OrganiserRight } from './access.ts';
import type { AuditAction } from './audit.ts';

/** What a caller of a route needs: a right, a session, or nothing. */
export type RouteRight = OrganiserRight | 'signed-in' | 'anyone';

/** A route of the organiser's page that answers with JSON. `:id` in its path is a UUID. */
export interface OrganiserRoute<
  Right extends RouteRight,
  Input extends z.ZodType,
  Answer extends z.ZodType,
> {
  method: 'GET' | 'POST';
  url: `/v1/organiser/${string}`;
  right: Right;
  /**
   * The audit's action. Null for a route that neither shows a person nor changes anything, or whose
   * service records the action itself.
   */
  audit: AuditAction | null;
  /**
   * Needs the password within `proofLifetime`; otherwise answers `unauthorised` (`prove-again`).
   */
  asksAgain: boolean;
  /** Max bytes of the body. */
  largest: number;
  /** The query of a GET, the body of a POST. */
  input: Input;
  answer: Answer;
}

/** Max bytes of a body without a list. */
const usual = 64 * 1024;

/** The input or answer of a route that has none. */
export const nothing = z.object({});

/** Defines a route that only reads. */
export function get<R extends RouteRight, I extends z.ZodType, A extends z.ZodType>(
  path: string,
  right: R,
  audit: AuditAction | null,
  input: I,
  answer: A,
): OrganiserRoute<R, I, A> {
  const url = `/v1/organiser/${path}` as const;
  return { method: 'GET', url, right, audit, asksAgain: false, largest: usual, input, answer };
}

/** Defines a route that changes something, or whose input must not appear in a log. */
export function post<R extends RouteRight, I extends z.ZodType, A extends z.ZodType>(
  path: string,
  right: R,
  audit: AuditAction | null,
  input: I,
  answer: A,
): OrganiserRoute<R, I, A> {
  return { ...get(path, right, audit, input, answer), method: 'POST' };
}

/** Allows a longer body, in bytes. */
export function large<Route extends { largest: number }>(route: Route, largest: number): Route {
  return { ...route, largest };
}

/** Requires the password once more. */
export function again<Route extends { asksAgain: boolean }>(route: Route): Route {
  return { ...route, asksAgain: true };
}
