import { statement } from '../../db/base/statement.ts';
import { listStopEntries } from '../../db/sync/stop-list.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { Coverage } from './coverage.ts';
import type { HubMachine } from './hub-machine.ts';
import { type Machine, stationOf } from './machine.ts';
import { heldEvent } from './people.ts';

/** What of a schedule the promises are about. */
interface Observed {
  machines: readonly Machine[];
  hub: HubMachine;
  coverage: Coverage;
}

/** What was said at a hub that is gone, and the disks that can still prove it. */
type Proofs = Map<string, Set<Machine>>;

/**
 * What the next hub must know again: noted as a hub is lost or goes back, of every station that will join
 * the next one. A disk that is lost, or goes back, proves nothing any more.
 */
export class LostHub {
  readonly #stopped: Proofs = new Map();
  readonly #edits: Proofs = new Map();
  /** Entries that an editor let go with a version apart. */
  readonly #dropped = new Set<string>();
  /** Whom the organiser took off a list, at any hub: whether they stay off is another question. */
  readonly lifted = new Set<string>();

  /** A hub goes; what each station holds of it is noted. */
  note({ machines, hub }: Observed): void {
    for (const machine of machines) {
      if (hub.revoked.has(stationOf(machine).station)) continue;
      const { db } = machine.disk;
      // A kiosk's or a door's word about lists counts for nothing.
      const entries = machine.mode === 'desk' ? listStopEntries(db) : [];
      for (const { value } of entries) add(this.#stopped, value, machine);
      for (const id of editsIn(heldEvent(db).file)) add(this.#edits, id, machine);
    }
  }

  /** This machine's disk is lost or goes back. */
  forget(machine: Machine): void {
    for (const proofs of [this.#stopped, this.#edits]) {
      for (const machines of proofs.values()) machines.delete(machine);
    }
  }

  /** Throws BrokenInvariant where the hub of the end has forgotten what a station could prove. */
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

  /** What was saved is in the event, or in a version that waits for its editor: nothing is overwritten. */
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

  /** An editor settled versions apart, and took nothing of them over. */
  dropEdits(kept: EventFile, apart: readonly { file: EventFile }[]): void {
    const there = new Set(editsIn(kept));
    const gone = apart.flatMap(({ file }) => editsIn(file)).filter((id) => !there.has(id));
    for (const id of gone) this.#dropped.add(id);
  }
}

function add(proofs: Proofs, what: string, machine: Machine): void {
  proofs.set(what, (proofs.get(what) ?? new Set()).add(machine));
}

/** What a station that belongs to the last hub can still prove. */
function proven(proofs: Proofs, { machines, hub }: Observed): string[] {
  const present = new Set(
    machines.filter((machine) => !hub.revoked.has(stationOf(machine).station)),
  );
  return [...proofs]
    .filter(([, holders]) => [...holders].some((holder) => present.has(holder)))
    .map(([id]) => id);
}

/** Entries that editors added: editEvent in hub-steps.ts names them. */
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
 * Asks the hub how a day stands. A station is proven up to its close: whatever any store holds of it up
 * to there, the hub must hold too. Of copied and rolled-back disks one chain alone is proven.
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
