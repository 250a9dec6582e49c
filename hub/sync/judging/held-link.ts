import type { WireEvent } from '../../../domain/sync/events.ts';
import { type ReadEvent, readEvents } from '../../ledger/read-fact.ts';
import type { HubDatabase } from '../../store/tables.ts';
import { modeOfAuthor, withinRights } from '../rights.ts';

export interface Place {
  station: string;
  incarnation: number;
  kseq: number;
}

/** A link as the hub holds it. */
export interface HeldLink extends Place {
  hash: string;
  body: string;
  id: string | null;
  seq: number | null;
  relayed_by: string | null;
  received: number;
  /** Its position in the order of facts, whether it counts or not. */
  effective: string | null;
}

/** The last numbers of both streams after applying orders; the roster's is null if unchanged. */
export interface Applied {
  lastSeq: number;
  roster: number | null;
}

/** Judges links of one chain by the rules of the author's mode, ignoring orders. */
export async function byTheRules(
  tx: HubDatabase,
  links: readonly HeldLink[],
): Promise<Map<HeldLink, ReadEvent>> {
  const [first] = links;
  if (first === undefined) return new Map();
  const read = links.flatMap((link) => readEvents(link, [bare(link)]));
  const allowed = await withinRights(tx, read, await modeOfAuthor(tx, first.station));
  return new Map(
    links.flatMap((link, index) => {
      const one = allowed[index];
      return one === undefined ? [] : [[link, one] as const];
    }),
  );
}

export function bare({ kseq, hash, body }: HeldLink): WireEvent {
  return { kseq, hash, body, personal: null, signature: null, receipt: null };
}

/** A row of `streamed_place` that puts a link at a number of the stream. */
export function placeAt({ station, incarnation, kseq }: Place, seq: number) {
  return { seq, station, incarnation, kseq };
}
