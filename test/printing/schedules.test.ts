import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printJobsInStates } from '../../db/print-jobs.ts';
import { rollTemplate } from '../../domain/default-templates.ts';
import { finalPrintJobStates, type PrinterSettings } from '../../domain/print-job.ts';
import { createPrintQueue, type PrintQueue } from '../../main/printing/queue.ts';
import { createEscposTransport } from '../../main/printing/transport/escpos-transport.ts';
import type { Link } from '../../main/printing/transport/link.ts';
import { createTcpLink } from '../../main/printing/transport/tcp-link.ts';
import {
  ownAddress,
  type PrinterServer,
  serveOverTcp,
} from '../support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';
import { type Schedule, type Step, schedule } from './schedule-steps.ts';
import {
  insertBadgeJob,
  jobOf,
  makeStore,
  plainContent,
  plainRenderer,
  quickTimings,
  silentLog,
  type TestStore,
  tcpPrinter,
  wholeBadge,
} from './support.ts';

/** Shorter still: three hundred schedules wait for many time-outs. */
const timings = { ...quickTimings, answer: 250, stall: 250, confirm: 500 };

/** A desk with its printer, that can crash. */
class World {
  readonly printer: VirtualPrinter;
  readonly store: TestStore = makeStore();
  readonly jobs: string[] = [];
  /** How often the desk asked for one more print, by job number. */
  readonly wordsFor: number[] = [];
  readonly cancelled = new Set<number>();
  readonly settings: PrinterSettings;
  readonly server: PrinterServer;
  #queue: PrintQueue;
  #links: Link[] = [];
  #dying: Promise<unknown>[] = [];

  constructor(printer: VirtualPrinter, server: PrinterServer, ability: PrinterSettings['ability']) {
    this.printer = printer;
    this.server = server;
    this.settings = tcpPrinter(server, { ability });
    this.#queue = this.#open();
  }

