import { randomUUID } from 'node:crypto';
import { type PushAnswer, type PushRequest, pushAnswerSchema } from '../../../domain/sync/sync.ts';
import { type Exchange, openExchange, readAnswer } from '../../../hub/exchange/exchange.ts';
import { enrolAtHub } from '../../../main/hub-client/enrol.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import {
  createTestChain,
  stationKeys,
  type TestChain,
} from '../../../test/hub/support/test-chain.ts';
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
  close(): Promise<void>;
}

/** Enrols a desk that can send. */
export async function enrolSender(hub: BenchHub): Promise<Sender> {
  const { code } = await hub.admin.invite({
    mode: 'desk',
    name: '',
    replaces: null,
    takeover: false,
  });
  const keys = makeSigningKeys();
  const id = randomUUID();
  const outcome = await enrolAtHub(
    { url: hub.url, code, fingerprint: hub.fingerprint },
    { id, name: `Desk ${id.slice(0, 4)}`, mode: 'desk', keys, version: '0.1.0' },
  );
  if (outcome.kind !== 'enrolled') throw new Error('the fingerprint was given');
  const { token, epoch, authority } = outcome.enrolment;
  stationKeys.set(id, keys.privateKey);
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
