import { statement } from '../../db/statement.ts';
import { groupBy } from '../../domain/group-by.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { EndState } from './hub-facts.ts';

/** A station's clock may run ahead of the hub's by this and count as it is (milliseconds). */
const allowed = 60_000;

/**
 * The places of facts in their order, in the plainest words: within a chain none stands before the one before it, none
 * stands later than a minute after a hub had it, one that its author's clock puts within those stands by that clock,
 * and every station has the places of the hub.
 */
export function checkClocks({ hub, kiosks }: EndState): void {
  const places = new Map(hub.stream.map(({ event }) => [event.id, event.effective]));
  const heads = groupBy(hub.receipts, ({ kiosk, incarnation }) => `${kiosk} ${incarnation}`);
  let chain = '';
  let before = '';
  for (const link of hub.links) {
    const name = `${link.kiosk} ${link.incarnation}`;
    if (name !== chain) before = '';
    chain = name;
    if (link.effective === null) continue;
    const { hlc } = JSON.parse(link.body);
    const latest = latestAt(link.received);
    const signed = heads.get(name)?.filter(({ kseq }) => kseq >= link.kseq) ?? [];
    const bound = latestAt(Math.min(link.received, ...signed.map(({ received }) => received)));
    const isEarly = link.effective < before;
    const isLate = link.effective > latest && link.effective > before;
    // The first may have been written before its station joined, as its clock said.
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
  for (const { name, db, isRevoked } of kiosks) {
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
