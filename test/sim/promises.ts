import { statement } from '../../db/base/statement.ts';
import type { ReadableDatabase } from '../../db/base/types.ts';
import { listHubKeys } from '../../db/ledger/known-stations.ts';
import { heldStopLists, listStopEntries } from '../../db/sync/stop-list.ts';
import { fromBase64, utf8 } from '../../domain/base/bytes.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { eventVersionId, eventVersionText, placeOf } from '../../domain/event/event-version.ts';
import { isAuthenticStopList } from '../../domain/sync/stop-list.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { Coverage } from './coverage.ts';
import type { HubMachine } from './hub-machine.ts';
import { type Machine, stationOf } from './machine.ts';
import { heldEvent } from './people.ts';

/** The parts of a schedule that the promises concern. */
interface Observed {
  machines: readonly Machine[];
  hub: HubMachine;
  coverage: Coverage;
}

/** Statements made at a lost hub, the disks that hold them, and the keys that signed them there. */
type Proofs = Map<string, Map<Machine, Set<string>>>;

/**
 * What the next hub must learn again. It is noted when a hub is lost or goes back, for every
 * station that will join the next hub. A disk that is lost or goes back proves nothing any more.
 * Neither does the signature of a hub that the desk which took over never belonged to: any desk
 * could have made that key.
 */
export class LostHub {
  readonly #stopped: Proofs = new Map();
  readonly #edits: Proofs = new Map();
  /** Entries that an editor dropped with a version apart. */
  readonly #dropped = new Set<string>();
  /**
   * People whom the organiser took off a list at any hub. Whether they stay off is not checked
   * here.
   */
  readonly lifted = new Set<string>();

