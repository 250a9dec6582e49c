// clock: stamps the audit of a hub that has no event yet.

import { randomBytes, randomUUID } from 'node:crypto';
import { toHex } from '../domain/base/bytes.ts';
import { englishName } from '../domain/base/language.ts';
import { eventFileOf } from '../domain/event/new-event.ts';
import { wholeEventFileSchema } from '../domain/event/whole-event-file.ts';
import type { BeginRequest } from '../domain/organiser/begin.ts';
import { HubProblem } from '../domain/sync/problems.ts';
import { createEventTables, tableOf, tableToSave } from '../intake/event/chosen-tables.ts';
import { makeSigningKeys } from '../platform/crypto/ed25519.ts';
import { createAccountList } from './accounts/account-list.ts';
import { newCode, plainCode } from './accounts/codes.ts';
import { createSeal } from './accounts/seal.ts';
import { createThrottle } from './accounts/throttle.ts';
import { initialiseHub, isInitialised } from './app/initialise-hub.ts';
import { createLifetimes } from './base/lifetimes.ts';
import { secretHash, storableText } from './base/texts.ts';
import { type BeginAnswers, startBeginServer } from './http/begin-server.ts';
import type { HubStart } from './start-hub.ts';
import { openHubStore } from './store/open-store.ts';

export interface Waiting {
  /** Single-use code for the organiser who creates the event. */
  code: string;
  port: number;
}

const random = { bytes: (count: number) => randomBytes(count), uuid: () => randomUUID() };

/**
 * Lets an organiser create the event of a hub on its page. A store that holds a hub stays
 * unchanged.
 *
 * @param name of the hub; the event's unless given
 * @param tell called once the page can be opened
 * @returns the port on which to start the hub; null if the signal came first
 * @throws HubStoreError; Node's errors if the port is not available
 */
export async function beginHub(
  start: Pick<HubStart, 'location' | 'tls' | 'host' | 'port' | 'log' | 'organiserPage' | 'limits'>,
  { name, signal, tell }: { name?: string; signal: AbortSignal; tell: (waiting: Waiting) => void },
): Promise<number | null> {
  const { location, log, tls, host, port, limits, organiserPage = null } = start;
  const store = await openHubStore(location, () => undefined);
  try {
    if (await isInitialised(store)) return port;
    const code = newCode(random);
    const expected = secretHash(plainCode(code));
    const throttle = createThrottle(() => performance.now());
    const accounts = createAccountList({
      store,
      clock: Date.now,
      random,
      log,
      seal: createSeal(tls.authority.key),
      lifetimes: createLifetimes(Date.now, () => performance.now()),
    });
    // A wrong table is a mistake of the request.
    const tables = createEventTables(() => new HubProblem('bad-request', 'table'));
    const checkCode = (typed: string, address: string): void => {
      const attempt = throttle.begin([{ kind: 'address', value: address }]);
      if (secretHash(plainCode(typed)) !== expected) throw new HubProblem('unauthorised', 'set-up');
      attempt.takeBack();
    };
    const create = async (request: BeginRequest, address: string): Promise<void> => {
      if (storableText(request.name) === '') throw new HubProblem('bad-request', 'name');
      const taken = await tables.take(request.event);
      const keys = makeSigningKeys();
      const made = { id: randomUUID(), ticketKey: keys.publicKey };
      const file = wholeEventFileSchema.parse(eventFileOf(request.event, made, taken));
      const secret = toHex(randomBytes(32));
      await initialiseHub(store, {
        name: name ?? englishName(file),
        event: { file, secret, ticketKey: keys.privateKey },
        random,
      });
      const by = { accountId: null, address };
      await accounts.add({ name: request.name, role: 'organiser' }, by, code);
    };
    const answers: BeginAnswers = {
      createEvent: (request, address) => answered(() => create(request, address)),
      chooseEventTable: ({ table, name: fileName, file }) =>
        answered(() => tables.choose(table, fileName, tableOf(Buffer.from(file, 'base64')))),
      readEventTableAs: ({ table, encoding }) => answered(() => tables.readAs(table, encoding)),
      dropEventTable: ({ table }) => answered(() => tables.drop(table)),
      checkEventTables: (draft) => tables.check(draft),
      exampleEventTable: async ({ table, language, ...event }) => ({
        file: await tableToSave(table, language, event),
      }),
    };
    const optional = { ...(host === undefined ? {} : { host }), ...(limits && { limits }) };
    const server = await startBeginServer({
      tls,
      port,
      log,
      organiserPage,
      checkCode,
      answers,
      ...optional,
    });
    try {
      tell({ code, port: server.port });
      await Promise.race([server.done, aborted(signal)]);
    } finally {
      await server.stop();
    }
    return signal.aborted ? null : server.port;
  } finally {
    await store.close();
  }
}

/** Answers with an empty object. */
async function answered(work: () => unknown): Promise<Record<never, never>> {
  await work();
  return {};
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
