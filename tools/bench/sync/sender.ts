import { randomUUID } from 'node:crypto';
import { genesisHash } from '../../../domain/ledger/chain.ts';
import type { ChainHead } from '../../../domain/sync/events.ts';
import {
  type HandshakeRequest,
  handshakeAnswerSchema,
  type PushAnswer,
  type PushRequest,
  pushAnswerSchema,
} from '../../../domain/sync/sync.ts';
import { type Exchange, openExchange, readAnswer } from '../../../hub/exchange/exchange.ts';
import { enrolAtHub } from '../../../main/hub-client/enrol.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import {
  createTestChain,
  stationKeys,
  type TestChain,
} from '../../../test/hub/support/test-chain.ts';
import { sampleEvent } from '../../../test/support/sample-event.ts';
import type { BenchHub } from './bench-hub.ts';

/** A request made and signed beforehand: the hub is measured, not its simulated stations. */
export interface SignedPush {
  body: string;
  events: number;
}

/** An enrolled station with its own chain and connection, but without a store. */
export interface Sender {
  chain: TestChain;
  sign(push: PushRequest): SignedPush;
  push(signed: SignedPush): Promise<PushAnswer>;
  /** Sends it to the server in the hub's process that parses it as JSON and does nothing else. */
  pushBare(signed: SignedPush): Promise<void>;
  /** @param held chains of other stations that it claims to hold */
  handshake(held?: readonly ChainHead[]): Promise<void>;
  /** Reads facts after this number as they come over the wire; returns how many came. */
  pull(after: number, limit: number): Promise<number>;
  close(): Promise<void>;
}

export interface Enrolled {
  id: string;
  token: string;
  authority: string;
  epoch: string;
  /** PKCS #8 DER, base64. */
  privateKey: string;
}

export async function enrolStation(hub: BenchHub): Promise<Enrolled> {
  const { code } = await hub.admin.invite({
    mode: 'desk',
    name: '',
    replaces: null,
    takeover: false,
  });
  const keys = makeSigningKeys();
  const id = randomUUID();
  const outcome = await enrolAtHub(
    { url: hub.url, code, pin: hub.pin },
    { id, name: `Desk ${id.slice(0, 4)}`, mode: 'desk', keys, version: '0.1.0' },
  );
  if (outcome.kind !== 'enrolled') throw new Error('the pin was given');
  const { token, epoch, authority } = outcome.enrolment;
  return { id, token, authority, epoch, privateKey: keys.privateKey };
}

/** Enrols a desk that can send. */
export async function enrolSender(hub: BenchHub): Promise<Sender> {
  const { id, token, epoch, authority, privateKey } = await enrolStation(hub);
  stationKeys.set(id, privateKey);
  const exchange = openExchange(hub.url, authority, token);
  const bare = openExchange(hub.bareUrl, authority, token);
  const chain = createTestChain(id, () => epoch);
  return {
    chain,
    sign: (push) => ({ body: JSON.stringify(push), events: push.events.length }),
    push: (signed) => post(exchange, signed),
    pushBare: async ({ body }) => {
      await bare.ask({ method: 'POST', path: '/v1/push', body });
    },
    handshake: async (held = []) => {
      const body = JSON.stringify({ ...greeting(chain), held });
      const bytes = await exchange.ask({ method: 'POST', path: '/v1/handshake', body });
      readAnswer(bytes, handshakeAnswerSchema);
    },
    pull: async (after, limit) => {
      const path = `/v1/events?epoch=${epoch}&after=${after}&limit=${limit}`;
      const bytes = await exchange.ask({ method: 'GET', path, largest: 2 ** 26 });
      return Buffer.from(bytes).toString('utf8').split('\n').length - 2;
    },
    close: async () => {
      await exchange.close();
      await bare.close();
    },
  };
}

async function post(exchange: Exchange, { body }: SignedPush): Promise<PushAnswer> {
  const bytes = await exchange.ask({ method: 'POST', path: '/v1/push', body });
  return readAnswer(bytes, pushAnswerSchema);
}

function greeting({ station, incarnation, events }: TestChain): HandshakeRequest {
  const last = events.at(-1);
  return {
    event: sampleEvent.id,
    own: { station, incarnation, lastKseq: events.length, hash: last?.hash ?? genesisHash },
    held: [],
    name: `Desk ${station.slice(0, 4)}`,
    mode: 'desk',
    version: '0.1.0',
    wall: Date.now(),
    operators: [],
  };
}
