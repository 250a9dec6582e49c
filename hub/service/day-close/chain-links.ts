import type { FactLine } from '../../../domain/day-close/facts-file.ts';
import type { ChainLinksQuery } from '../../../domain/wire/day-close.ts';
import type { HubDatabase } from '../../store/tables.ts';
import { linksOfChain } from '../chain-walk.ts';

/** Links given at a time: an answer stays well below a megabyte. */
const mostLinks = 500;

/** See `Hub.chainLinks`. */
export async function chainLinks(
  db: HubDatabase,
  { kiosk, incarnation, after }: ChainLinksQuery,
): Promise<FactLine[]> {
  const head = await db
    .selectFrom('chain')
    .where('kiosk', '=', kiosk)
    .where('incarnation', '=', incarnation)
    .select(['kiosk', 'incarnation', 'last_kseq', 'hash'])
    .executeTakeFirst();
  const links: FactLine[] = [];
  if (head === undefined) return links;
  for await (const { kseq, hash, body } of linksOfChain(db, head, after)) {
    links.push({ kiosk, incarnation, kseq, hash, body });
    if (links.length >= mostLinks) break;
  }
  return links;
}
