import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HubProblem, type Problem, problemStatus } from '../../domain/wire/problems.ts';
import { problemOf as storeProblemOf } from '../store/trouble.ts';
import { errorFields, type HubLog } from './log.ts';

/** What went wrong as a problem of the protocol; anything that is nobody's fault but ours is `internal`. */
export function problemOf(error: unknown): HubProblem {
  if (error instanceof HubProblem) return error;
  const code = textOf(error, 'code');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new HubProblem('too-large', 'body');
  const status = Number(textOf(error, 'statusCode'));
  // Fastify's own refusals: another content type, a cut body, a malformed address …
  if (status >= 400 && status < 500) return new HubProblem('bad-request', code.slice(0, 100));
  return storeProblemOf(error) ?? new HubProblem('internal');
}

function textOf(error: unknown, property: string): string {
  if (typeof error !== 'object' || error === null) return '';
  return String(Object.getOwnPropertyDescriptor(error, property)?.value ?? '');
}

/** Answers with the problem, and logs the refusal: code, kiosk and route. */
export function answerProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: HubLog,
): void {
  const problem = problemOf(error);
  const fields = { ...whence(request), code: problem.code, detail: problem.detail };
  if (problem.code === 'internal') log.error({ ...fields, ...errorFields(error) }, 'failed');
  else log.warn(fields, 'refused');
  reply.code(problemStatus[problem.code]);
  if (problem.retryAfter !== null)
    reply.header('retry-after', Math.ceil(problem.retryAfter / 1000));
  // What is still coming of a refused body is not waited for.
  if (!request.raw.complete) reply.header('connection', 'close');
  reply
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify(wire(problem)));
}

function wire({ code, detail, retryAfter, head }: HubProblem): Problem {
  return { code, detail: detail.slice(0, 500), retryAfter, head };
}

/** Where a request came from, for the log: no names, no tokens, no query. */
export function whence(request: FastifyRequest): object {
  // Missing where a request failed before it had a route (an address that is none).
  const { caller } = request;
  return {
    route: `${request.method} ${request.routeOptions.url ?? '?'}`,
    kiosk: caller?.kind === 'kiosk' ? caller.kiosk.id : null,
    address: request.ip,
  };
}

/** Refuses what never became a request: too slow, no HTTP, headers without end. Node's codes say which. */
export function refuseUnread(nodeCode: string, socket: Socket, log: HubLog): void {
  // The other side went away between two requests: nothing was refused.
  if (nodeCode === 'ECONNRESET') return;
  const code = nodeCode === 'HPE_HEADER_OVERFLOW' ? 'too-large' : 'bad-request';
  const problem = new HubProblem(code, nodeCode);
  log.warn({ code, detail: nodeCode, address: socket.remoteAddress ?? null }, 'refused');
  const body = JSON.stringify(wire(problem));
  if (socket.writable) {
    const head = [
      `HTTP/1.1 ${problemStatus[code]} Refused`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroySoon();
}
