import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type OrganiserAnswer,
  type OrganiserInput,
  type OrganiserRouteName,
  organiserRoutes,
} from '../../../domain/hub-hosting/organiser.ts';
import type { OrganiserRight } from '../../../domain/hub-hosting/organiser-access.ts';
import type { AuditAction } from '../../../domain/hub-hosting/organiser-audit.ts';
import { readBody, readValue } from '../body.ts';
import { addOrganiserRoute, type OrganiserCall, type OrganiserRouteSetting } from './route.ts';

const idSchema = z.object({ id: z.uuid() });

/** Who may call a route of the table, its audit action, and its answer. */
export interface Answering<Name extends OrganiserRouteName> {
  right: OrganiserRight | 'signed-in';
  audit: AuditAction | null;
  asksAgain?: boolean;
  answer: (
    input: OrganiserInput<Name>,
    call: OrganiserCall,
  ) => OrganiserAnswer<Name> | Promise<OrganiserAnswer<Name>>;
}

/** Adds a route of the table (domain/hub-hosting/organiser.ts), which defines its input and answer. */
export function answerRoute<Name extends OrganiserRouteName>(
  app: FastifyInstance,
  setting: OrganiserRouteSetting,
  name: Name,
  { right, audit, asksAgain = false, answer }: Answering<Name>,
): void {
  const { method, url, input } = organiserRoutes[name];
  addOrganiserRoute(app, setting, {
    method,
    url,
    right,
    audit,
    asksAgain,
    handler: (call) => {
      const { request } = call;
      const given = method === 'GET' ? readValue(request.query, input) : readBody(request, input);
      // The table's own schema parsed it; the compiler does not follow a schema through its key.
      return answer(given as OrganiserInput<Name>, call);
    },
  });
}

/** The UUID in a route's address. Throws HubProblem `bad-request`. */
export function idOf(request: FastifyRequest): string {
  return readValue(request.params, idSchema).id;
}
