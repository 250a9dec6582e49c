import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HubProblem, SyncFailure } from '../../domain/sync/problems.ts';
import { readAccess } from '../../hub/cli/places.ts';
import { createHttpHub, type HttpHub } from '../../main/hub-client/http-hub.ts';
import { certificateFingerprint } from '../../platform/crypto/certificate-fingerprint.ts';
import {
  addFacts,
  cleanUp,
  enrolStation,
  handshakeOf,
  pushOf,
  type TestStation,
} from '../hub/http/support.ts';
import { createRandom, type Random } from '../sim/random.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../support/postgres.ts';
import { HubProcess } from './hub-process.ts';
import { firstFile } from './setting.ts';

const stations = 4;
const factsEach = 30;
/** Numbers of acknowledged facts at which one of the two processes is killed. */
const killsAt = [20, 50, 80];
const seed = Number(process.env.LANYARD_CHAOS_SEED ?? Date.now() % 2 ** 31);

let postgres: TestPostgres;
let folder: string;
const running: HubProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-two-hubs-'));
  postgres = await startPostgres();
});
afterEach(async () => {
  await cleanUp();
  await Promise.all(running.splice(0).map((hub) => hub.dispose()));
  await postgres.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Two processes on one database, as two machines would run them. */
async function startTwo(): Promise<[HubProcess, HubProcess]> {
  const databaseUrl = await postgres.createDatabase();
  const first = await HubProcess.prepare({ dataDir: join(folder, 'hub-1'), folder, databaseUrl });
  running.push(first);
  await first.start();
  const second = await first.another(join(folder, 'hub-2'));
  running.push(second);
  await second.start();
  return [first, second];
}

/** A station that reaches both processes. */
interface Desk {
  station: TestStation;
  ways: HttpHub[];
  acknowledged: number;
}

async function enrolDesk(hubs: readonly HubProcess[], number: number): Promise<Desk> {
  const [first] = hubs;
  if (first === undefined) throw new Error('no hub');
  const url = (hub: HubProcess): string => `https://127.0.0.1:${hub.port}`;
  const fingerprint = certificateFingerprint(readAccess(first.dataDir)?.authority ?? '');
  const station = await first.administer((admin) =>
    enrolStation({ admin, url: url(first), fingerprint }, 'desk'),
  );
  const { authority, token } = station.enrolment;
  const { privateKey } = station.keys;
  const ways = hubs.map((hub) => createHttpHub({ url: url(hub), authority, token, privateKey }));
  const people = Array.from({ length: factsEach }, (_, at) => firstFile[number * factsEach + at]);
  addFacts(
    station,
    people.flatMap((person) => person?.id ?? []),
  );
  return { station, ways, acknowledged: 0 };
}

/** Pushes a whole chain, three facts at a time, each request through a random process. */
async function pushAll(desk: Desk, random: Random, note: (facts: number) => void): Promise<void> {
  const { station, ways } = desk;
  let next = 1;
  let request = 0;
  let isLost = false;
  while (next <= factsEach) {
    const way = random.pick(ways);
    try {
      if (isLost) {
        const answer = await way.handshake(handshakeOf(station));
        const lastKseq = answer.heads[0]?.lastKseq ?? 0;
        expect(lastKseq).toBeGreaterThanOrEqual(desk.acknowledged);
        next = lastKseq + 1;
        request = answer.lastRequest;
        isLost = false;
        if (next > factsEach) break;
      }
      request += 1;
      const { head } = await way.push(pushOf(station, request, next, 3));
      note(head.lastKseq - desk.acknowledged);
      desk.acknowledged = head.lastKseq;
      next = head.lastKseq + 1;
    } catch (error) {
      // The process was killed, or it took the request before this one after all.
      const isExpected =
        error instanceof SyncFailure ||
        (error instanceof HubProblem && ['busy', 'replayed'].includes(error.code));
      if (!isExpected) throw error;
      isLost = true;
    }
  }
  note(factsEach - desk.acknowledged);
  desk.acknowledged = factsEach;
}

test.runIf(hasPostgres)(
  `one of two processes is killed again and again: nothing lost, doubled or out of order (${seed})`,
  async () => {
    const hubs = await startTwo();
    const [admin] = hubs;
    await admin.administer((client) => client.importRoster(firstFile, 'two hubs'));
    const desks: Desk[] = [];
    for (let number = 0; number < stations; number += 1) desks.push(await enrolDesk(hubs, number));
    let acknowledged = 0;
    let kills: Promise<void> = Promise.resolve();
    let strikes = 0;
    const note = (facts: number): void => {
      acknowledged += facts;
      if (acknowledged < (killsAt[strikes] ?? Number.POSITIVE_INFINITY)) return;
      const victim = hubs[strikes % 2] ?? admin;
      strikes += 1;
      kills = kills.then(() => victim.kill()).then(() => victim.start());
    };
    await Promise.all(desks.map((desk, index) => pushAll(desk, createRandom(seed + index), note)));
    await kills;
    expect(strikes).toBe(killsAt.length);
    for (const hub of hubs) {
      await hub.administer(async (client) => {
        expect(await client.overview()).toMatchObject({
          streams: { events: stations * factsEach },
          facts: { admitted: stations * factsEach },
          quarantined: 0,
        });
        for (const { chains } of await client.listStations()) {
          expect(chains).toMatchObject([{ lastKseq: factsEach }]);
        }
        expect(await client.checkAll()).toEqual([]);
      });
    }
    const told = desks.map(async ({ station, ways }) => {
      const answers = await Promise.all(ways.map((way) => way.handshake(handshakeOf(station))));
      return answers.map(({ heads }) => heads[0]);
    });
    for (const [one, other] of await Promise.all(told)) expect(one).toEqual(other);
    // Both give the same stream, each number once.
    const [desk] = desks;
    if (desk === undefined) throw new Error('no desk');
    const { epoch } = desk.station.enrolment;
    const request = { epoch, after: 0, limit: stations * factsEach };
    const pages = await Promise.all(desk.ways.map((way) => way.pullEvents(request)));
    expect(pages[0]).toEqual(pages[1]);
    expect(pages[0]?.rows.map(({ seq }) => seq)).toEqual(
      Array.from({ length: stations * factsEach }, (_, at) => at + 1),
    );
    // A hint of a push through one process reaches a station at the other, even after the kills.
    const stop = new AbortController();
    let isHeard = false;
    const ended = desk.ways[1]?.listenToHints(({ stream }) => {
      isHeard ||= stream === 'roster';
    }, stop.signal);
    const { id = '' } = firstFile[0] ?? {};
    let changes = 0;
    // The line of hints may open after the first change.
    await expect
      .poll(
        async () => {
          changes += 1;
          const change = { jobTitle: `Director ${changes}` };
          await admin.administer((client) => client.changeDelegate(id, change));
          return isHeard;
        },
        { timeout: 60_000, interval: 200 },
      )
      .toBe(true);
    stop.abort();
    await ended;
    await Promise.all(desks.flatMap(({ ways }) => ways.map((way) => way.close())));
    await Promise.all(hubs.map((hub) => hub.stop()));
    running.splice(0);
  },
  300_000,
);
