import { statement } from '../../db/base/statement.ts';
import type { ReadableDatabase } from '../../db/base/types.ts';
import { fromBase64 } from '../../domain/base/bytes.ts';
import { groupBy } from '../../domain/base/group-by.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { commitment, isHubAuthor } from '../../domain/ledger/chain.ts';
import { mayCount } from '../../domain/ledger/fact-rights.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import { placeless } from './fact-book.ts';
import type { EndState, HubFacts } from './hub-facts.ts';
import { nameOf } from './hub-record.ts';
import { isUnderstood } from './newer-station.ts';
import type { World } from './world.ts';

/**
 * Compares the facts at the hub with what was committed anywhere and with what the stations hold.
 */
export function checkFacts(end: EndState): void {
  checkPhantoms(end);
  checkNumbers(end.hub);
  checkPayloads(end.hub);
  checkArrival(end);
}

function checkPhantoms({ hub, written, hostile }: EndState): void {
  const seen = new Set<string>();
  const writers = new Map(hub.stream.map(({ event: { id, station } }) => [id, station]));
  for (const { body, event } of hub.stream) {
    if (seen.has(event.id)) throw new BrokenInvariant('exactly-once', `${event.id} is there twice`);
    seen.add(event.id);
    // The hub itself writes an administrator's changes.
    if (isHubAuthor(event.station)) continue;
    const mode = hostile.get(event.station);
    const targetBy = writers.get(event.targetId ?? '') ?? null;
    if (mode !== undefined && mayCount(event, mode, targetBy)) continue;
    const told = written.get(event.id);
    if (told === undefined) throw new BrokenInvariant('no-phantoms', `nobody wrote ${event.id}`);
    if (told !== placeless(body)) {
      throw new BrokenInvariant('no-phantoms', `${body} was written as ${told}`);
    }
  }
}

/**
 * Checks the counters of the streams. The roster's stream keeps only the newest state of each
 * person, so its numbers have gaps.
 */
function checkNumbers({ stream, others, streams, rosterNumbers }: HubFacts): void {
  const numbers = [...stream.map(({ seq }) => seq), ...others].sort((a, b) => a - b);
  const gap = numbers.findIndex((number, index) => number !== index + 1);
  if (gap !== -1 || numbers.length !== streams.events) {
    const found = `${numbers.length} places, ${streams.events} counted, the first gap at ${gap}`;
    throw new BrokenInvariant('dense-streams', found);
  }
  const last = rosterNumbers.at(-1) ?? 0;
  if (last > streams.roster || new Set(rosterNumbers).size !== rosterNumbers.length) {
    throw new BrokenInvariant('dense-streams', `roster: ${last} of ${streams.roster}`);
  }
}

/** The personal data at the hub is what the author of each fact committed to. */
function checkPayloads({ stream, personal }: HubFacts): void {
  for (const { event } of stream) {
    const sealed = personal.get(event.id);
    if (sealed === undefined) continue;
    if (commitment(fromBase64(sealed.salt), sealed.payload, nodeCrypto) !== event.commitment) {
      throw new BrokenInvariant('personal', `hub: the payload of ${event.id} is not its own`);
    }
  }
}

function checkArrival({ hub, stations, arePayloadsKnown }: EndState): void {
  const arrived = new Set(hub.stream.map(({ event }) => event.id));
  for (const { name, mode, db, isRevoked } of stations) {
    if (isRevoked) continue;
    const held = heldFacts(db);
    for (const { id, station, personal } of held) {
      if (!arrived.has(id)) {
        if (isUnvouched(mode, station)) continue;
        throw new BrokenInvariant('every-fact-at-the-hub', `${name} alone holds ${id}`);
      }
      if (!arePayloadsKnown) continue;
      if (personal !== null && !hub.personal.has(id)) {
        throw new BrokenInvariant('every-fact-at-the-hub', `${id} without its personal payload`);
      }
      if (personal === null && hub.personal.has(id) && mode === 'desk') {
        throw new BrokenInvariant('personal', `${name} never got the payload of ${id}`);
      }
    }
    if (mode === 'desk' && held.length === 0 && arrived.size > 0) {
      throw new BrokenInvariant('same-fold', `${name} holds nothing`);
    }
  }
}

/**
 * Whether a station of this mode holds an earlier hub's fact without effect: another hub believes
 * only desks about such facts (decision 028).
 */
export function isUnvouched(mode: StationMode, author: string): boolean {
  return mode !== 'desk' && isHubAuthor(author);
}

interface HeldFact {
  id: string;
  station: string;
  personal: string | null;
}

