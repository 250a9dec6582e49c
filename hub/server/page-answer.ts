import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PageLines } from '../service/hub.ts';

const zip = promisify(gzip);

/** Smaller answers gain nothing from being packed. */
const worthPacking = 1_024;

/** Sends a page as NDJSON, packed where the kiosk takes that. Its last line says that it is whole. */
export async function sendPage(
  page: PageLines,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const text = Buffer.from(`${page.lines}${JSON.stringify(page.end)}\n`, 'utf8');
  reply.header('content-type', 'application/x-ndjson').header('vary', 'accept-encoding');
  const takesPacked = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (!takesPacked || text.length < worthPacking) return reply.send(text);
  // The quickest level: names and hashes hardly shrink further, and the kiosk waits.
  const packed = await zip(text, { level: constants.Z_BEST_SPEED });
  return reply.header('content-encoding', 'gzip').send(packed);
}