  /** Notes what each station holds of a hub that is lost. */
  note({ machines, hub }: Observed): void {
    for (const machine of machines) {
      if (hub.revoked.has(stationOf(machine).station)) continue;
      const { db } = machine.disk;
      this.forget(machine);
      const keys = listHubKeys(db);
      // What a kiosk or a door says about lists does not count.
      if (machine.mode === 'desk') this.#noteStops(machine, keys);
      const signer = signerOfEvent(db, keys);
      if (signer === undefined) continue;
      for (const id of editsIn(heldEvent(db).file)) add(this.#edits, id, machine, signer);
    }
  }

  #noteStops(machine: Machine, keys: readonly string[]): void {
    const { db } = machine.disk;
    const inForce = new Set(listStopEntries(db).map(({ value }) => value));
    for (const signed of heldStopLists(db)) {
      const signer = keys.find((key) => isAuthenticStopList(signed, key, nodeCrypto));
      if (signer === undefined) continue;
      for (const { value } of signed.list.entries) {
        if (inForce.has(value)) add(this.#stopped, value, machine, signer);
      }
    }
  }

  /** This machine's disk is lost or goes back, so it proves nothing any more. */
  forget(machine: Machine): void {
    for (const proofs of [this.#stopped, this.#edits]) {
      for (const holders of proofs.values()) holders.delete(machine);
    }
  }

  /** Throws BrokenInvariant if the final hub has forgotten what a station could prove. */
  async check(world: Observed): Promise<void> {
    const { hub, coverage } = world;
    const list = await hub.hub.stopList();
    const stopped = new Set(list?.list.entries.map(({ value }) => value) ?? []);
    for (const value of proven(this.#stopped, world)) {
      if (this.lifted.has(value)) continue;
      coverage.add('rule: a stop that a desk could prove to a later hub', true);
      if (stopped.has(value)) continue;
      throw new BrokenInvariant('stop-list', `${value} was stopped, and no hub says so any more`);
    }
    await this.checkEdits(world);
  }

  /**
   * Every saved edit is in the event, or in a version that waits for its editor: nothing is
   * overwritten.
   */
  async checkEdits(world: Observed): Promise<void> {
    const { file, apart } = await world.hub.hub.eventVersions();
    const there = new Set([{ file }, ...apart].flatMap((one) => editsIn(one.file)));
    for (const id of proven(this.#edits, world)) {
      if (this.#dropped.has(id)) continue;
      world.coverage.add('rule: a version that a station could prove to a later hub', true);
      if (there.has(id)) continue;
      throw new BrokenInvariant('saved-edits', `category ${id} was saved, and is in no version`);
    }
  }

  /** An editor resolved versions apart without taking anything from them. */
  dropEdits(kept: EventFile, apart: readonly { file: EventFile }[]): void {
    const there = new Set(editsIn(kept));
    const gone = apart.flatMap(({ file }) => editsIn(file)).filter((id) => !there.has(id));
    for (const id of gone) this.#dropped.add(id);
  }
}

function add(proofs: Proofs, what: string, machine: Machine, signer: string): void {
  const holders = proofs.get(what) ?? new Map<Machine, Set<string>>();
  proofs.set(what, holders.set(machine, (holders.get(machine) ?? new Set()).add(signer)));
}

/** The key of the hub that signed the version of the event that a station holds. */
function signerOfEvent(db: ReadableDatabase, keys: readonly string[]): string | undefined {
  const held = heldEvent(db);
  const { file, version = 1, replaces, signature } = held;
  if (signature === undefined || signature === null || replaces === undefined) return undefined;
  const text = utf8(
    eventVersionText(
      file.id,
      eventVersionId(placeOf({ file, version, replaces }, nodeCrypto), nodeCrypto),
    ),
  );
  return keys.find((key) => nodeCrypto.verify(fromBase64(key), text, fromBase64(signature)));
}

/**
 * Raw Ed25519 keys (base64) of this hub and of those that the desks which took over belonged to.
 */
export function provenHubKeys({ disk }: HubMachine): string[] {
  return statement<[], { key: string }>(
    disk.db,
    `SELECT public_key AS key FROM hub
     UNION SELECT public_key FROM former_hub WHERE named_by = ''`,
  )
    .all()
    .map(({ key }) => key);
}

/** What a station that belongs to the last hub can still prove to it. */
function proven(proofs: Proofs, { machines, hub }: Observed): string[] {
  const keys = provenHubKeys(hub);
  const present = machines.filter((machine) => !hub.revoked.has(stationOf(machine).station));
  return [...proofs]
    .filter(([, holders]) =>
      present.some((machine) => keys.some((key) => holders.get(machine)?.has(key) === true)),
    )
    .map(([id]) => id);
}

/** Entries that editors added, as editEvent in hub-steps.ts names them. */
function editsIn({ categories }: EventFile): string[] {
  return categories.map(({ id }) => id).filter((id) => id.startsWith('made-'));
}

interface Place {
  station: string;
  incarnation: number;
  kseq: number;
  hash: string;
}

const placesSql = 'SELECT station, incarnation, kseq, hash FROM attendance_event';
const lineOf = ({ station, incarnation, kseq, hash }: Place): string =>
  `${station} ${incarnation} ${kseq} ${hash}`;

/**
 * Asks the hub for the state of a day. A station is proven up to its close: the hub must hold all
 * of that day that any store holds up to there. Of copied and rolled-back disks only one chain is
 * proven.
 */
export async function askDay(
  world: Observed & { doubled: ReadonlySet<string> },
  day: string,
): Promise<void> {
  const { draft } = await world.hub.hub.dayStatus(day);
  const atHub = new Set(statement<[], Place>(world.hub.disk.db, placesSql).all().map(lineOf));
  for (const { station, verdict, lives } of draft.stations) {
    if (verdict !== 'proven' || world.doubled.has(station)) continue;
    world.coverage.add('rule: a station proven for a day', true);
    const ends = new Map(lives.map(({ incarnation, close }) => [incarnation, close?.kseq ?? 0]));
    for (const { name, disk } of world.machines) {
      for (const place of statement<[], Place>(disk.db, placesSql).all()) {
        if (place.station !== station || place.kseq > (ends.get(place.incarnation) ?? 0)) continue;
        if (atHub.has(lineOf(place))) continue;
        const line = `${name} holds ${lineOf(place)}`;
        throw new BrokenInvariant('proven', `${day} is proven for a station of which ${line}`);
      }
    }
  }
}
