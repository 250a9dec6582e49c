import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginHub, type Waiting } from '../../../hub/begin-hub.ts';
import type { HubLocation } from '../../../hub/store/location.ts';
import { startTestHub, type TestHub, testTls } from './support.ts';

export type BeginningHub = Awaited<ReturnType<typeof beginTestHub>>;

/** A hub on loopback that has no event yet. @param organiserPage folder of the built page */
export async function beginTestHub(organiserPage: string | null = null) {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-begin-'));
  const path = join(folder, 'hub.db');
  const location: HubLocation = { kind: 'sqlite', path, key: null, nativeBinding: undefined };
  const tls = await testTls();
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const end = new AbortController();
  const begin = (tell: (waiting: Waiting) => void): Promise<number | null> =>
    beginHub(
      { location, tls, host: '127.0.0.1', port: 0, log, organiserPage },
      { signal: end.signal, tell },
    );
  let port: Promise<number | null> = Promise.resolve(null);
  const waiting = await new Promise<Waiting>((resolve, reject) => {
    port = begin(resolve);
    port.catch(reject);
  });
  const url = `https://127.0.0.1:${waiting.port}`;
  return {
    url,
    authority: tls.authority.certificate,
    code: waiting.code,
    port,
    begin,
    /** The hub with its event, at the same address. */
    started: async (): Promise<TestHub> => {
      const limits = { signInPerAddress: 1_000, perAddress: 10_000 };
      return startTestHub(limits, location, organiserPage, undefined, (await port) ?? 0);
    },
    cleanUp: async () => {
      end.abort();
      await port;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An event as the page sends it. */
export const newEvent = {
  kind: 'meeting',
  languages: ['en', 'fr'],
  name: { en: 'Forum', fr: 'Forum' },
  place: { en: 'Brussels', fr: 'Bruxelles' },
  timeZone: 'Europe/Brussels',
  dayBoundary: '04:00',
  firstDay: '2026-10-24',
  lastDay: '2026-10-26',
  delegations: 'none',
} as const;
