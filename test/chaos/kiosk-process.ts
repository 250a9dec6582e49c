import { writeFileSync } from 'node:fs';
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
import type { Process, ProcessGroup } from './process.ts';
import { type KioskSetting, kioskLocation } from './setting.ts';
import { Tally } from './tally.ts';

const standingSchema = z.object({
  lastKseq: z.number(),
  incarnation: z.number(),
  ackedKseq: z.number(),
  eventSeq: z.number(),
  rosterSeq: z.number(),
});

type Standing = z.infer<typeof standingSchema>;

/** What a kiosk is made of. */
export interface KioskPlace {
  number: number;
  /** For its setting and its journal. */
  folder: string;
  /** For its store. */
  storeFolder: string;
  event: StoredEvent;
  /** Longest usual pause between two facts, milliseconds. */
  pause: number;
  /** Of its first life. */
  seed: number;
  processes: ProcessGroup;
}

/** Makes a kiosk's store and enrols it at the running hub. */
export async function prepareKiosk(place: KioskPlace, hub: HubProcess): Promise<Kiosk> {
  const name = `Desk ${place.number}`;
  const proxy = await openFaultProxy(() => hub.port);
  const { code, pin } = await hub.administer((client) =>
    client.invite({ mode: 'desk', name: '', replaces: null, takeover: false }),
  );
  const keys = makeSigningKeys();
  const db = openStore(kioskLocation(place.storeFolder));
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
      folder: place.storeFolder,
      journal: join(place.folder, `desk-${place.number}.journal`),
      hub: { url, authority, token, privateKey: keys.privateKey },
      pause: place.pause,
    };
    return new Kiosk(setting, proxy, place);
  } finally {
    db.close();
  }
}

/** A kiosk's process that may be killed and started again on the same store, and its way to the hub. */
export class Kiosk {
  /** What its lives told: facts, pushes, troubles. */
  readonly heard = new Tally();
  readonly setting: KioskSetting;
  readonly proxy: FaultProxy;
  readonly #processes: ProcessGroup;
  readonly #file: string;
  #seed: number;
  #process: Process | null = null;
  #mayEnd = true;

  constructor(setting: KioskSetting, proxy: FaultProxy, place: KioskPlace) {
    this.setting = setting;
    this.proxy = proxy;
    this.#processes = place.processes;
    this.#seed = place.seed;
    this.#file = join(place.folder, `desk-${place.number}.json`);
    writeFileSync(this.#file, JSON.stringify(setting));
  }

  /** Resolves when it writes facts. */
  async start(): Promise<void> {
    this.#mayEnd = false;
    const script = join(root, 'test/chaos/kiosk-child.ts');
    const process = this.#processes.start(script, [this.#file, String(this.#seed)]);
    this.#seed += 1;
    this.#process = process;
    process.onLine((line) => this.#hear(line));
    void process.ended.then(() => {
      if (this.#mayEnd || this.#process !== process) return;
      this.heard.fail(new Error(`${this.setting.name} ended by itself:\n${process.tail()}`));
    });
    await process.line((line) => line === 'working');
    this.heard.add('start');
  }

  #hear(line: string): void {
    const [word = '', ...rest] = line.split(' ');
    if (word === 'wrote') this.heard.add('fact', Number(rest[0]));
    else if (word !== 'at' && word !== 'working') this.heard.add(line);
  }

  async kill(): Promise<void> {
    this.#mayEnd = true;
    this.#process?.kill('SIGKILL');
    await this.#process?.ended;
    this.heard.add('kill');
  }

  /** Tells it something that it does at once. */
  say(command: 'full' | 'room' | 'quiet'): void {
    this.#process?.say(command);
  }

  /** Resolves after a sync that leaves it standing so; it must be quiet. */
  async standsAt(isDone: (standing: Standing) => boolean): Promise<void> {
    const process = this.#process;
    if (process === null) throw new Error('not started');
    await process.line(
      (line) =>
        line.startsWith('at ') &&
        isDone(standingSchema.parse(JSON.parse(line.slice('at '.length)))),
    );
  }

  /** Ends it in good order. Throws if it was not. */
  async end(): Promise<void> {
    this.#mayEnd = true;
    this.#process?.say('end');
    const end = await this.#process?.ended;
    if (end?.code !== 0) throw new Error(`${this.setting.name}:\n${this.#process?.tail()}`);
  }
}