  #open(): PrintQueue {
    const queue = createPrintQueue({
      db: this.store.db,
      clock: () => 1_538_460_000_000,
      renderer: plainRenderer,
      templateOf: () => rollTemplate,
      openTransport: (settings, events) => {
        const link = createTcpLink(this.server, timings);
        this.#links.push(link);
        return createEscposTransport(link, settings.ability, timings, events);
      },
      contentOf: plainContent,
      asksAfterMinutes: () => 5,
      onJobChanged: () => {},
      onPrinterChanged: () => {},
      log: silentLog,
      pollMs: 30,
    });
    queue.setPrinters([this.settings]);
    queue.start();
    return queue;
  }

  async take(next: Step): Promise<void> {
    switch (next.kind) {
      case 'check-in': {
        const number = this.jobs.length;
        const id = insertBadgeJob(this.store.db, number, 1_538_460_000_000);
        this.jobs.push(id);
        this.#queue.wake(id);
        return;
      }
      case 'mishap':
        return this.printer.plan(next.mishap);
      case 'take-paper':
        return this.printer.takePaper();
      case 'open-cover':
        return this.printer.openCover();
      case 'repair':
        return this.repair();
      case 'power-off':
        return this.printer.powerOff(true);
      case 'drop-connection':
        return this.server.dropConnection();
      case 'busy':
        return this.server.setBusy(next.manner);
      case 'crash':
        return this.crash();
      case 'desk-answers':
        return this.answer();
      case 'cancel-newest':
        return this.cancelNewest();
    }
  }

  /** The process dies: the store and all sockets are gone at once, nothing more is written. */
  crash(): void {
    this.store.db.close();
    for (const link of this.#links.splice(0)) link.abort();
    this.#dying.push(this.#queue.stop().catch(() => undefined));
    this.store.reopen();
    this.#queue = this.#open();
  }

  /** Somebody looks after the printer. */
  async repair(): Promise<void> {
    const wasOff = !this.printer.powered;
    this.printer.repair();
    await this.server.setBusy(null);
    if (wasOff) this.server.dropConnection();
  }

  /** The desk looks into the tray and answers truthfully. */
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

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Runs a schedule to its end; throws what went wrong. */
async function run(plan: Schedule): Promise<void> {
  const printer = new VirtualPrinter(plan.behaviour);
  const server = await serveOverTcp(printer, { host: ownAddress() });
  const world = new World(printer, server, plan.ability);
  try {
    for (const { step: next, wait } of plan.steps) {
      await world.take(next);
      if (wait > 0) await pause(wait);
    }
    await world.repair();
    const end = performance.now() + 90_000;
    while (!world.settled || printer.busy) {
      if (performance.now() > end) throw new Error(`stuck: ${describeJobs(world)}`);
      await pause(20);
      if (!printer.busy) world.answer();
    }
    check(world, plan);
  } finally {
    await world.end();
  }
}

function describeJobs(world: World): string {
  return world.jobs.map((id) => JSON.stringify(jobOf(world.store.db, id))).join('\n');
}

function describePrinted(world: World): string {
  return world.printer.jobs
    .map((job) => {
      const [number, attempt] = job.rows[0] ?? [];
      const { cut, broken, confirmId } = job;
      return JSON.stringify({ number, attempt, rows: job.rows.length, cut, broken, confirmId });
    })
    .join(' ');
}

/** Never a silent loss, never a badge that came out twice without an operator's word. */
function check(world: World, plan: Schedule): void {
  expect(world.printer.garbage, 'bytes printed as characters').toBe(0);
  for (const [number, id] of world.jobs.entries()) {
    const job = jobOf(world.store.db, id);
    const words = world.wordsFor[number] ?? 0;
    expect(job.attempt, `attempts of job ${number}`).toBe(1 + words);
    for (let attempt = 1; attempt <= job.attempt; attempt += 1) {
      expect(
        world.copies(number, attempt),
        `copies of job ${number}, attempt ${attempt}`,
      ).toBeLessThanOrEqual(1);
    }
    const last = world.copies(number, job.attempt);
    if (job.state === 'cancelled')
      expect(world.cancelled.has(number), `job ${number} cancelled`).toBe(true);
    else if (job.state !== 'sent')
      expect(last, `job ${number} is ${job.state}; ${describePrinted(world)}`).toBe(1);
    else expect(plan.ability, `job ${number} is only "sent"`).not.toBe('confirm');
  }
}

/**
 * The same schedules in every ordinary run, so that a failure belongs to the change that was made; what meets what
 * within them is chance all the same. For a long search: LANYARD_SCHEDULES=10000 LANYARD_SEED=random.
 */
const usualSeed = 20_181_002;
const numberOfSchedules = Number(process.env.LANYARD_SCHEDULES ?? 300);
const atOnce = 12;

test(
  `${numberOfSchedules} random schedules: no silent loss, no second badge without a word`,
  async () => {
    const wish = process.env.LANYARD_SEED ?? usualSeed;
    const seed = wish === 'random' ? Date.now() % 2 ** 31 : Number(wish);
    console.log(`print schedules: LANYARD_SEED=${seed}`);
    const plans = fc.sample(schedule, { seed, numRuns: numberOfSchedules });
    const faults = new Map<string, number>();
    for (const { step: each } of plans.flatMap((plan) => plan.steps)) {
      const name = each.kind === 'mishap' ? `${each.mishap.kind} while printing` : each.kind;
      faults.set(name, (faults.get(name) ?? 0) + 1);
    }
    console.log(`print schedules: ${JSON.stringify(Object.fromEntries(faults))}`);
    const queue = [...plans.entries()];
    const worker = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const [index, plan] = next;
        try {
          await run(plan);
        } catch (error) {
          queue.length = 0;
          // Also in the message: the list of failures at the end of a run shows no causes.
          const what = error instanceof Error ? error.message : String(error);
          throw new Error(
            `LANYARD_SEED=${seed}, schedule ${index}: ${what}\n${JSON.stringify(plan)}`,
            { cause: error },
          );
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  },
  Math.max(300_000, numberOfSchedules * 1_000),
);
