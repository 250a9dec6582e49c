import { personOf, planZones, type ZonePlan } from './doors/zones.ts';
import type { Checkpoint } from './event/event-file.ts';
import { compareFacts, payloadText } from './ledger/attendance-fold.ts';
import { inOrderOfCause } from './ledger/cause.ts';
import type { CountedFact } from './ledger/counted-fact.ts';
import { paperEntryOf } from './ledger/from-paper.ts';
import { parseHlc } from './ledger/hlc.ts';

/** A person who is inside, as far as known. */
export interface Inside {
  /** The delegate's id, or the serial of the badge while its holder is unknown here. */
  person: string;
  /** The zone of the latest crossing; null for somewhere in the building. */
  zone: string | null;
  checkpoint: string;
  /** UTC milliseconds of that crossing. */
  since: number;
  /** Id of its record, and the station that wrote it. */
  factId: string;
  station: string;
}

/** A room of the event, with the checkpoints that lead into it. */
export interface Room {
  zone: string;
  checkpoints: string[];
}

type Gate = Pick<Checkpoint, 'id' | 'kind' | 'zone'>;

/**
 * The rooms that a crossing can lead into, in the order of the event file. A registration desk
 * leads into the building and into no room: a person who passed it may be anywhere.
 */
export function roomsOf(checkpoints: readonly Gate[]): Room[] {
  const plan = planZones(checkpoints);
  const rooms = new Map<string, string[]>();
  for (const gate of checkpoints) {
    const zone = roomOf(gate, plan);
    if (zone !== null) rooms.set(zone, [...(rooms.get(zone) ?? []), gate.id]);
  }
  return Array.from(rooms, ([zone, ids]) => ({ zone, checkpoints: ids }));
}

/**
 * Who is inside and where, from the day's crossings: admissions, exits, returns, and facts that
 * undid one. The result depends on the set of facts only. In doubt a person counts as inside: one
 * name too many costs a question, one too few may cost more. A paper entry counts at its true time.
 *
 * @param holderOf returns the holder of a serial; a steward may have let in an unknown badge
 */
export function foldInside(
  facts: Iterable<CountedFact>,
  checkpoints: readonly Gate[],
  holderOf: HolderOf,
): Inside[] {
  return [...foldCrossings(facts, checkpoints, holderOf).values()];
}

/**
 * Who may be inside although no record that counts says so: people with disregarded admissions or
 * returns, and no later record that they left. A disregarded record takes no one off the list.
 */
export function foldUnconfirmed(
  facts: readonly CountedFact[],
  disregarded: readonly CountedFact[],
  checkpoints: readonly Gate[],
  holderOf: HolderOf,
): Inside[] {
  if (disregarded.length === 0) return [];
  const confirmed = foldCrossings(facts, checkpoints, holderOf);
  const entries = disregarded.filter(({ type }) => type === 'admitted' || type === 'came-back');
  const all = foldCrossings([...facts, ...entries], checkpoints, holderOf);
  return [...all.values()].filter(({ person }) => !confirmed.has(person));
}

type HolderOf = (serial: string) => string | null;

function foldCrossings(
  facts: Iterable<CountedFact>,
  checkpoints: readonly Gate[],
  holderOf: HolderOf,
): Map<string, Inside> {
  const byId = new Map<string, CountedFact>();
  for (const fact of facts) byId.set(fact.id, fact);
  const all = [...byId.values()];
  const undone = new Set(
    all.filter(({ type }) => type === 'admission-undone').map(({ targetId }) => targetId),
  );
  const gates = new Map(checkpoints.map((gate) => [gate.id, gate]));
  const plan = planZones(checkpoints);
  const found = new Map<string, Inside>();
  for (const { fact, at } of inTime(all.filter(({ id }) => !undone.has(id)))) {
    const { checkpoint } = fact;
    const person = whoOf(fact, holderOf);
    if (person === null || checkpoint === null) continue;
    const effect = effectOf(fact, gates.get(checkpoint), plan);
    if (effect === 'gone') found.delete(person);
    else if (effect !== 'nothing') {
      const { id: factId, station } = fact;
      found.set(person, { person, zone: effect.zone, checkpoint, since: at, factId, station });
    }
  }
  return found;
}

function whoOf(fact: CountedFact, holderOf: HolderOf): string | null {
  return fact.delegateId ?? personOf(fact, payloadText(fact, 'serial'), holderOf);
}

/** The effect of one crossing: gone, in a room (null: only in the building), or none. */
function effectOf(
  { type }: Pick<CountedFact, 'type'>,
  gate: Gate | undefined,
  plan: ZonePlan,
): 'gone' | 'nothing' | { zone: string | null } {
  switch (type) {
    case 'admitted':
      // A person who passes at an exit leaves.
      return gate?.kind === 'exit' ? 'gone' : { zone: roomOf(gate, plan) };
    case 'came-back':
      return { zone: roomOf(gate, plan) };
    case 'went-out':
      // Out of a room means still in the building; out by the main door or an exit does not. A
      // checkpoint that the event file no longer has proves nothing.
      return gate === undefined || roomOf(gate, plan) !== null ? { zone: null } : 'gone';
    default:
      return 'nothing';
  }
}

function roomOf(gate: Gate | undefined, plan: ZonePlan): string | null {
  if (gate === undefined || gate.kind !== 'session') return null;
  const zone = plan.zoneOf.get(gate.id) ?? null;
  return zone === null || plan.house.has(zone) ? null : zone;
}

/** Sorts by what happened first: by cause, then by clock. A paper entry counts at its true time. */
function inTime(facts: readonly CountedFact[]): { fact: CountedFact; at: number }[] {
  const timed = facts.map((fact) => {
    const paper = paperEntryOf(fact);
    return {
      id: fact.id,
      after: paper === null ? fact.after : '',
      fact,
      at: paper?.at ?? fact.wall,
      place: paper?.at ?? parseHlc(fact.effective)?.milliseconds ?? fact.wall,
    };
  });
  return inOrderOfCause(timed, (a, b) => a.place - b.place || compareFacts(a.fact, b.fact));
}

export interface MusterCount {
  all: number;
  seen: number;
  missing: number;
}

/**
 * Counts people at the assembly point. The whole list, a zone and a delegation all use it, so that
 * the numbers on one screen agree.
 *
 * @param isSeen whether a person is accounted for now, wherever their row is
 */
export function countMuster<T>(people: readonly T[], isSeen: (person: T) => boolean): MusterCount {
  const seen = people.filter(isSeen).length;
  return { all: people.length, seen, missing: people.length - seen };
}
