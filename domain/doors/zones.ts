import type { Checkpoint } from '../event/event-file.ts';
import type { AttendanceEvent } from '../ledger/attendance.ts';
import { compareFacts, type FactOrder } from '../ledger/attendance-fold.ts';
import { type Caused, inOrderOfCause } from '../ledger/cause.ts';
import { parseHlc } from '../ledger/hlc.ts';

/** The fields of a fact that the count of a zone needs. All facts are of one local day. */
export interface Crossing extends FactOrder, Caused {
  type: 'admitted' | 'came-back' | 'went-out';
  /** The delegate's id, or the serial of a badge whose holder is unknown (`personOf`). */
  person: string;
  checkpoint: string;
  /** UTC milliseconds. */
  wall: number;
  /** True time of an entry typed in from paper, UTC milliseconds; else null. */
  paperAt: number | null;
}

/** Where a person is, and since when. */
export interface Stay {
  /** The crossing by which the person came in. */
  factId: string;
  checkpoint: string;
  /** UTC milliseconds. */
  since: number;
}

/** The zones of an event in the form that the fold needs. */
export interface ZonePlan {
  /** Checkpoint id → zone. */
  zoneOf: ReadonlyMap<string, string>;
  /** The zones of registration desks and of exits without a zone: the building around the rooms. */
  house: ReadonlySet<string>;
}

/**
 * The zone that a checkpoint leads into. Without one in the event file it is a zone of its own,
 * with a name that no zone of the file can have.
 */
export function zoneOf(checkpoint: Pick<Checkpoint, 'id' | 'zone'>): string {
  return checkpoint.zone ?? `@${checkpoint.id}`;
}

export function planZones(
  checkpoints: readonly Pick<Checkpoint, 'id' | 'zone' | 'kind'>[],
): ZonePlan {
  return {
    zoneOf: new Map(checkpoints.map((checkpoint) => [checkpoint.id, zoneOf(checkpoint)])),
    house: new Set(checkpoints.filter(leadsIntoHouse).map(zoneOf)),
  };
}

/** An exit without a zone leads out of the whole building. */
function leadsIntoHouse({ kind, zone }: Pick<Checkpoint, 'kind' | 'zone'>): boolean {
  return kind === 'registration' || (kind === 'exit' && zone === null);
}

/**
 * The person that a fact counts: its delegate, or the unknown badge that a steward let in. Null for
 * facts that count no one.
 *
 * @param serial the serial in the fact's payload
 * @param holderOf returns the holder of a serial once this station knows it
 */
export function personOf(
  fact: Pick<AttendanceEvent, 'delegateId'>,
  serial: string | null,
  holderOf: (serial: string) => string | null,
): string | null {
  if (fact.delegateId !== null) return fact.delegateId;
  return serial === null ? null : (holderOf(serial) ?? serial);
}

/**
 * Where one person is after these crossings: zone → stay. The result depends on the *set* of facts
 * only: they are ordered by cause and then by clock (entries from paper by their true time). So all
 * doors agree, in whatever order the facts came. An undone crossing does not count.
 *
 * Coming in puts the person into the checkpoint's zone. No one is in two rooms at once: coming into
 * one (a zone without a registration desk) takes the person out of any other. So rooms empty
 * although few people scan on their way out. Going out leaves the zone; leaving the building leaves
 * every room.
 */
export function foldStays(
  crossings: Iterable<Crossing>,
  undone: ReadonlySet<string>,
  plan: ZonePlan,
): Map<string, Stay> {
  const unique = new Map(Array.from(crossings, (crossing) => [crossing.id, crossing]));
  const ordered = inOrderOfCause(
    [...unique.values()].map((one) => (one.paperAt === null ? one : { ...one, after: '' })),
    compareCrossings,
  ).filter(({ id }) => !undone.has(id));
  const stays = new Map<string, Stay>();
  for (const { id, type, checkpoint, wall, paperAt } of ordered) {
    const zone = plan.zoneOf.get(checkpoint);
    // A checkpoint that the event file no longer has leads nowhere.
    if (zone === undefined) continue;
    if (type === 'went-out') {
      if (plan.house.has(zone)) stays.clear();
      else stays.delete(zone);
      continue;
    }
    if (!plan.house.has(zone)) leaveRooms(stays, zone, plan);
    // Coming in again without an exit is not an arrival: the stay keeps its start.
    if (!stays.has(zone)) stays.set(zone, { factId: id, checkpoint, since: paperAt ?? wall });
  }
  return stays;
}

function compareCrossings(a: Crossing, b: Crossing): number {
  return momentOf(a) - momentOf(b) || compareFacts(a, b);
}

/** The milliseconds of the hybrid clock, the first criterion of the order of facts. */
function momentOf({ paperAt, effective, wall }: Crossing): number {
  return paperAt ?? parseHlc(effective)?.milliseconds ?? wall;
}

function leaveRooms(stays: Map<string, Stay>, into: string, plan: ZonePlan): void {
  for (const zone of stays.keys()) {
    if (zone !== into && !plan.house.has(zone)) stays.delete(zone);
  }
}
