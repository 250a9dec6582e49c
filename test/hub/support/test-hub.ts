import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { toHex } from '../../../domain/base/bytes.ts';
import type { StationMode } from '../../../domain/base/protocol.ts';
import { createHub, type Hub } from '../../../hub/app/hub.ts';
import { initialiseHub } from '../../../hub/app/initialise-hub.ts';
import type { HubChange } from '../../../hub/base/context.ts';
import type { EnrolledStation } from '../../../hub/base/enrolled-station.ts';
import { type HubStore, openHubStore } from '../../../hub/store/open-store.ts';
import {
  makeSigningKeys,
  publicKeyOf,
  readPrivateKey,
  signText,
} from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { enrolBy } from '../../sim/joining.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { eventSecret, sampleEvent } from '../../support/sample-event.ts';
import { createTestChain, stationKeys, type TestChain } from './test-chain.ts';

export type TestHub = Awaited<ReturnType<typeof testHubOn>>;
export type TestStation = Awaited<ReturnType<typeof enrolStation>>;

const testSecret = toHex(eventSecret);
export const testRandom = {
  bytes: (count: number) => randomBytes(count),
  uuid: () => randomUUID(),
};
/** The messages and locks of a hub with a single process. */
export const noPeers = {
  tellPeers: () => undefined,
  alone: <T>(_name: string, work: () => Promise<T>) => work(),
  aloneIfFree: async <T>(_name: string, work: () => Promise<T>) => ({ done: await work() }),
};
export const silentLog = { info: () => {}, warn: () => {}, error: () => {} };

/** Runs the same tests on both stores; each call of `open` gives a hub on an empty store. */
export function describeOnBothStores(name: string, body: (open: () => Promise<TestHub>) => void) {
  const kinds = hasPostgres ? (['sqlite', 'postgres'] as const) : (['sqlite'] as const);
  describe.each(kinds)(`${name} (%s)`, (kind) => {
    const folder = mkdtempSync(join(tmpdir(), 'lanyard-hub-'));
    const open: HubStore[] = [];
    let postgres: TestPostgres | null = null;
    beforeAll(async () => {
      if (kind === 'postgres') postgres = await startPostgres({ fsync: false });
    }, 60_000);
    afterEach(async () => {
      await Promise.all(open.splice(0).map((store) => store.close()));
    });
    afterAll(async () => {
      rmSync(folder, { recursive: true, force: true });
      await postgres?.dispose();
    });
    body(async () => {
      const store = await openHubStore(
        postgres === null
          ? {
              kind: 'sqlite',
              path: join(folder, `${randomUUID()}.db`),
              key: null,
              nativeBinding: undefined,
            }
          : { kind: 'postgres', url: await postgres.createSchema() },
      );
      open.push(store);
      return testHubOn(store);
    });
  });
}

/** A new hub on an empty store, with a clock that the test sets. */
export async function testHubOn(store: HubStore) {
  await initialiseHub(store, {
    name: 'Hub of the test',
    event: { file: sampleEvent, secret: testSecret },
    random: testRandom,
  });
  const time = createTestTime(1_538_460_000_000);
  /** The service started again on the same store. */
  const again = () => serviceOn(store, time);
  const hub = await again();
  /** Arguments of each `onChange`. */
  const changes: HubChange[] = [];
  hub.onChange((change) => void changes.push(change));
  return {
    hub,
    store,
    time,
    changes,
    again,
    /** Enrols with this code, or with a new one. */
    enrol: async (name = 'Desk', mode: StationMode = 'desk', code?: string) => {
      const invite = { mode, name: '', replaces: null, takeover: false };
      return enrolStation(hub, code ?? (await hub.createInvite(invite)).code, { name, mode });
    },
  };
}

/** The two clocks of a machine, in milliseconds. */
export interface TestTime {
  /** The wall clock. Setting it ahead lets that much time pass; setting it back lets none pass. */
  now: number;
  readonly steady: number;
  /** Moves the wall clock by so much while no time passes. */
  jump(milliseconds: number): void;
}

/** A machine's clocks that only the test moves. @param start UTC milliseconds */
export function createTestTime(start: number): TestTime {
  let [wall, steady] = [start, 0];
  return {
    get now() {
      return wall;
    },
    set now(to) {
      steady += Math.max(0, to - wall);
      wall = to;
    },
    get steady() {
      return steady;
    },
    jump: (milliseconds) => {
      wall += milliseconds;
    },
  };
}

/** Starts the service on a store that has a hub. */
export function serviceOn(
  store: HubStore,
  time: Pick<TestTime, 'now'> & Partial<Pick<TestTime, 'steady'>>,
): Promise<Hub> {
  return createHub({
    store,
    clock: () => time.now,
    steady: () => time.steady ?? time.now,
    random: testRandom,
    crypto: nodeCrypto,
    log: silentLog,
  });
}

/**
 * A chain of a station that the hub knows from an earlier hub's directory; others push what it
 * signed.
 */
export async function chainOfKnown(bench: Pick<TestHub, 'hub'>): Promise<TestChain> {
  const id = randomUUID();
  stationKeys.set(id, makeSigningKeys().privateKey);
  await knowStation(bench, id);
  return createTestChain(id, () => bench.hub.identity().epoch);
}

/** Tells the hub of a station with a key of `stationKeys`, as a directory would. */
export async function knowStation({ hub }: Pick<TestHub, 'hub'>, id: string): Promise<void> {
  const publicKey = publicKeyOf(readPrivateKey(stationKeys.get(id) ?? ''));
  const certificate = Buffer.alloc(64).toString('base64');
  const row = { id, name: 'Known', mode: 'desk', publicKey, certificate } as const;
  await hub.seedStations([{ ...row, joined: 0, lastSeen: null, state: 'enrolled' }], [], []);
}

/** Opens so many connections that a test's concurrent requests really start together. */
export async function warmUp({ hub }: TestHub): Promise<void> {
  await Promise.all(Array.from({ length: 10 }, () => hub.stopList()));
}

/** Enrols a new station with its own key by this code. Throws what `Hub.enrol` throws. */
export async function enrolStation(
  hub: Hub,
  code: string,
  { name, mode }: { name: string; mode: StationMode },
) {
  const keys = makeSigningKeys();
  const id: string = randomUUID();
  const sign = (text: string): string => signText(readPrivateKey(keys.privateKey), text);
  stationKeys.set(id, keys.privateKey);
  const answer = await enrolBy(hub, code, { station: id, name, mode, keys });
  return {
    id,
    token: answer.token,
    publicKey: keys.publicKey,
    sign,
    /** As the server looks it up for each request. */
    caller: async (): Promise<EnrolledStation> => {
      const caller = await hub.stationOfToken(answer.token);
      if (caller === null) throw new Error('nobody has this token');
      return caller;
    },
    chain: createTestChain(id, () => hub.identity().epoch),
  };
}
