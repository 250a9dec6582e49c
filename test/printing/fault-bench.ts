import { onTestFinished } from 'vitest';
import type { PrintJobRow } from '../../db/printing/print-jobs.ts';
import type {
  HoldReason,
  PrinterSettings,
  PrintJobState,
} from '../../domain/printing/print-job.ts';
import type { PrintQueue, PrintQueueDeps } from '../../main/printing/queue.ts';
import { openTransport } from '../../main/printing/transport/open-transport.ts';
import { BrotherPrinter } from '../support/virtual-printer/brother/brother-printer.ts';
import type { BrotherBehaviour } from '../support/virtual-printer/brother/brother-status.ts';
import type { Behaviour, PrinterBody } from '../support/virtual-printer/printer-body.ts';
import { StarPrinter } from '../support/virtual-printer/star/star-printer.ts';
import {
  ownAddress,
  type PrinterServer,
  serveOverTcp,
} from '../support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';
import { type ZplBehaviour, ZplPrinter } from '../support/virtual-printer/zpl/zpl-printer.ts';
import {
  firstWall,
  insertBadgeJob,
  jobOf,
  makeQueue,
  makeStore,
  quickTimings,
  type TestStore,
  tcpPrinter,
  until,
  wholeBadge,
} from './support.ts';

/** The desk's clock, UTC milliseconds; tests move it. */
export const clock = { wall: firstWall };

/** A queue with a printer in which everything can go wrong. */
export interface Bench<P extends PrinterBody = PrinterBody> {
  printer: P;
  server: PrinterServer;
  store: TestStore;
  queue: PrintQueue;
  states: PrintJobState[];
  print(number?: number): string;
}

/** Makes a desk with a printer of one language, removed after the test. */
type Make<P extends PrinterBody, B = Behaviour> = (
  behaviour?: Partial<B>,
  settings?: Partial<PrinterSettings>,
  deps?: Partial<PrintQueueDeps>,
) => Promise<Bench<P>>;

export const bench: Make<VirtualPrinter> = (behaviour, settings, deps) =>
  benchOf(new VirtualPrinter(behaviour), { ...settings }, deps);

export const starBench: Make<StarPrinter, Behaviour & { framed: boolean }> = (
  behaviour,
  settings,
) => benchOf(new StarPrinter(behaviour), { language: 'star', ...settings });

/** Shorter, because a silent ZPL printer is asked twice. */
const zplTimings = { ...quickTimings, answer: 300, confirm: 900 };

export const zplBench: Make<ZplPrinter, ZplBehaviour> = (behaviour, settings) =>
  benchOf(
    new ZplPrinter(behaviour),
    { language: 'zpl', ...settings },
    { openTransport: (each, events) => openTransport(each, events, zplTimings) },
  );

export const brotherBench: Make<BrotherPrinter, BrotherBehaviour> = (behaviour, settings, deps) =>
  benchOf(new BrotherPrinter(behaviour), { language: 'brother', ...settings }, deps);

export const benches: readonly (readonly [language: string, bench: Make<PrinterBody>])[] = [
  ['ESC/POS', bench],
  ['Star', starBench],
  ['ZPL', zplBench],
  ['Brother', brotherBench],
];

export async function benchOf<P extends PrinterBody>(
  printer: P,
  settings: Partial<PrinterSettings>,
  deps: Partial<PrintQueueDeps> = {},
): Promise<Bench<P>> {
  const states: PrintJobState[] = [];
  const { servers, store, queue } = await deskWith([printer], [settings], {
    onJobChanged: ({ state }) => states.push(state),
    ...deps,
  });
  const [server] = servers;
  if (server === undefined) throw new Error('no printer');
  const print = (number = 0): string => {
    const id = insertBadgeJob(store.db, number, clock.wall);
    queue.wake(id);
    return id;
  };
  return { printer, server, store, queue, states, print };
}

/** A desk with printers and their settings, in the same order; removed after the test. */
export async function deskWith(
  printers: readonly PrinterBody[],
  lines: readonly Partial<PrinterSettings>[],
  deps: Partial<PrintQueueDeps>,
): Promise<{
  servers: PrinterServer[];
  settings: PrinterSettings[];
  store: TestStore;
  queue: PrintQueue;
}> {
  const servers: PrinterServer[] = [];
  for (const printer of printers) {
    const server = await serveOverTcp(printer, { host: ownAddress() });
    onTestFinished(() => server.close());
    servers.push(server);
  }
  const store = makeStore();
  onTestFinished(() => store.remove());
  const settings = servers.map((server, index) => tcpPrinter(server, lines[index]));
  const queue = makeQueue({ db: store.db, clock: () => clock.wall, ...deps });
  queue.setPrinters(settings);
  queue.start();
  onTestFinished(() => queue.stop());
  return { servers, settings, store, queue };
}

/** The whole badges in the tray, as job/attempt. */
export function whole(printer: PrinterBody): string[] {
  return printer.jobs.flatMap((job) => {
    const badge = wholeBadge(job);
    return badge === null ? [] : [`${badge.job}/${badge.attempt}`];
  });
}

export const stateIs = (b: Bench, id: string, state: PrintJobState): Promise<void> =>
  until(
    () => `${state} (is ${JSON.stringify(jobOf(b.store.db, id))})`,
    () => jobOf(b.store.db, id).state === state,
  );

/** Waits until the job is held for that reason (it may be held for another before). */
export async function heldFor(b: Bench, id: string, reason: HoldReason): Promise<PrintJobRow> {
  let job = jobOf(b.store.db, id);
  await until(`held for ${reason}`, () => {
    job = jobOf(b.store.db, id);
    return job.state === 'held' && job.reason === reason;
  });
  return job;
}

export const printerIs = (b: Bench, condition: string): Promise<void> =>
  until(condition, () => b.queue.printers()[0]?.condition === condition);
