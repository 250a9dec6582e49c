import { afterEach } from 'vitest';
import { saveEvent } from '../../db/events.ts';
import { upsertDelegates } from '../../db/roster-write.ts';
import { rollTemplate } from '../../domain/default-templates.ts';
import type { PrinterSettings } from '../../domain/print-job.ts';
import {
  createPrintQueue,
  type PrintQueue,
  type PrintQueueDeps,
} from '../../main/printing/queue.ts';
import { openTransport } from '../../main/printing/transport/open-transport.ts';
import { eventSecret, sampleDelegate, sampleEvent } from '../support/sample-event.ts';
import type { Behaviour } from '../support/virtual-printer/behaviour.ts';
import {
  ownAddress,
  type PrinterServer,
  serveOverTcp,
} from '../support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';
import { whole } from './fault-bench.ts';
import {
  eventId,
  insertBadgeJob,
  makeStore,
  plainContent,
  plainRenderer,
  quickTimings,
  silentLog,
  type TestStore,
  tcpPrinter,
} from './support.ts';

const wall = 1_538_460_000_000;
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A desk with several printers. */
export interface Fleet {
  printers: VirtualPrinter[];
  servers: PrinterServer[];
  /** Settings of each, in the order of the printers; change and `use()` them. */
  settings: PrinterSettings[];
  store: TestStore;
  queue: PrintQueue;
  use(): void;
  /** Queues a badge of a category; of a batch with priority 1. Returns the job's id. */
  print(number: number, category?: string, priority?: number): string;
  /** Which badges (job/attempt) lie in each printer's tray. */
  trays(): string[][];
}

/** Makes a desk with a printer for each line of settings; it is taken away after the test. */
export async function fleet(
  lines: readonly Partial<PrinterSettings>[],
  options: { behaviour?: Partial<Behaviour>; deps?: Partial<PrintQueueDeps> } = {},
): Promise<Fleet> {
  const printers = lines.map(() => new VirtualPrinter(options.behaviour));
  const servers: PrinterServer[] = [];
  for (const printer of printers) {
    const server = await serveOverTcp(printer, { host: ownAddress() });
    cleanUps.push(() => server.close());
    servers.push(server);
  }
  const settings = servers.map((server, index) => tcpPrinter(server, lines[index]));
  const store = makeStore();
  cleanUps.push(() => store.remove());
  const file = Object.assign({}, sampleEvent, { id: eventId });
  saveEvent(store.db, { file, secret: eventSecret }, wall);
  const queue = createPrintQueue({
    db: store.db,
    clock: () => wall,
    renderer: plainRenderer,
    openTransport: (printer, events) => openTransport(printer, events, quickTimings),
    templateOf: () => rollTemplate,
    contentOf: plainContent,
    asksAfterMinutes: () => 5,
    onJobChanged: () => {},
    onPrinterChanged: () => {},
    log: silentLog,
    pollMs: 30,
    ...options.deps,
  });
  queue.setPrinters(settings);
  queue.start();
  cleanUps.push(() => queue.stop());
  return {
    printers,
    servers,
    settings,
    store,
    queue,
    use: () => queue.setPrinters(settings),
    print: (number, category = 'delegate', priority = 0) => {
      addHolder(store, number, category);
      const id = insertBadgeJob(store.db, number, wall);
      store.db.prepare('UPDATE print_job SET priority = ? WHERE id = ?').run(priority, id);
      queue.wake(id);
      return id;
    },
    trays: () => printers.map(whole),
  };
}

/** The roster's line of the badge that `insertBadgeJob` makes. */
function addHolder(store: TestStore, number: number, category: string): void {
  const id = `de000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
  const { registrationCode, ticketCode, ...values } = sampleDelegate({
    id,
    ticketCode: `LT${number}`,
    registrationCode: `T18-${String(number).padStart(5, '0')}`,
    category,
  });
  upsertDelegates(store.db, {
    eventId,
    entries: [{ id, registrationCode, ticketCode, values }],
    defaults: { category: 'delegate' },
    wall,
  });
}
