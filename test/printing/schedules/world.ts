import { printJobsInStates } from '../../../db/printing/print-jobs.ts';
import { finalPrintJobStates, type PrinterSettings } from '../../../domain/printing/print-job.ts';
import type { PrintQueue } from '../../../main/printing/queue.ts';
import { createBrotherTransport } from '../../../main/printing/transport/brother-transport.ts';
import { createEscposTransport } from '../../../main/printing/transport/escpos-transport.ts';
import type { Link, TransportTimings } from '../../../main/printing/transport/link.ts';
import {
  createStarTransport,
  createTcpLink,
} from '../../../main/printing/transport/open-transport.ts';
import type { Transport, TransportEvents } from '../../../main/printing/transport/transport.ts';
import { createZplTransport } from '../../../main/printing/transport/zpl-transport.ts';
import { BrotherPrinter } from '../../support/virtual-printer/brother/brother-printer.ts';
import { roll29x90 } from '../../support/virtual-printer/brother/brother-status.ts';
import type { PrinterBody } from '../../support/virtual-printer/printer-body.ts';
import type { PrinterServer } from '../../support/virtual-printer/tcp-server.ts';
import {
  firstWall,
  insertBadgeJob,
  jobOf,
  makeQueue,
  makeStore,
  quickTimings,
  type TestStore,
  tcpPrinter,
  wholeBadge,
} from '../support.ts';
import type { Device } from './devices.ts';
import type { Step } from './steps.ts';

/** Shorter still: hundreds of schedules wait for many timeouts. */
const timings: TransportTimings = { ...quickTimings, answer: 250, stall: 250, confirm: 500 };
/** A badge counts as printed only after the time of the slowest printer. */
const brotherTimings = { ...timings, confirm: 1_500 };

/**
 * By language. The app's own `openTransport` does not expose its links, which a crash must break.
 */
const transports: Readonly<
  Record<
    Device['language'],
    (
      link: Link,
      settings: PrinterSettings,
      events: TransportEvents,
      printer: PrinterBody,
    ) => Transport
  >
> = {
  escpos: (link, { ability }, events) => createEscposTransport(link, ability, timings, events),
  star: (link, { ability }, events) => createStarTransport(link, ability, timings, events),
  zpl: (link, { ability }, events) => createZplTransport(link, ability, timings, events),
  brother: (link, settings, events, printer) => {
    const isNetwork = printer instanceof BrotherPrinter && printer.brother.network;
    const ask = isNetwork ? async () => printer.networkStatus() : null;
    return createBrotherTransport(link, settings, brotherTimings, events, ask);
  },
};

/** A desk with its printer, which can crash. */
export class World {
  readonly printer: PrinterBody;
  readonly store: TestStore = makeStore();
  readonly jobs: string[] = [];
  /** How often the desk requested another print, by job number. */
  readonly wordsFor: number[] = [];
  readonly cancelled = new Set<number>();
  settings: PrinterSettings;
  readonly server: PrinterServer;
  readonly #createTransport: (typeof transports)[Device['language']];
  #queue: PrintQueue;
  #links: Link[] = [];
  #dying: Promise<unknown>[] = [];

  constructor({ behaviour: _, ...device }: Device, printer: PrinterBody, server: PrinterServer) {
    this.printer = printer;
    this.server = server;
    this.#createTransport = transports[device.language];
    this.settings = tcpPrinter(server, device);
    this.#queue = this.#open();
  }

  #open(): PrintQueue {
    const queue = makeQueue({
      db: this.store.db,
      openTransport: (settings, events) => {
        const link = createTcpLink(this.server, timings);
        this.#links.push(link);
        return this.#createTransport(link, settings, events, this.printer);
      },
      pollMs: 30,
    });
    queue.setPrinters([this.settings]);
    queue.start();
    return queue;
  }

  async take(next: Step): Promise<void> {
    if (next.kind === 'mishap') return this.printer.plan(next.mishap);
    if (next.kind === 'busy') return this.server.setBusy(next.manner);
    if (next.kind === 'drop-after') return this.printer.dropAfter(next.bytes);
    const steps: Record<typeof next.kind, () => void | Promise<void>> = {
      'check-in': () => this.checkIn(),
      'take-paper': () => this.printer.takePaper(),
      'open-cover': () => this.printer.openCover(),
      'wrong-roll': () => {
        if (this.printer instanceof BrotherPrinter) this.printer.loadRoll(roll29x90);
      },
      'power-off': () => this.printer.powerOff(true),
      'drop-connection': () => this.server.dropConnection(),
      repair: () => this.repair(),
      crash: () => this.crash(),
      'desk-answers': () => this.answer(),
      'cancel-newest': () => this.cancelNewest(),
    };
    await steps[next.kind]();
  }

  checkIn(): void {
    const id = insertBadgeJob(this.store.db, this.jobs.length, firstWall);
    this.jobs.push(id);
    this.#queue.wake(id);
  }

  /** The process dies: the store and all sockets are gone at once, and nothing more is written. */
  crash(): void {
    this.store.db.close();
    for (const link of this.#links.splice(0)) link.abort();
    this.#dying.push(this.#queue.stop().catch(() => undefined));
    this.store.reopen();
    this.#queue = this.#open();
  }

  async repair(): Promise<void> {
    const wasOff = !this.printer.powered;
    this.printer.repair();
    this.printer.coolDown();
    await this.server.setBusy(null);
    if (wasOff) this.server.dropConnection();
  }

  /**
   * The printer turns out to report nothing: the desk sets it to "blind", as the screen advises.
   */
  setBlind(): void {
    this.settings = { ...this.settings, ability: 'blind' };
    this.#queue.setPrinters([this.settings]);
  }

  /** An operator checks the tray and answers truthfully. */
  answer(): void {
    for (const job of printJobsInStates(this.store.db, ['failed-partial', 'unknown'])) {
      const number = this.jobs.indexOf(job.id);
      if (this.copies(number, job.attempt) > 0) {
        this.#queue.answer(job.id, 'came-out');
      } else {
        this.wordsFor[number] = (this.wordsFor[number] ?? 0) + 1;
        this.#queue.answer(job.id, 'print-again');
      }
    }
  }

  cancelNewest(): void {
    const id = this.jobs.at(-1);
    if (id === undefined || !['queued', 'held'].includes(jobOf(this.store.db, id).state)) return;
    this.#queue.release(id, 'cancel');
    this.cancelled.add(this.jobs.length - 1);
  }

  copies(job: number, attempt: number): number {
    return this.printer.jobs
      .map(wholeBadge)
      .filter((badge) => badge?.job === job && badge.attempt === attempt).length;
  }

  get settled(): boolean {
    return this.jobs.every((id) => finalPrintJobStates.includes(jobOf(this.store.db, id).state));
  }

  async end(): Promise<void> {
    await this.#queue.stop();
    await Promise.all(this.#dying);
    await this.server.close();
    this.store.remove();
  }
}
