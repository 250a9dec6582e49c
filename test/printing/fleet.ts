import { saveEvent } from '../../db/event/events.ts';
import { upsertDelegates } from '../../db/roster/roster-write.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import type { PrintQueueDeps } from '../../main/printing/queue.ts';
import { entryOf } from '../sim/people.ts';
import { eventSecret, numberedDelegate, sampleEvent } from '../support/sample-event.ts';
import type { Behaviour } from '../support/virtual-printer/printer-body.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';
import { deskWith, whole } from './fault-bench.ts';
import { eventId, insertBadgeJob, type TestStore, firstWall as wall } from './support.ts';

export type Fleet = Awaited<ReturnType<typeof fleet>>;

/** Makes a desk with a printer for each entry of the settings, removed after the test. */
export async function fleet(
  lines: readonly Partial<PrinterSettings>[],
  options: { behaviour?: Partial<Behaviour>; deps?: Partial<PrintQueueDeps> } = {},
) {
  const printers = lines.map(() => new VirtualPrinter(options.behaviour));
  const desk = await deskWith(printers, lines, { pollMs: 30, ...options.deps });
  const { settings, store, queue } = desk;
  const file = Object.assign({}, sampleEvent, { id: eventId });
  saveEvent(store.db, { file, secret: eventSecret }, wall);
  return {
    ...desk,
    printers,
    /** Call it after changing `settings`. */
    use: () => queue.setPrinters(settings),
    /** Queues a badge of a category, with priority 1 for one of a batch. Returns the job's id. */
    print: (number: number, category = 'delegate', priority = 0): string => {
      addHolder(store, number, category);
      const id = insertBadgeJob(store.db, number, wall);
      store.db.prepare('UPDATE print_job SET priority = ? WHERE id = ?').run(priority, id);
      queue.wake(id);
      return id;
    },
    /** The badges (job/attempt) in each printer's tray. */
    trays: () => printers.map(whole),
  };
}

/** The roster's row for the badge that `insertBadgeJob` makes. */
function addHolder(store: TestStore, number: number, category: string): void {
  const id = `de000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
  const entries = [entryOf(numberedDelegate(number, { id, category }))];
  const defaults = { category: 'delegate' };
  upsertDelegates(store.db, { eventId, entries, defaults, wall });
}
