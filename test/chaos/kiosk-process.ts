import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeSigningKeys } from '../../crypto/ed25519.ts';
import { type StoredEvent, saveEvent } from '../../db/events.ts';
import { saveHubLink } from '../../db/hub-link.ts';
import { openStore } from '../../db/open.ts';
import { insertOperator } from '../../db/operators.ts';
import { ensureStation } from '../../main/start/open-station-store.ts';
import { enrolAtHub } from '../../main/sync/http/enrol.ts';
import { root } from '../../tools/runtime.mjs';
import { operators } from '../sim/people.ts';
import { type FaultProxy, openFaultProxy } from './fault-proxy.ts';
import type { HubProcess } from './hub-process.ts';
import { type End, type Process, startProcess } from './process.ts';
import { type KioskSetting, kioskLocation } from './setting.ts';

const standingSchema = z.object({
  lastKseq: z.number(),
  incarnation: z.number(),
  ackedKseq: z.number(),
  eventSeq: z.number(),
  rosterSeq: z.number(),
});

/** A kiosk's process that may be killed and started again on the same store, and its way to the hub. */
export interface Kiosk {
  setting: KioskSetting;
  proxy: FaultProxy;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Throws what it said if it ended though nobody killed it. */
  assertAlive(): void;
  /** Ends its writing; resolves once it has synced to these ends of the hub's streams, which are asked for anew each time. */
  quiet(streams: () => Promise<{ roster: number; events: number }>): Promise<void>;
  end(): Promise<void>;
}

/** Makes a kiosk's store (in `storeFolder` where it is to lie elsewhere) and enrols it at the running hub. */
export async function prepareKiosk(
  number: number,
  hub: HubProcess,
  place: { folder: string; storeFolder?: string; cache: string; event: StoredEvent; pause: number },
): Promise<Kiosk> {
  const name = `Desk ${number}`;
  const folder = place.storeFolder ?? join(place.folder, `desk-${number}`);
  mkdirSync(folder, { recursive: true });
  const proxy = await openFaultProxy(() => hub.port);
  const { invites, code } = await hub.administer((client) =>
    client.invite({ mode: 'desk', name: '', replaces: null, takeover: false }),
  );
  const pin = invites[0]?.pin;
  if (pin === undefined) throw new Error('an invite without a pin');
  const keys = makeSigningKeys();
  const db = openStore(kioskLocation(folder));
  try {
    const { kiosk } = ensureStation(db);
    const url = `https://127.0.0.1:${proxy.port}`;
    const outcome = await enrolAtHub(
      { url, code, pin },
      { id: kiosk, name, mode: 'desk', keys, version: '0.1.0' },
    );
    if (outcome.kind !== 'enrolled') throw new Error('the pin was given');
    const { hub: id, hubName, hubKey, authority, token } = outcome.enrolment;
    const wall = Date.now();
    saveEvent(db, place.event, wall);
    for (const one of operators) {
      insertOperator(db, { id: one.id, name: one.name, role: one.role, pinHash: 'none', wall });
    }
    saveHubLink(db, { hub: id, hubName, url, authority, hubKey, wall });
    const setting: KioskSetting = {
      name,
      kiosk,
      folder,
      journal: join(place.folder, `desk-${number}.journal`),
      hub: { url, authority, token, privateKey: keys.privateKey },
      pause: place.pause,
    };
    const file = join(place.folder, `desk-${number}.json`);
    writeFileSync(file, JSON.stringify(setting));
    const script = join(root, 'test/chaos/kiosk-child.ts');
    return new KillableKiosk(setting, proxy, () => startProcess(script, [file], place.cache));
  } finally {
    db.close();
  }
}

class KillableKiosk implements Kiosk {
  readonly setting: KioskSetting;
  readonly proxy: FaultProxy;
  readonly #spawn: () => Process;
  #process: Process | null = null;
  #mayEnd = true;

  constructor(setting: KioskSetting, proxy: FaultProxy, spawn: () => Process) {
    this.setting = setting;
    this.proxy = proxy;
    this.#spawn = spawn;
  }

  /** Resolves when it writes facts. */
  async start(): Promise<void> {
    this.#mayEnd = false;
    this.#process = this.#spawn();
    await this.#process.line((line) => line === 'working');
  }

  async kill(): Promise<void> {
    this.#mayEnd = true;
    this.#process?.kill('SIGKILL');
    await this.#process?.ended;
  }

  assertAlive(): void {
    const end: End | null = this.#process?.end ?? null;
    if (!this.#mayEnd && end !== null) {
      throw new Error(`${this.setting.name} ended by itself:\n${this.#process?.tail()}`);
    }
  }

  async quiet(streams: () => Promise<{ roster: number; events: number }>): Promise<void> {
    const process = this.#process;
    if (process === null) throw new Error('not started');
    process.say('quiet');
    for (let seen = ''; ; ) {
      seen = await process.line((line) => line.startsWith('at ') && line !== seen);
      const standing = standingSchema.parse(JSON.parse(seen.slice(3)));
      const { roster, events } = await streams();
      const isDone =
        standing.ackedKseq === standing.lastKseq &&
        standing.eventSeq === events &&
        standing.rosterSeq === roster;
      if (isDone) return;
    }
  }

  async end(): Promise<void> {
    this.assertAlive();
    this.#mayEnd = true;
    this.#process?.say('end');
    const end = await this.#process?.ended;
    if (end?.code !== 0) throw new Error(`${this.setting.name}:\n${this.#process?.tail()}`);
  }
}
