import { clockAtTime, effectiveClock, maxDrift } from '../../domain/ledger/hlc.ts';
import { isReceipt, isSignedHead, receiptText } from '../../domain/ledger/signed-head.ts';
import type { HubContext } from '../base/context.ts';
import type { Arrival, NewLink, PlacedLink, ReceivedHead } from '../ledger/push-rows.ts';
import type { HubDatabase } from '../store/tables.ts';
import { keysOfHubs, knownKeys } from './signed-heads.ts';

/** What precedes the new links of a chain: its last fact's clock, and when its station joined. */
export interface Before {
  effective: string | null;
  /** UTC milliseconds; null for hubs and for desks, which also work without a hub. */
  joined: number | null;
}

/**
 * Gives new links of one chain their places in the order of facts, and the hub's receipt for the
 * last link, which its author signed. Relayed links may bring receipts of earlier hubs. Such a
 * receipt is checked only if it limits the author's clock; others change nothing.
 */
export async function placeLinks(
  context: HubContext,
  tx: HubDatabase,
  arrival: Arrival,
  links: readonly NewLink[],
  before: Before,
): Promise<{ links: PlacedLink[]; effective: string | null }> {
  const earlier = await earlierReceipts(context, tx, arrival, links);
  const last = links.length - 1;
  let { received } = arrival;
  const bounds = new Map<number, number>();
  const heads = new Map<number, ReceivedHead>();
  for (let index = last; index >= 0; index -= 1) {
    const head = earlier.get(index);
    const signature = links[index]?.event.signature ?? null;
    if (head !== undefined) heads.set(index, head);
    else if (index === last && signature !== null) {
      const text = receiptText(headOf(arrival, links[index]), received);
      heads.set(index, { signature, received, receipt: () => context.sign(text) });
    }
    received = Math.min(received, head?.received ?? received);
    bounds.set(index, received);
  }
  let { effective: previous } = before;
  const placed = links.map((link, index): PlacedLink => {
    const head = heads.get(index) ?? null;
    const hlc = clockIn(link);
    if (hlc === null) return { ...link, effective: null, head };
    const effective = effectiveClock(hlc, {
      previous,
      earliest: before.joined,
      received: bounds.get(index) ?? arrival.received,
    });
    previous = effective;
    return { ...link, effective, head };
  });
  return { links: placed, effective: previous };
}

/** Matches the canonical text of a fact; quotes within its payload are escaped. */
const clock = /"hlc":"(\d{15}-\d{5})"/;

/**
 * The clock of a link, also of one that does not count (it may count later). Null if it has none.
 */
function clockIn({ reading, event }: NewLink): string | null {
  return 'fact' in reading ? reading.fact.hlc : (clock.exec(event.body)?.[1] ?? null);
}

function headOf({ station, incarnation }: Arrival, link: NewLink | undefined) {
  return { station, incarnation, kseq: link?.event.kseq ?? 0, hash: link?.event.hash ?? '' };
}

/** Heads whose receipt is authentic and limits a clock, by their index among the links. */
async function earlierReceipts(
  context: HubContext,
  tx: HubDatabase,
  arrival: Arrival,
  links: readonly NewLink[],
): Promise<Map<number, ReceivedHead>> {
  const found = new Map<number, ReceivedHead>();
  let highest = '';
  for (const [index, link] of links.entries()) {
    const { event } = link;
    const hlc = clockIn(link);
    if (hlc !== null && hlc > highest) highest = hlc;
    const { signature, receipt } = event;
    if (signature === null || receipt === null) continue;
    if (highest <= clockAtTime(receipt.received + maxDrift)) continue;
    const head = headOf(arrival, link);
    const isAuthentic =
      isReceipt(head, receipt, await keysOfHubs(tx), context.crypto) &&
      (await knownKeys(tx, arrival.station)).some((key) =>
        isSignedHead(head, signature, key, context.crypto),
      );
    if (!isAuthentic) continue;
    const { signature: kept } = receipt;
    found.set(index, { signature, received: receipt.received, receipt: () => kept });
  }
  return found;
}
