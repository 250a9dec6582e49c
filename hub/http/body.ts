import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { signatureHeader, signedText } from '../../domain/base/protocol.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';

/**
 * Validates a request's JSON body with its schema.
 *
 * @throws HubProblem `bad-request`, the detail naming the first wrong field
 */
export function readBody<Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
): z.infer<Schema> {
  return readBytes(bytesOf(request), schema);
}

/** As {@link readBody}, for the bytes of a body. */
export function readBytes<Schema extends z.ZodType>(
  bytes: Uint8Array,
  schema: Schema,
): z.infer<Schema> {
  return readValue(jsonOf(bytes), schema);
}

/** As {@link readBody}, for a query or an address's parameters. */
export function readValue<Schema extends z.ZodType>(
  value: unknown,
  schema: Schema,
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // The kind of issue, never its message: that may quote what was sent.
  throw new HubProblem('bad-request', `${issue?.path.join('.') ?? ''}: ${issue?.code ?? ''}`);
}

/**
 * Checks that the station signed exactly this request: method, path with query, and body bytes.
 *
 * @throws HubProblem `bad-signature`
 */
export function checkSignature(request: FastifyRequest, station: EnrolledStation): void {
  const signature = request.headers[signatureHeader];
  const hash = createHash('sha256').update(bytesOf(request)).digest('hex');
  const text = signedText(request.method, request.url, hash);
  const isSigned =
    typeof signature === 'string' &&
    nodeCrypto.verify(
      Buffer.from(station.publicKey, 'base64'),
      Buffer.from(text, 'utf8'),
      Buffer.from(signature, 'base64'),
    );
  if (!isSigned) throw new HubProblem('bad-signature');
}

/** The body's bytes as received; none if there is no body. */
export function bytesOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new HubProblem('bad-request', 'not JSON');
  }
}

export const countInQuery = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
