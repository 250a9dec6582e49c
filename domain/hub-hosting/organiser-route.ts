import { z } from 'zod';
import type { OrganiserRight } from './organiser-access.ts';
import type { AuditAction } from './organiser-audit.ts';

/** What a route requires of its caller: a right, a session, or nothing. */
export type RouteRight = OrganiserRight | 'signed-in' | 'anyone';

/** A route of the organiser's page that answers with JSON. `:id` in its address is a UUID. */
export interface OrganiserRoute<
  Right extends RouteRight,
  Input extends z.ZodType,
  Answer extends z.ZodType,
> {
  method: 'GET' | 'POST';
  url: `/v1/organiser/${string}`;
  right: Right;
  /**
   * The audit's action; null for a route that neither shows a person nor changes anything, or whose
   * service records what happens.
   */
  audit: AuditAction | null;
  /** Needs the password within `proofLifetime`; else `unauthorised` (`prove-again`). */
  asksAgain: boolean;
  /** Max bytes of the body. */
  largest: number;
  /** The query of a GET, the body of a POST. */
  input: Input;
  answer: Answer;
}

/** Max bytes of a body that has no list. */
const usual = 64 * 1024;

/** In place of the input or the answer of a route that has none. */
export const nothing = z.object({});

/** Defines a route that shows something. */
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

/** Defines a route that changes something, or that must not stand in a log with what is asked. */
export function post<R extends RouteRight, I extends z.ZodType, A extends z.ZodType>(
  path: string,
  right: R,
  audit: AuditAction | null,
  input: I,
  answer: A,
): OrganiserRoute<R, I, A> {
  return { ...get(path, right, audit, input, answer), method: 'POST' };
}

/** The same route, with a longer body: max bytes. */
export function large<Route extends { largest: number }>(route: Route, largest: number): Route {
  return { ...route, largest };
}

/** The same route, asking for the password again. */
export function again<Route extends { asksAgain: boolean }>(route: Route): Route {
  return { ...route, asksAgain: true };
}
