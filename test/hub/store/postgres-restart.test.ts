import { afterEach, expect, test } from 'vitest';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import {
  addFacts,
  cleanUp,
  enrolStation,
  handshakeOf,
  pushOf,
  sendRaw,
  startTestHub,
  stationHeaders,
  type TestHub,
  type TestStation,
} from '../http/support.ts';

const stations = 6;
const factsEach = 40;
/** Numbers of acknowledged facts at which the database is killed. */
const killsAt = [40, 140];
const delegate = '0192d3a0-0000-7000-8000-00000000000a';

let postgres: TestPostgres | null = null;
afterEach(async () => {
  await cleanUp();
  await postgres?.dispose();
  postgres = null;
});

/** Kills the database at so many acknowledged facts, and restarts it when a request was refused. */
class Killing {
  readonly acknowledged = new Map<string, number>();
  readonly refused: HubProblem[] = [];
  kills = 0;
  #back: Promise<void> = Promise.resolve();
  #onRefusal: () => void = () => {};
  readonly #server: TestPostgres;

  constructor(server: TestPostgres) {
    this.#server = server;
  }

  noteAcknowledged(station: string, lastKseq: number): void {
    this.acknowledged.set(station, lastKseq);
    const count = [...this.acknowledged.values()].reduce((sum, next) => sum + next, 0);
    const next = killsAt[this.kills];
    if (next === undefined || count < next) return;
    this.kills += 1;
    this.#back = this.#back.then(() => this.#killAndStart());
  }

  /** Notes a refusal and waits until the database runs again. */
  async noteRefused(problem: HubProblem): Promise<void> {
    this.refused.push(problem);
    this.#onRefusal();
    await this.#back;
  }

  async #killAndStart(): Promise<void> {
    const refused = new Promise<void>((resolve) => {
      this.#onRefusal = resolve;
    });
    await this.#server.stopImmediately();
    await refused;
    await this.#server.start();
  }
}

/**
 * Pushes a station's whole chain, two facts at a time, through all interruptions, as the sync
 * engine does.
 */
async function pushAll(station: TestStation, killing: Killing): Promise<void> {
  let request = 0;
  let next = 1;
  while (next <= factsEach) {
    try {
      request += 1;
      const { head } = await station.http.push(pushOf(station, request, next, 2));
      next = head.lastKseq + 1;
      killing.noteAcknowledged(station.id, head.lastKseq);
    } catch (error) {
      if (!(error instanceof HubProblem)) throw error;
      // The hub may have stored facts without being able to answer: then the number is used up.
      if (error.code !== 'busy') expect(error.code).toBe('replayed');
      await killing.noteRefused(error);
      const answer = await handshakeWhenBack(station, killing);
      const [head] = answer.heads;
      expect(head?.lastKseq).toBeGreaterThanOrEqual(killing.acknowledged.get(station.id) ?? 0);
      next = (head?.lastKseq ?? 0) + 1;
      request = answer.lastRequest;
    }
  }
}

async function handshakeWhenBack(station: TestStation, killing: Killing) {
  for (;;) {
    try {
      return await station.http.handshake(handshakeOf(station));
    } catch (error) {
      if (!(error instanceof HubProblem) || error.code !== 'busy') throw error;
      await killing.noteRefused(error);
    }
  }
}

test('PostgreSQL killed in the middle of pushes: busy, then everything acknowledged is there, once', async () => {
  postgres = await startPostgres();
  const killing = new Killing(postgres);
  const hub = await startTestHub({}, { kind: 'postgres', url: await postgres.createDatabase() });
  const desks = await Promise.all(
    Array.from({ length: stations }, () => enrolStation(hub, 'desk')),
  );
  for (const desk of desks)
    addFacts(
      desk,
      Array.from({ length: factsEach }, () => delegate),
    );
  await Promise.all(desks.map((desk) => pushAll(desk, killing)));

  expect(killing.kills).toBe(killsAt.length);
  const busy = killing.refused.filter(({ code }) => code === 'busy');
  expect(busy.length).toBeGreaterThanOrEqual(killsAt.length);
  for (const { retryAfter } of busy) expect(retryAfter).toBeGreaterThan(0);
  const all = stations * factsEach;
  expect(await hub.admin.overview()).toMatchObject({
    streams: { events: all },
    facts: { admitted: all },
    quarantined: 0,
  });
  for (const { chains } of await hub.admin.listStations()) {
    expect(chains).toMatchObject([{ lastKseq: factsEach }]);
  }
  expect(await hub.admin.checkAll()).toEqual([]);
  expect(hub.log.filter(({ level }) => level === 'error')).toEqual([]);
}, 120_000);

test('while PostgreSQL is away the hub says so on every call, and lives on', async () => {
  postgres = await startPostgres();
  const hub = await startTestHub({}, { kind: 'postgres', url: await postgres.createDatabase() });
  const desk = await enrolStation(hub, 'desk');
  addFacts(desk, [delegate]);
  await postgres.stopImmediately();
  const away = await answersOf(hub, desk);
  for (const { status, headers, text } of away) {
    expect(status).toBe(503);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(JSON.parse(text)).toMatchObject({ code: 'busy' });
    expect(text).not.toMatch(/ECONN|postgres|127\.0\.0\.1/i);
  }
  await expect(desk.http.push(pushOf(desk, 1))).rejects.toMatchObject({ code: 'busy' });
  await postgres.start();
  expect(await desk.http.push(pushOf(desk, 2))).toMatchObject({ stored: 1 });
  for (const { status } of await answersOf(hub, desk)) expect(status).toBe(200);
}, 120_000);

async function answersOf(hub: TestHub, desk: TestStation) {
  const { epoch } = desk.enrolment;
  const paths = ['/v1/directory', `/v1/events?epoch=${epoch}&after=0&limit=10`];
  const answers = [];
  for (const path of paths) {
    answers.push(await sendRaw(hub, { path, headers: stationHeaders(desk) }));
  }
  return answers;
}
