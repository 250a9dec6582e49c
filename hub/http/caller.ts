import type { FastifyRequest } from 'fastify';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';

/** The caller of a request, identified by its token. */
export type Caller =
  | { kind: 'station'; station: EnrolledStation; token: string }
  | { kind: 'administrator' }
  /** A user of the organiser's page; the function checks that session and right are still valid. */
  | { kind: 'organiser'; session: SignedIn; stillAllowed: () => Promise<boolean> };

/** Who may call a route. */
export type AccessWord = 'public' | 'station' | 'desk' | 'administrator' | 'organiser';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null if unknown. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /**
     * Who may call the route: anybody, any enrolled station, desks only, the administrator, or the
     * organiser's page (then `organiser` says more). A route without it is refused.
     */
    access?: AccessWord;
    /** Whether its answer stays open as long as the station likes. */
    isLine?: boolean;
  }
}

/** The station that calls a route for stations. */
export function stationOf(request: FastifyRequest): EnrolledStation {
  if (request.caller?.kind !== 'station') throw new HubProblem('not-allowed');
  return request.caller.station;
}
