import { statement } from '../../db/base/statement.ts';
import { heldChains } from '../../db/ledger/held-chains.ts';
import { findStation } from '../../db/ledger/station.ts';
import { heldStopLists, listStopEntries } from '../../db/sync/stop-list.ts';
import { linksAfter } from '../../db/sync/sync-links.ts';
import {
  authoredIncarnation,
  commitment,
  genesisHash,
  hashBody,
} from '../../domain/ledger/chain.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import {
  holdsAllOf,
  isAuthenticStopList,
  type SignedStopList,
  stoppedBy,
  uniteStops,
} from '../../domain/sync/stop-list.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import { isUnvouched } from './check-facts.ts';
import type { EndState, EndStation, HubFacts } from './hub-facts.ts';
import { type Link, nameOf } from './hub-record.ts';
import { type Machine, stationOf } from './machine.ts';
import { provenHubKeys } from './promises.ts';
import type { World } from './world.ts';

const all = 10_000;

/**
 * Checks the hub's chains, and each station's store beyond the facts themselves: chains and
 * payloads.
 */
export function checkStores({ hub, stations }: EndState): void {
  checkHubChains(hub);
  const links = new Set(hub.links.map(nameOf));
  for (const station of stations) {
    const self = findStation(station.db);
    if (self === null) throw new BrokenInvariant('chains', `${station.name} has no station`);
    checkChain(station, { ...self, hash: self.chainHead });
    checkPayloads(station);
    if (station.isRevoked) continue;
    for (const head of heldChains(station.db, all)) {
      checkChain(station, head);
      const { lastKseq: kseq } = head;
      if (isUnvouched(station.mode, head.station)) continue;
      if (kseq > 0 && !links.has(nameOf({ ...head, kseq })) && !isElsewhere(hub, head)) {
        throw new BrokenInvariant('chains', `${station.name} alone holds ${textOf(head)}`);
      }
    }
  }
}

/**
 * What is a branch at this station may be what the hub took first, so that the hub holds it as no
 * branch.
 */
function isElsewhere({ links }: HubFacts, { station, incarnation, lastKseq, hash }: ChainHead) {
  return links.some(
    (link) =>
      link.hash === hash &&
      link.kseq === lastKseq &&
      link.station === station &&
      authoredIncarnation(link.incarnation) === authoredIncarnation(incarnation),
  );
}

/**
 * Recomputes every chain of the hub from its first link and compares the result with the head in
 * its row.
 */
function checkHubChains({ links, heads }: HubFacts): void {
  const ends = new Map<string, string>();
  let before: Link | null = null;
  for (const link of links) {
    const isNext = before?.station === link.station && before.incarnation === link.incarnation;
    const [kseq, hash] = before !== null && isNext ? [before.kseq, before.hash] : [0, genesisHash];
    const follows = hashBody(hash, link.body, nodeCrypto) === link.hash;
    if (link.kseq !== kseq + 1 || !follows) {
      throw new BrokenInvariant('chains', `the hub: ${nameOf(link)} does not follow ${kseq}`);
    }
    ends.set(`${link.station} ${link.incarnation}`, nameOf(link));
    before = link;
  }
  for (const head of heads) {
    const end = ends.get(`${head.station} ${head.incarnation}`);
    if (end !== undefined && end !== nameOf({ ...head, kseq: head.lastKseq })) {
      throw new BrokenInvariant('chains', `the hub's row says ${textOf(head)}, its chain ${end}`);
    }
  }
}

/** Every link up to the head follows from the one before it. */
function checkChain({ name, db }: EndStation, head: ChainHead): void {
  const start = { kseq: 0, hash: genesisHash };
  const links = linksAfter(db, head, start, head.lastKseq, nodeCrypto);
  const last = links.at(-1)?.hash ?? genesisHash;
  if (links.length !== head.lastKseq || last !== head.hash) {
    throw new BrokenInvariant('chains', `${name}: ${textOf(head)} breaks after ${links.length}`);
  }
}

function checkPayloads({ name, mode, db }: EndStation): void {
  const rows = statement<
    [],
    { id: string; isOwn: number; commitment: string | null; salt: Uint8Array; payload: string }
  >(
    db,
    `SELECT fact.id, fact.station = station.station AS isOwn, fact.commitment, personal.salt, personal.payload
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

/**
 * Every station holds the hub's stop lists in force, besides lists that the hub lost. The hub knows
 * every such list of a desk if it signed that list, or a proven hub before it did.
 */
export async function checkStopLists(world: World): Promise<void> {
  const atHub = await world.hub.hub.stopList();
  const keys = provenHubKeys(world.hub);
  for (const machine of world.machines) {
    if (world.hub.revoked.has(stationOf(machine).station)) continue;
    const held = heldStopLists(machine.disk.db);
    checkStopList(machine, held, atHub);
    const proven = held.filter((list) =>
      keys.some((key) => isAuthenticStopList(list, key, nodeCrypto)),
    );
    const isLost = proven.some(({ list }) => atHub === null || !holdsAllOf(atHub.list, list));
    if (machine.mode !== 'desk' || !isLost) continue;
    throw new BrokenInvariant('stop-list', `the hub lacks what ${machine.name} holds`);
  }
}

function checkStopList(
  machine: Machine,
  held: readonly SignedStopList[],
  atHub: SignedStopList | null,
): void {
  const lists = held.map(({ list }) => list);
  if (atHub !== null && !holdsAllOf(uniteStops(lists), atHub.list)) {
    throw new BrokenInvariant('stop-list', `${machine.name} lacks what the hub’s list says`);
  }
  const shown = JSON.stringify(listStopEntries(machine.disk.db));
  const expected = JSON.stringify(stoppedBy(lists));
  if (shown !== expected) {
    throw new BrokenInvariant('stop-list', `${machine.name} stops ${shown}, not ${expected}`);
  }
}

function textOf({ station, incarnation, lastKseq }: ChainHead): string {
  return `${station} ${incarnation} up to ${lastKseq}`;
}
