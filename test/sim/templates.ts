import BetterSqlite3 from 'better-sqlite3';
import { migrate } from '../../db/base/migrate.ts';
import type { WritableDatabase } from '../../db/base/types.ts';
import { saveEvent } from '../../db/event/events.ts';
import { insertOperator } from '../../db/operators.ts';
import { upsertDelegates } from '../../db/roster/roster-write.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import type { EnrolAnswer } from '../../domain/sync/enrolment.ts';
import { makeSigningKeys, type SigningKeys } from '../../platform/crypto/ed25519.ts';
import { lieReady } from './disk.ts';
import { type HubContent, HubMachine } from './hub-machine.ts';
import { type Enrolling, enrol, keepLink } from './joining.ts';
import { newMachine } from './machine.ts';
import { entryOf, firstFile, firstMorning, operators, simEvent } from './people.ts';
import { createRandom, randomUuid } from './random.ts';

/** A station before its first day. */
export interface StationTemplate {
  station: string;
  keys: SigningKeys;
  token: string;
  /**
   * Its store with an empty roster, and with the secretariat's first file imported at the desk
   * itself.
   */
  empty: Buffer;
  imported: Buffer;
}

/** Everything as it is on the evening before, made once: each schedule begins with copies. */
export interface Templates {
  /** A store as the installer leaves it. */
  unused: Buffer;
  /** By mode, since a station's mode is fixed at enrolment. They take part in this order. */
  stations: Record<StationMode, readonly StationTemplate[]>;
  newer: { station: string; token: string; keys: SigningKeys };
  /** Stolen from the beginning. */
  hostile: readonly { station: string; mode: 'kiosk' | 'door'; keys: SigningKeys }[];
  /** The hub with the first file in its roster and all stations enrolled. */
  hub: HubContent;
}

const slots: Record<StationMode, number> = { desk: 4, kiosk: 1, door: 1 };

let made: Promise<Templates> | null = null;

/** The templates, made by the real migrations, imports and enrolments. */
export function templates(): Promise<Templates> {
  made ??= makeTemplates();
  return made;
}

const spare: SigningKeys[] = [];

/** Keys for later stations; no rule depends on which ones. */
export function spareKeys(number: number): SigningKeys {
  spare[number] ??= makeSigningKeys();
  return spare[number];
}

async function makeTemplates(): Promise<Templates> {
  const random = createRandom(1);
  const stores = makeStores();
  const hub = await HubMachine.found(() => firstMorning, random);
  await hub.hub.importRoster(firstFile.map(entryOf), 'first.csv');
  const stations: Record<StationMode, StationTemplate[]> = { desk: [], kiosk: [], door: [] };
  for (const mode of ['desk', 'kiosk', 'door'] as const) {
    for (let slot = 0; slot < slots[mode]; slot += 1) {
      stations[mode].push(await makeKiosk(hub, mode, randomUuid(random), stores));
    }
  }
  const newer = { station: randomUuid(random), mode: 'desk', keys: makeSigningKeys() } as const;
  const { token } = await enrolled(hub, { ...newer, name: 'Newer' });
  const hostile = (['kiosk', 'door'] as const).map((mode) => {
    return { station: randomUuid(random), mode, keys: makeSigningKeys() };
  });
  for (const who of hostile) await enrolled(hub, { ...who, name: 'Left' });
  const content = hub.content();
  hub.close();
  for (const image of [stores.empty, content.image]) lieReady(image);
  for (const mode of [stations.desk, stations.kiosk, stations.door]) {
    for (const { empty, imported } of mode) for (const image of [empty, imported]) lieReady(image);
  }
  return {
    unused: stores.empty,
    stations,
    newer: { ...newer, token },
    hostile,
    hub: content,
  };
}

async function enrolled(hub: HubMachine, who: Enrolling): Promise<EnrolAnswer> {
  const answer = await enrol(hub.hub, who);
  hub.tokens.set(who.station, answer.token);
  return answer;
}

async function makeKiosk(
  hub: HubMachine,
  mode: StationMode,
  station: string,
  stores: { empty: Buffer; imported: Buffer },
): Promise<StationTemplate> {
  const keys = makeSigningKeys();
  const answer = await enrolled(hub, { station, name: 'Desk', mode, keys });
  const imageOf = (store: Buffer): Buffer => {
    const machine = newMachine('Desk', mode, station, store);
    keepLink(machine.disk.db, answer, firstMorning);
    const image = machine.disk.image();
    machine.disk.close();
    return image;
  };
  const { token } = answer;
  return { station, keys, token, empty: imageOf(stores.empty), imported: imageOf(stores.imported) };
}

function makeStores(): { empty: Buffer; imported: Buffer } {
  const db = new BetterSqlite3(':memory:') as WritableDatabase;
  // Small pages: each schedule begins with a copy of a nearly empty store.
  db.pragma('page_size = 1024');
  db.exec('VACUUM');
  migrate(db, ':memory:');
  saveEvent(db, simEvent, firstMorning);
  for (const { id, name, role } of operators) {
    insertOperator(db, { id, name, role, pinHash: 'none', wall: firstMorning });
  }
  const empty = db.serialize();
  upsertDelegates(db, {
    eventId: simEvent.file.id,
    entries: firstFile.map(entryOf),
    defaults: { category: 'delegate' },
    wall: firstMorning,
  });
  const imported = db.serialize();
  db.close();
  return { empty, imported };
}
