import { type DayQuestion, draftReport } from '../../../domain/day-close/draft.ts';
import type { PlacedFact } from '../../../domain/day-close/late-facts.ts';
import type { DayReport } from '../../../domain/day-close/report.ts';
import type { Delegate } from '../../../domain/delegate.ts';
import type { LocalDay } from '../../../domain/event-file.ts';
import { lockStream } from '../../store/streams.ts';
import type { HubDatabase } from '../../store/tables.ts';
import type { HubContext } from '../context.ts';
import { delegateOfText } from '../delegate-text.ts';
import { writeTold } from '../told-chains.ts';
import { type DayHeads, type QuarantinedLink, walkChains } from './read-evidence.ts';

/** A day as the hub holds it now. */
export interface ReadDay {
  draft: DayReport;
  facts: PlacedFact[];
  /** Where the stream of facts stood. */
  eventsSeq: number;
}

/** The place of a report: everything about it that is not the day itself. */
export type ReportPlace = DayQuestion['place'];

/** Reads a day whole: every chain computed anew, every fact, the roster. Nothing is locked while it reads. */
export async function readDay(
  context: HubContext,
  day: LocalDay,
  place: ReportPlace,
): Promise<ReadDay> {
  const { db } = context.store;
  const event = context.identity.event.id;
  await writeTold(context);
  const written = await readHeads(db);
  const heads = { ...written, said: [...written.said, ...context.told.values()] };
  const walked = await walkChains(db, heads, event, day);
  const draft = draftReport(
    {
      event,
      day,
      facts: walked.facts.map(({ fact }) => fact),
      links: walked.links,
      kiosks: walked.kiosks,
      quarantine: byReason(heads.quarantine),
      ...(await readRoster(db)),
      place,
    },
    context.crypto,
  );
  return { draft, facts: walked.facts, eventsSeq: heads.eventsSeq };
}

/** Heads, stream and kiosks of one moment: whoever pushes locks the stream, too. */
async function readHeads(db: HubDatabase): Promise<DayHeads> {
  return await db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'events');
    return {
      eventsSeq: stream.seq,
      chains: await tx
        .selectFrom('chain')
        .select(['kiosk', 'incarnation', 'last_kseq', 'hash'])
        .execute(),
      kiosks: await tx.selectFrom('kiosk').selectAll().execute(),
      said: await tx.selectFrom('chain_said').selectAll().execute(),
      quarantine: await tx
        .selectFrom('quarantine')
        .select(['kiosk', 'incarnation', 'kseq', 'reason'])
        .execute(),
    };
  });
}

async function readRoster(db: HubDatabase): Promise<Pick<DayQuestion, 'delegates' | 'deleted'>> {
  const rows = await db.selectFrom('delegate').orderBy('id').select(['data', 'deleted']).execute();
  const delegates: Delegate[] = [];
  const deleted: Delegate[] = [];
  for (const row of rows) (row.deleted === 1 ? deleted : delegates).push(delegateOfText(row.data));
  return { delegates, deleted };
}

function byReason(links: readonly QuarantinedLink[]): DayQuestion['quarantine'] {
  const rows = new Map<string, { kiosk: string; reason: string; items: number }>();
  for (const { kiosk, reason } of links) {
    const row = rows.get(`${kiosk} ${reason}`) ?? { kiosk, reason, items: 0 };
    row.items += 1;
    rows.set(`${kiosk} ${reason}`, row);
  }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
