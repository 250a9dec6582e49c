import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { saveEvent } from '../../db/event/events.ts';
import { saveHubLink } from '../../db/ledger/hub-link.ts';
import { insertOperator } from '../../db/operators.ts';
import { openStore } from '../../db/station/open.ts';
import { ensureStation } from '../../main/app/start/open-station-store.ts';
import { enrolAtHub } from '../../main/hub-client/enrol.ts';
import { makeSigningKeys } from '../../platform/crypto/ed25519.ts';
import { operators } from '../sim/people.ts';
import { startScript } from '../support/program.ts';
import { type FaultProxy, openFaultProxy } from './fault-proxy.ts';
import type { HubProcess } from './hub-process.ts';
import { Mortal } from './process.ts';
import { eventOfToday, type StationSetting, stationLocation } from './setting.ts';

const standingSchema = z.object({
  lastKseq: z.number(),
  incarnation: z.number(),
  ackedKseq: z.number(),
  eventSeq: z.number(),
  rosterSeq: z.number(),
});

type Standing = z.infer<typeof standingSchema>;

interface StationPlace {
  number: number;
  /** Holds its settings and its journal. */
  folder: string;
  storeFolder: string;
  /** Longest pause between two facts, in milliseconds; a rush has none. */
  pause: number;
  /** Seed of its first run; each later one has another. */
  seed: number;
}

/**
 * Makes a station's store and enrols it at the running hub.
 *
 * @param port gives the port for each of its connections
 */
export async function prepareStation(
  place: StationPlace,
  hub: HubProcess,
  port: () => number,
): Promise<Station> {
  const name = `Desk ${place.number}`;
  const proxy = await openFaultProxy(port);
  const { code, fingerprint } = await hub.administer((client) =>
    client.invite({ mode: 'desk', name: '', replaces: null, takeover: false }),
  );
  const keys = makeSigningKeys();
  mkdirSync(place.storeFolder, { recursive: true });
  const db = openStore(stationLocation(place.storeFolder));
  try {
    const { station } = ensureStation(db);
    const url = `https://127.0.0.1:${proxy.port}`;
    const outcome = await enrolAtHub(
      { url, code, fingerprint },
      { id: station, name, mode: 'desk', keys, version: '0.1.0' },
    );
    if (outcome.kind !== 'enrolled') throw new Error('the fingerprint was given');
    const { hub: id, hubName, hubKey, authority, token } = outcome.enrolment;
    const wall = Date.now();
    saveEvent(db, eventOfToday(), wall);
    for (const one of operators) {
      insertOperator(db, { id: one.id, name: one.name, role: one.role, pinHash: 'none', wall });
    }
    saveHubLink(db, { hub: id, hubName, url, authority, hubKey, wall });
    const setting: StationSetting = {
      name,
      station,
      folder: place.storeFolder,
      journal: join(place.folder, `desk-${place.number}.journal`),
      hub: { url, authority, token, privateKey: keys.privateKey },
      pause: place.pause,
    };
    return new Station(setting, proxy, place);
  } finally {
    db.close();
  }
}

/**
 * A station's process that can be killed and restarted on the same store, with its proxy to the
 * hub.
 */
export class Station extends Mortal {
  readonly setting: StationSetting;
  readonly proxy: FaultProxy;

  constructor(
    setting: StationSetting,
    proxy: FaultProxy,
    { folder, number, ...place }: StationPlace,
  ) {
    const file = join(folder, `desk-${number}.json`);
    writeFileSync(file, JSON.stringify(setting));
    let { seed } = place;
    super(setting.name, (onLine) => {
      seed += 1;
      const words = [file, String(seed)];
      return startScript('test/chaos/station-child.ts', words, onLine);
    });
    this.setting = setting;
    this.proxy = proxy;
  }

  /** Resolves when it writes facts. */
  start(): Promise<void> {
    return this.begin('working');
  }

  protected override hear(line: string): void {
    const [word = '', ...rest] = line.split(' ');
    if (word === 'wrote') this.heard.add('fact', Number(rest[0]));
    else if (word !== 'at' && word !== 'working') this.heard.add(line);
  }

  /** Resolves after a sync that leaves it in such a state; the station must be quiet. */
  async standsAt(isDone: (standing: Standing) => boolean): Promise<void> {
    await this.line(
      (line) =>
        line.startsWith('at ') &&
        isDone(standingSchema.parse(JSON.parse(line.slice('at '.length)))),
    );
  }

  /** Ends the process. Throws if it does not end in order. */
  end(): Promise<void> {
    return this.endsBy(() => this.say('end'));
  }
}
