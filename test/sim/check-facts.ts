import { statement } from '../../db/statement.ts';
import { compareFacts } from '../../domain/attendance-fold.ts';
import { longestDrift, parseHlc } from '../../domain/hlc.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import { placeless } from './fact-book.ts';
import type { HubFacts } from './hub-facts.ts';
import type { Link } from './hub-record.ts';
import { stationOf } from './machine.ts';
import { isUnderstood } from './newer-kiosk.ts';
import type { World } from './world.ts';

/** Facts at the hub against the book of what was committed anywhere. */
export function checkFacts(world: World, hub: HubFacts): void {
  checkPhantoms(world, hub);
  checkArrival(world, hub);
  checkUndos(world, hub);
  checkPromises(world, hub);
  checkQuarantine(world, hub);
}

function checkPhantoms(world: World, { stream }: HubFacts): void {
  const seen = new Set<string>();
  for (const [index, { seq, body, event }] of stream.entries()) {
    if (seq !== index + 1)
      throw new BrokenInvariant('dense-streams', `events: ${seq} after ${index}`);
    if (seen.has(event.id)) throw new BrokenInvariant('exactly-once', `${event.id} is there twice`);
    seen.add(event.id);
    const written = world.book.facts.get(event.id);
    if (written === undefined) throw new BrokenInvariant('no-phantoms', `nobody wrote ${event.id}`);
    if (written !== placeless(body)) {
      throw new BrokenInvariant('no-phantoms', `${body} was written as ${written}`);
    }
  }
}

function checkArrival(world: World, hub: HubFacts): void {
  const arrived = new Set(hub.stream.map(({ event }) => event.id));
  const held = new Set<string>();
  for (const machine of world.machines) {
    const isRevoked = world.hub.revoked.has(stationOf(machine).kiosk);
    const rows = statement<[], { id: string; kiosk: string; personal: string | null }>(
      machine.disk.db,
      `SELECT e.id, e.kiosk, p.attendance_id AS personal FROM attendance_event AS e
       LEFT JOIN attendance_personal AS p ON p.attendance_id = e.id`,
    ).all();
    for (const { id, personal } of rows) {
      held.add(id);
      if (isRevoked) continue;
      if (!arrived.has(id)) {
        throw new BrokenInvariant('every-fact-at-the-hub', `${machine.name} alone holds ${id}`);
      }
      // After a silent restore a desk may not read anew what others gave the hub without payloads.
      if (personal !== null && !hub.personal.has(id) && world.silentRestores === 0) {
        throw new BrokenInvariant('every-fact-at-the-hub', `${id} without its personal payload`);
      }
    }
    if (!isRevoked && machine.mode === 'desk' && held.size === 0 && arrived.size > 0) {
      throw new BrokenInvariant('same-fold', `${machine.name} holds nothing`);
    }
  }
  for (const { id, kind } of world.newer.written) {
    if (isUnderstood[kind] && !arrived.has(id)) {
      throw new BrokenInvariant('every-fact-at-the-hub', `the newer kiosk holds ${id} (${kind})`);
    }
  }
  for (const id of world.book.facts.keys())
    if (!arrived.has(id) && !held.has(id)) world.excused += 1;
}

/**
 * An undo is written after its admission was seen, and sorts so. Only a clock too far ahead to be followed
 * may hide that: such an admission stays in the future of whoever undoes it.
 */
function checkUndos(world: World, { stream }: HubFacts): void {
  const byId = new Map(stream.map(({ event }) => [event.id, event]));
  for (const { event } of stream) {
    if (event.type !== 'admission-undone') continue;
    const admission = byId.get(event.targetId ?? '');
    if (admission === undefined || compareFacts(event, admission) > 0) continue;
    const ahead = (parseHlc(admission.hlc)?.milliseconds ?? 0) - event.wall;
    if (ahead > 0 && 2 * world.widestSkew > longestDrift) continue;
    throw new BrokenInvariant(
      'undo-after-admission',
      `${event.hlc} undoes ${admission.hlc}, and the clock of the undo said ${event.wall}`,
    );
  }
}

function checkPromises(world: World, hub: HubFacts): void {
  const links = new Set(hub.links.map(nameOf));
  for (const link of world.record.confirmed.values()) {
    if (!links.has(nameOf(link))) throw new BrokenInvariant('acknowledged-kept', nameOf(link));
  }
}

/** What was refused lies in quarantine, and nothing else does. */
function checkQuarantine(world: World, hub: HubFacts): void {
  const kept = new Set(hub.quarantine.map(nameOf));
  for (const link of world.record.refused.values()) {
    if (!kept.has(nameOf(link))) {
      throw new BrokenInvariant('quarantine', `a revoked kiosk's ${nameOf(link)} is not there`);
    }
  }
  const bad = new Set<string>();
  for (const { event, kind } of world.newer.written) {
    if (isUnderstood[kind]) continue;
    const name = nameOf({ kiosk: world.newer.kiosk, incarnation: 1, ...event });
    bad.add(name);
    if (!kept.has(name)) throw new BrokenInvariant('quarantine', `${kind} ${name} is not there`);
  }
  for (const item of hub.quarantine) {
    if (item.reason !== 'revoked' && !bad.has(nameOf(item))) {
      throw new BrokenInvariant(
        'quarantine',
        `${item.reason}: ${nameOf(item)} should not be there`,
      );
    }
  }
}

function nameOf({ kiosk, incarnation, kseq, hash }: Link): string {
  return `${kiosk} ${incarnation} ${kseq} ${hash}`;
}
