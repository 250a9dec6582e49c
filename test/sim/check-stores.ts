import { nodeCrypto } from '../../crypto/node-crypto.ts';
import { heldChains } from '../../db/held-chains.ts';
import { statement } from '../../db/statement.ts';
import { findStopList, listStopEntries } from '../../db/stop-list.ts';
import { linksAfter } from '../../db/sync-links.ts';
import { commitment, genesisHash } from '../../domain/chain.ts';
import type { ChainHead } from '../../domain/wire/events.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { HubFacts } from './hub-facts.ts';
import type { Link } from './hub-record.ts';
import { type Machine, stationOf } from './machine.ts';
import type { World } from './world.ts';

const all = 10_000;

/** What each machine's own store must be like, beyond the facts themselves: chains, payloads, stop list. */
export async function checkStores(world: World, hub: HubFacts): Promise<void> {
  const links = new Set(hub.links.map(nameOf));
  for (const machine of world.machines) {
    const { kiosk, incarnation, lastKseq, chainHead } = stationOf(machine);
    checkChain(machine, { kiosk, incarnation, lastKseq, hash: chainHead });
    checkPayloads(machine);
    if (world.hub.revoked.has(kiosk)) continue;
    for (const head of heldChains(machine.disk.db, all)) {
      checkChain(machine, head);
      const { kiosk: of, incarnation: life, lastKseq: kseq, hash } = head;
      if (kseq > 0 && !links.has(nameOf({ kiosk: of, incarnation: life, kseq, hash }))) {
        throw new BrokenInvariant('chains', `${machine.name} alone holds ${textOf(head)}`);
      }
    }
    if (world.silentRestores === 0) await checkStopList(world, machine);
  }
}

/** Every link up to the head follows the one before it. */
function checkChain(machine: Machine, head: ChainHead): void {
  const start = { kseq: 0, hash: genesisHash };
  const links = linksAfter(machine.disk.db, head, start, head.lastKseq, nodeCrypto);
  const last = links.at(-1)?.hash ?? genesisHash;
  if (links.length !== head.lastKseq || last !== head.hash) {
    throw new BrokenInvariant(
      'chains',
      `${machine.name}: ${textOf(head)} breaks after ${links.length}`,
    );
  }
}

function checkPayloads({ name, mode, disk }: Machine): void {
  const rows = statement<
    [],
    { id: string; isOwn: number; commitment: string | null; salt: Uint8Array; payload: string }
  >(
    disk.db,
    `SELECT fact.id, fact.kiosk = station.kiosk AS isOwn, fact.commitment, personal.salt, personal.payload
     FROM attendance_personal AS personal JOIN station
     JOIN attendance_event AS fact ON fact.id = personal.attendance_id`,
  ).all();
  for (const { id, isOwn, commitment: promised, salt, payload } of rows) {
    if (commitment(salt, payload, nodeCrypto) !== promised) {
      throw new BrokenInvariant('personal', `${name}: the payload of ${id} is not its own`);
    }
    if (mode !== 'desk' && isOwn === 0) {
      throw new BrokenInvariant('personal', `${name} (${mode}) learnt the payload of ${id}`);
    }
  }
}

/** A desk holds the hub's list, or a later one of a hub that has forgotten it since. */
async function checkStopList(world: World, machine: Machine): Promise<void> {
  const atHub = await world.hub.hub.stopList();
  if (atHub === null) return;
  const { db } = machine.disk;
  const held = findStopList(db);
  const isLater = held !== null && held.hub === atHub.list.hub && held.version > atHub.list.version;
  if (isLater) {
    if (world.restores === 0) {
      throw new BrokenInvariant('stop-list', `${machine.name} holds ${held.version}, not issued`);
    }
    return;
  }
  const shown = JSON.stringify(listStopEntries(db));
  const expected = JSON.stringify(atHub.list.entries);
  if (shown !== expected) {
    throw new BrokenInvariant('stop-list', `${machine.name} holds ${shown}, the hub ${expected}`);
  }
}

function nameOf({ kiosk, incarnation, kseq, hash }: Link): string {
  return `${kiosk} ${incarnation} ${kseq} ${hash}`;
}

function textOf({ kiosk, incarnation, lastKseq }: ChainHead): string {
  return `${kiosk} ${incarnation} up to ${lastKseq}`;
}
