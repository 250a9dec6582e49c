import type { FastifyRequest } from 'fastify';
import { HubProblem } from '../../domain/wire/problems.ts';
import type { EnrolledKiosk } from '../service/hub.ts';

/** Whose request it is, as its token said. */
export type Caller =
  | { kind: 'kiosk'; kiosk: EnrolledKiosk; token: string }
  | { kind: 'administrator' };

declare module 'fastify' {
  interface FastifyRequest {
    /** Null for nobody known. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** Who may call the route: anybody, any enrolled kiosk, desks only, or the administrator. */
    access?: 'public' | 'kiosk' | 'desk' | 'administrator';
  }
}

/** The kiosk of a route that only kiosks reach. */
export function kioskOf(request: FastifyRequest): EnrolledKiosk {
  if (request.caller?.kind !== 'kiosk') throw new HubProblem('not-allowed');
  return request.caller.kiosk;
}
