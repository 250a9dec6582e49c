import { advancePrintBatch, insertPrintBatch, movePrintBatch } from '../../../db/print-batches.ts';
import type { BadgeFate } from '../../../domain/badge-fates.ts';
import type { PrintJobState } from '../../../domain/print-job.ts';
import { issueBadge } from '../../../main/use-cases/issue-badge.ts';
import { addStockCount } from '../../../main/use-cases/stock-balance.ts';
import { admitted, crowd, fate, handedOver, marie, printEnds, writePeople } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { people, start, ticket, uuid } from './people.ts';

/** Badges in every row of the balance; six of them have not come to their end. */
export function fillBadges(desk: HarnessDesk): void {
  const ends: readonly (BadgeFate | PrintJobState | 'waits')[] = [
    ...Array.from({ length: 16 }, () => 'handed-over' as const),
    ...(['returned', 'returned', 'returned', 'lost', 'destroyed', 'destroyed'] as const),
    ...(['did-not-come-out', 'did-not-come-out', 'confirmed', 'confirmed'] as const),
    ...(['waits', 'unknown', 'unknown'] as const),
  ];
  for (const [index, id] of crowd(desk, ends.length).entries()) {
    const { serial } = admitted(desk, id);
    const end = ends[index] ?? 'waits';
    switch (end) {
      case 'waits':
        break;
      case 'handed-over':
      case 'returned':
      case 'lost':
      case 'destroyed':
        handedOver(desk, serial);
        if (end !== 'handed-over') fate(desk, serial, end);
        break;
      default:
        printEnds(desk, serial, end);
    }
  }
}

/** A hundred blanks were loaded, and somebody counted what is left. */
export function countStock(desk: HarnessDesk, left: number): void {
  const count = (kind: 'loaded' | 'counted', number: number): void =>
    addStockCount(desk.context, marie(desk), desk.printers.settings, {
      printerId: 'left',
      kind,
      count: number,
    });
  count('loaded', 100);
  count('counted', left);
}

/** A finished batch, and one that is paused half way or whose last badges want somebody. */
export function fillBatches(desk: HarnessDesk, how: 'paused' | 'problems'): void {
  batch(desk, { number: 1, delegates: [uuid(1, 0)], printed: 1, delegation: 'SWE' });
  const delegates = crowd(desk, 20);
  const [like] = people();
  if (like === undefined) return;
  // Gujarati letters, which no font of the badges has: its print is held.
  const id = delegates.at(-1) ?? '';
  const unprintable = { ...like, id, registrationCode: 'GSC-9019', nativeName: 'મારિયા' };
  writePeople(desk, [{ ...unprintable, ...ticket(1_019) }]);
  batch(desk, { number: 2, delegates, printed: how === 'paused' ? 12 : 18, delegation: null });
  const last = { number: 2, delegates: delegates.slice(18), printed: 18 };
  if (how === 'paused') movePrintBatch(desk.context.db, uuid(12, 2), 'running', 'paused');
  else issue(desk, last, ['unknown', null]);
}

interface Batch {
  number: number;
  delegates: readonly string[];
  /** How many of them have their badge. */
  printed: number;
  delegation: string | null;
}

function batch(desk: HarnessDesk, { number, delegates, printed, delegation }: Batch): void {
  const { context } = desk;
  insertPrintBatch(context.db, {
    id: uuid(12, number),
    eventId: context.event.file.id,
    kind: delegation === null ? 'roster' : 'delegation',
    ...{ delegation, delegates, wall: start - 5_400_000 / number },
    operatorId: marie(desk).operator?.id ?? null,
  });
  const all = delegates.slice(0, printed);
  issue(
    desk,
    { number, delegates: all, printed: 0 },
    all.map(() => 'confirmed'),
  );
}

/** Issues badges of a batch, each with how its print ended; null leaves it to the queue. */
function issue(
  desk: HarnessDesk,
  { number, delegates, printed: from }: Pick<Batch, 'number' | 'delegates' | 'printed'>,
  ends: readonly (PrintJobState | null)[],
): void {
  const { context } = desk;
  const operatorId = marie(desk).operator?.id ?? null;
  for (const [index, delegateId] of delegates.entries()) {
    const badge = { delegateId, operatorId, reason: 'first', batchId: uuid(12, number) } as const;
    const { serial } = context.db.transaction(() => issueBadge(context, badge))();
    const end = ends[index] ?? null;
    if (end !== null) printEnds(desk, serial, end);
  }
  const next = from + delegates.length;
  advancePrintBatch(context.db, uuid(12, number), { from, next, skipped: 0 });
}
