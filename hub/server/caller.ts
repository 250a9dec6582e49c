import type { FastifyRequest } from 'fastify';
import { HubProblem } from '../../domain/wire/problems.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import type { EnrolledKiosk } from '../service/hub.ts';

/** Whose request it is, as its token said. */
export type Caller =
  | { kind: 'kiosk'; kiosk: EnrolledKiosk; token: string }
  | { kind: 'administrator' }
  /** Somebody on the organiser's page; the function asks the store whether session and right still stand. */
  | { kind: 'organiser'; session: SignedIn; stillAllowed: () => Promise<boolean> };

/** Who may call a route. */
export type AccessWord = 'public' | 'kiosk' | 'desk' | 'administrator' | 'organiser';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null for nobody known. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /**
     * Who may call the route: anybody, any enrolled kiosk, desks only, the administrator, or the organiser's page
     * (then `organiser` says more). A route without it is refused.
     */
    access?: AccessWord;
    /** Whether its answer stays open as long as the station likes. */
    isLine?: boolean;
  }
}

/** The kiosk of a route that only kiosks reach. */
export function kioskOf(request: FastifyRequest): EnrolledKiosk {
  if (request.caller?.kind !== 'kiosk') throw new HubProblem('not-allowed');
  return request.caller.kiosk;
}
