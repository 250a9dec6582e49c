import { judgementOf } from '../../../domain/ledger/judgement.ts';
import type { HubContext } from '../../base/context.ts';
import type { NewLink } from '../../ledger/push-rows.ts';
import type { HubDatabase } from '../../store/tables.ts';
import { takeBackRosterFacts } from '../take-back-roster-facts.ts';
import type { Applied } from './held-link.ts';
import { judgeHeld } from './judge-held.ts';

/**
 * Applies orders to links that have just arrived. Links that are orders themselves (from the chain
 * of an earlier hub) are carried out. For links that an order disregards, the roster's present
 * state is streamed to their station. In the push's transaction.
 *
 * @param lastSeq the last number of the stream of facts
 */
export async function followOrders(
  context: HubContext,
  tx: HubDatabase,
  chain: { station: string; incarnation: number },
  links: readonly NewLink[],
  lastSeq: number,
): Promise<Applied> {
  const { station, incarnation } = chain;
  const ranges = links.flatMap(({ reading, isFact }) => {
    const order =
      isFact && 'fact' in reading
        ? judgementOf({ ...reading.fact, effective: reading.fact.hlc })
        : null;
    return order === null ? [] : [order.range];
  });
  const silenced = links.filter(
    ({ reading }) => 'reason' in reading && reading.reason === 'disregarded',
  );
  const roster = await takeBackRosterFacts(
    context,
    tx,
    silenced.map(({ event: { kseq, body } }) => ({ station, incarnation, kseq, body })),
    silenced.flatMap(({ event }) => event.personal?.payload ?? []),
  );
  const applied = await judgeHeld(context, tx, ranges, lastSeq);
  return { lastSeq: applied.lastSeq, roster: applied.roster ?? roster };
}