/** A store's facts; `personal` is null for one without its payload. */
function heldFacts(db: ReadableDatabase): HeldFact[] {
  return statement<[], HeldFact>(
    db,
    `SELECT e.id, e.station, p.attendance_id AS personal FROM attendance_event AS e
     LEFT JOIN attendance_personal AS p ON p.attendance_id = e.id`,
  ).all();
}

/**
 * Checks what only the simulation knows: a newer station's facts, clocks, what the hub promised and
 * refused.
 */
export function checkSimulated(world: World, hub: HubFacts): void {
  const arrived = new Set(hub.stream.map(({ event }) => event.id));
  for (const { id, kind } of world.newer.written) {
    if (isUnderstood[kind] && !arrived.has(id)) {
      throw new BrokenInvariant('every-fact-at-the-hub', `the newer kiosk holds ${id} (${kind})`);
    }
  }
  const held = new Set(
    world.machines.flatMap(({ disk }) => heldFacts(disk.db).map(({ id }) => id)),
  );
  for (const id of world.book.facts.keys())
    if (!arrived.has(id) && !held.has(id)) world.excused += 1;
  checkPromises(world, hub);
  checkQuarantine(world, hub);
}

function checkPromises(world: World, hub: HubFacts): void {
  const links = new Set(hub.links.map(nameOf));
  for (const link of world.record.confirmed.values()) {
    if (!links.has(nameOf(link))) throw new BrokenInvariant('acknowledged-kept', nameOf(link));
  }
}

/** Quarantine holds exactly the facts that nobody understands. */
function checkQuarantine(world: World, hub: HubFacts): void {
  const kept = new Set(hub.quarantine.map(nameOf));
  const bad = new Set<string>();
  for (const { event, kind } of world.newer.written) {
    if (isUnderstood[kind]) continue;
    const name = nameOf({ station: world.newer.station, incarnation: 1, ...event });
    bad.add(name);
    if (!kept.has(name)) throw new BrokenInvariant('quarantine', `${kind} ${name} is not there`);
  }
  const hostile = new Set(world.hostile.map(({ station }) => station));
  for (const item of hub.quarantine) {
    if (hostile.has(item.pushedBy) || hostile.has(item.station)) continue;
    // Orders are taken back at the end, except behind a hub whose file was copied back by hand.
    if (item.reason === 'disregarded' && world.silentRestores > 0) continue;
    if (!bad.has(nameOf(item))) {
      throw new BrokenInvariant(
        'quarantine',
        `${item.reason}: ${nameOf(item)} should not be there`,
      );
    }
  }
}

/**
 * A station's clock may run ahead of the hub's by so many milliseconds and still count as it is.
 */
const allowed = 60_000;

/**
 * The places of facts in their order, written out plainly. Within a chain no fact comes before the
 * one before it. No fact comes later than a minute after a hub had it. A fact whose author's clock
 * is within those bounds goes by that clock. Every station has the hub's places.
 */
export function checkClocks({ hub, stations }: EndState): void {
  const places = new Map(hub.stream.map(({ event }) => [event.id, event.effective]));
  const heads = groupBy(hub.receipts, ({ station, incarnation }) => `${station} ${incarnation}`);
  let chain = '';
  let before = '';
  for (const link of hub.links) {
    const name = `${link.station} ${link.incarnation}`;
    if (name !== chain) before = '';
    chain = name;
    if (link.effective === null) continue;
    const { hlc } = JSON.parse(link.body);
    const latest = latestAt(link.received);
    const signed = heads.get(name)?.filter(({ kseq }) => kseq >= link.kseq) ?? [];
    const bound = latestAt(Math.min(link.received, ...signed.map(({ received }) => received)));
    const isEarly = link.effective < before;
    const isLate = link.effective > latest && link.effective > before;
    // A station may have written its first fact before it joined, at the time of its own clock.
    const isFree = before !== '' && hlc >= before && hlc <= bound;
    const isMoved = isFree && link.effective !== hlc;
    if (isEarly || isLate || isMoved) {
      const says = `its clock says ${hlc}, the hub had it at ${link.received}`;
      throw new BrokenInvariant(
        'clocks',
        `${name} ${link.kseq} stands at ${link.effective}: ${says}`,
      );
    }
    before = link.effective;
  }
  for (const { name, db, isRevoked } of stations) {
    if (isRevoked) continue;
    const rows = statement<[], { id: string; effective: string }>(
      db,
      'SELECT id, effective FROM attendance_event',
    );
    for (const { id, effective } of rows.all()) {
      if ((places.get(id) ?? effective) === effective) continue;
      throw new BrokenInvariant('clocks', `${name} has ${id} at ${effective}, the hub elsewhere`);
    }
  }
}

function latestAt(received: number): string {
  return `${String(received + allowed).padStart(15, '0')}-00000`;
}
