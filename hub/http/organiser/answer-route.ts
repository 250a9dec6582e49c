import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type OpenRouteName,
  type OrganiserAnswer,
  type OrganiserInput,
  type OrganiserRouteName,
  organiserRoutes,
} from '../../../domain/organiser/organiser.ts';
import { readBody, readValue } from '../body.ts';
import {
  addOpenRoute,
  addOrganiserRoute,
  type OpenCall,
  type OrganiserCall,
  type OrganiserRouteSetting,
} from './route.ts';

const idSchema = z.object({ id: z.uuid() });

type Answerer<Name extends OrganiserRouteName, Call> = (
  input: OrganiserInput<Name>,
  call: Call,
) => OrganiserAnswer<Name> | Promise<OrganiserAnswer<Name>>;

/** Answers a route of the table (domain/organiser/organiser.ts) for users with its right. */
export function answerRoute<Name extends Exclude<OrganiserRouteName, OpenRouteName>>(
  app: FastifyInstance,
  setting: OrganiserRouteSetting,
  name: Name,
  answer: Answerer<Name, OrganiserCall>,
): void {
  const { method, url, right, audit, asksAgain, largest } = organiserRoutes[name];
  addOrganiserRoute(app, setting, {
    method,
    url,
    right,
    audit,
    asksAgain,
    bodyLimit: largest,
    handler: (call) => answer(inputOf(name, call.request), call),
  });
}

/** Answers a route of the table for anyone. */
export function answerAnyone<Name extends OpenRouteName>(
  app: FastifyInstance,
  name: Name,
  answer: Answerer<Name, OpenCall>,
): void {
  const { method, url } = organiserRoutes[name];
  addOpenRoute(app, {
    method,
    url,
    handler: (call) => answer(inputOf(name, call.request), call),
  });
}

function inputOf<Name extends OrganiserRouteName>(
  name: Name,
  request: FastifyRequest,
): OrganiserInput<Name> {
  const { method, input } = organiserRoutes[name];
  const given = method === 'GET' ? readValue(request.query, input) : readBody(request, input);
  // The table's own schema parsed it; the compiler does not follow a schema through its key.
  return given as OrganiserInput<Name>;
}

/** The UUID in a route's address. Throws HubProblem `bad-request`. */
export function idOf(request: FastifyRequest): string {
  return readValue(request.params, idSchema).id;
}
