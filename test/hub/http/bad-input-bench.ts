import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import BetterSqlite3 from 'better-sqlite3';
import { expect } from 'vitest';
import { protocolHeader } from '../../../domain/base/protocol.ts';
import { type ProblemCode, problemSchema, problemStatus } from '../../../domain/sync/problems.ts';
import type { PushRequest } from '../../../domain/sync/sync.ts';
import type { ServerLimits } from '../../../hub/http/limits.ts';
import { rowsByTable } from '../../security/stolen-files.ts';
import { entry } from './people.ts';
import {
  addFacts,
  enrolStation,
  pushOf,
  type RawAnswer,
  refusals,
  sendRaw,
  signedHeaders,
  startTestHub,
  stationHeaders,
  type TestHub,
  type TestStation,
} from './support.ts';

/** Part of every fact, of the roster and of a station's name; must never appear in the log. */
const secretName = 'Sample PERSON 1';

export type BadInputBench = Awaited<ReturnType<typeof badInputBench>>;

/** A hub in use, with stations that it knows. */
export async function badInputBench(limits: Partial<ServerLimits> = {}) {
  const hub = await startTestHub({
    // These limits have their own tests.
    badTokensPerAddress: 1_000,
    enrolPerAddress: 1_000,
    ...limits,
  });
  await hub.admin.importRoster([entry(1)], 'test');
  const desk = await enrolStation(hub, 'desk');
  const [other, door] = [await enrolStation(hub, 'desk'), await enrolStation(hub, 'door')];
  let request = 0;
  const nextPush = (): PushRequest => {
    request += 1;
    const [fact] = addFacts(desk, [entry(1).id]);
    return pushOf(desk, request, fact?.kseq);
  };
  for (let i = 0; i < 3; i += 1) await desk.http.push(nextPush());
  let waiting = nextPush();
  const secrets = [secretName, hub.adminToken, ...[desk, other, door].flatMap(secretsOf)];

  /**
   * Does something that the hub must refuse: checks the answer, the log and the whole store, and
   * then pushes something that the hub must accept.
   */
  const refuses = async (code: ProblemCode, act: () => Promise<RawAnswer | null>) => {
    const before = everything(hub);
    const from = hub.log.length;
    const answer = await act();
    if (answer !== null) expectProblem(answer, code);
    await expect.poll(() => refusals({ log: hub.log.slice(from) })).toContain(code);
    const logged = JSON.stringify(hub.log.slice(from));
    for (const secret of [...secrets, ...factTexts(desk)]) expect(logged).not.toContain(secret);
    expect(everything(hub)).toEqual(before);
    expect(await desk.http.push(waiting)).toMatchObject({ stored: 1, known: 0, quarantined: 0 });
    waiting = nextPush();
  };
  /** Sends these bytes to a path as the desk, correctly signed unless the headers differ. */
  const sendTo = (
    path: string,
    body: string | Buffer,
    headers: Record<string, string | undefined>,
  ): Promise<RawAnswer> => {
    const all = { ...signedHeaders(desk, path, body), ...headers };
    const given = Object.entries(all).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    );
    return sendRaw(hub, { method: 'POST', path, body, headers: Object.fromEntries(given) });
  };
  return {
    hub,
    desk,
    other,
    door,
    /** A push of the desk's next fact with its next number, which the hub would accept. */
    next: () => waiting,
    send: (body: string | Buffer, headers: Record<string, string | undefined> = {}) =>
      sendTo('/v1/push', body, headers),
    sendTo,
    refuses,
  };
}

function secretsOf({ enrolment, keys }: TestStation): string[] {
  const { secret } = enrolment.event;
  return [enrolment.token, keys.privateKey, ...(secret === null ? [] : [secret])];
}

/** Texts of the desk's newest fact that must not be logged. */
function factTexts({ chain }: TestStation): string[] {
  return [chain.at(-1)?.hash ?? '', 'camera'];
}

function expectProblem(answer: RawAnswer, code: ProblemCode): void {
  const problem = problemSchema.parse(JSON.parse(answer.text));
  expect(problem.code).toBe(code);
  expect(answer.status).toBe(problemStatus[code]);
  if (problem.retryAfter !== null) {
    expect(Number(answer.headers['retry-after'])).toBe(Math.ceil(problem.retryAfter / 1_000));
  }
}

/** Every row of every table of the hub's file. */
export function everything(hub: TestHub): Record<string, object[]> {
  const database = new BetterSqlite3(join(hub.folder, 'hub.db'), { readonly: true });
  try {
    // A station's claim of how much it holds is noted even if its push is refused
    // (hub/sync/push.ts).
    const { chain_said: _, ...rows } = rowsByTable(database);
    return rows;
  } finally {
    database.close();
  }
}

/** A TLS connection for raw writes by a test. */
export async function rawConnection(
  hub: TestHub,
): Promise<{ socket: TLSSocket; answered: Promise<string> }> {
  const { hostname: host, port } = new URL(hub.url);
  const socket = connect({ host, port: Number(port), ca: hub.authority });
  const answered = new Promise<string>((resolve) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    socket.on('error', () => {});
    socket.once('close', () => resolve(text));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve);
    socket.once('error', reject);
  });
  return { socket, answered };
}

/** The whole answer to these bytes, up to the end of the connection. */
export async function answerTo(hub: TestHub, text: string): Promise<RawAnswer> {
  const { socket, answered } = await rawConnection(hub);
  socket.write(text);
  const [head = '', body = ''] = (await answered).split('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
  return { status, headers: {}, bytes: Buffer.from(body), text: body };
}

export function requestHead(desk: TestStation, more: readonly string[]): string {
  const { authorization = '' } = stationHeaders(desk);
  return [
    'POST /v1/push HTTP/1.1',
    'Host: hub',
    `Authorization: ${authorization}`,
    `${protocolHeader}: 1-1`,
    'Content-Type: application/json',
    ...more,
    '\r\n',
  ].join('\r\n');
}
