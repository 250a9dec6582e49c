import { verdictOn } from '../../../domain/judgement.ts';
import type { HubDatabase } from '../../store/tables.ts';
import { headOf } from '../chains.ts';
import type { HubContext } from '../context.ts';
import type { EnrolledKiosk } from '../enrolled-kiosk.ts';
import { storePush } from '../push.ts';
import { readEvents } from '../push-rows.ts';
import { eventOfRaw } from '../quarantine.ts';
import { readRun } from '../run.ts';
import { isSignedBy, knownKeys } from '../signed-heads.ts';
import type { Applied } from './held-link.ts';
import { readOrders } from './orders.ts';

/**
 * Takes what a revoked station wrote and a stick brought, as far as two persons released it: those links that continue
 * its chains, up to the last one that it signed. In the transaction that wrote the order.
 */
export async function takeReleased(
  context: HubContext,
  tx: HubDatabase,
  station: EnrolledKiosk,
  before: Applied,
): Promise<Applied> {
  const orders = await readOrders(tx);
  const keys = await knownKeys(tx, station.id);
  let applied = before;
  for (const incarnation of await carriedIncarnations(tx, station.id)) {
    const chain = { kiosk: station.id, incarnation };
    const head = await headOf(tx, chain);
    const rows = await carried(tx, chain, head.lastKseq);
    const known = rows.flatMap(({ raw }) => eventOfRaw(raw) ?? []);
    const { links } = readRun({ previous: head.hash, events: known });
    const isReleased = (kseq: number) => verdictOn(orders, { ...chain, kseq }) === 'count';
    const end = links.findIndex(({ kseq }) => kseq <= head.lastKseq || !isReleased(kseq));
    const released = end < 0 ? links : links.slice(0, end);
    const last = released.findLastIndex(({ signature }) => signature !== null);
    const events = released.slice(0, last + 1);
    const request = { ...chain, epoch: '', request: 0, previous: head.hash, events, author: null };
    const continues = events[0]?.kseq === head.lastKseq + 1;
    if (!continues || !isSignedBy(request, keys, context.crypto)) continue;
    const { change } = await storePush(context, tx, {
      ...{ kiosk: station, mode: station.mode, request, head, knownEvents: [] },
      ...{ fresh: readEvents(chain, events), released: new Set(events) },
      ...{ lastSeq: applied.lastSeq, copied: 0 },
    });
    applied = {
      lastSeq: change.events ?? applied.lastSeq,
      roster: change.roster ?? applied.roster,
    };
    await tx
      .deleteFrom('quarantine')
      .where('kiosk', '=', station.id)
      .where('incarnation', '=', incarnation)
      .where('reason', '=', 'revoked')
      .where('kseq', '<=', events.at(-1)?.kseq ?? 0)
      .execute();
  }
  return applied;
}

async function carriedIncarnations(tx: HubDatabase, kiosk: string): Promise<number[]> {
  const rows = await tx
    .selectFrom('quarantine')
    .where('kiosk', '=', kiosk)
    .where('reason', '=', 'revoked')
    .distinct()
    .orderBy('incarnation')
    .select('incarnation')
    .execute();
  return rows.map(({ incarnation }) => incarnation);
}

async function carried(
  tx: HubDatabase,
  { kiosk, incarnation }: { kiosk: string; incarnation: number },
  after: number,
): Promise<{ raw: string }[]> {
  return await tx
    .selectFrom('quarantine')
    .where('kiosk', '=', kiosk)
    .where('incarnation', '=', incarnation)
    .where('reason', '=', 'revoked')
    .where('kseq', '>', after)
    .orderBy('kseq')
    .select('raw')
    .execute();
}
