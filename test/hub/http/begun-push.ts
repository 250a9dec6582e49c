import { request } from 'node:https';
import { pushOf, signedHeaders, type TestStation } from './support.ts';

/** A push of which the hub has the headers and a part of the body. */
export interface BegunPush {
  /** Sends the rest. */
  finish(): Promise<{ status: number; connection: string | undefined }>;
  /** Breaks the connection instead; resolves when it is closed. */
  breakOff(): Promise<void>;
}

/**
 * Begins a push of the station's whole chain. The hub's "100 Continue" shows that it has begun to
 * read.
 */
export function beginPush(
  url: string,
  station: TestStation,
  body = JSON.stringify(pushOf(station, 1)),
): Promise<BegunPush> {
  const sending = request(`${url}/v1/push`, {
    method: 'POST',
    ca: station.enrolment.authority,
    agent: false,
    headers: {
      ...signedHeaders(station, '/v1/push', body),
      'content-length': String(Buffer.byteLength(body)),
      expect: '100-continue',
    },
  });
  const closed = new Promise<void>((resolve) => sending.once('close', resolve));
  const answered = new Promise<Awaited<ReturnType<BegunPush['finish']>>>((resolve) => {
    sending.once('response', (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0, connection: answer.headers.connection });
    });
  });
  return new Promise((resolve, reject) => {
    sending.on('error', reject);
    sending.once('continue', () => {
      sending.write(body.slice(0, 20));
      resolve({
        finish: () => {
          sending.end(body.slice(20));
          return answered;
        },
        breakOff: () => {
          sending.destroy();
          return closed;
        },
      });
    });
    sending.flushHeaders();
  });
}
