import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { PrintJobState } from '../../../domain/printing/print-job.ts';
import { ownAddress, serveOverTcp } from '../../support/virtual-printer/tcp-server.ts';
import { jobOf } from '../support.ts';
import { makePrinter } from './devices.ts';
import type { Schedule } from './steps.ts';
import { World } from './world.ts';

/**
 * Milliseconds until every badge must have its final state; only a failing schedule takes so long.
 */
const timeout = 90_000;

/** States in which a printer may still be printing a badge, or will. */
const onItsWay: ReadonlySet<PrintJobState> = new Set(['queued', 'held', 'sending', 'awaiting']);

/**
 * Runs a schedule to its end. Throws on any fault.
 *
 * @returns what occurred: steps, mishaps that struck while printing, manners of the printer, final
 * states
 */
export async function runSchedule(plan: Schedule): Promise<string[]> {
  const printer = makePrinter(plan.device);
  const server = await serveOverTcp(printer, { host: ownAddress() });
  const world = new World(plan.device, printer, server);
  try {
    for (const { step: next, wait } of plan.steps) {
      await world.take(next);
      if (wait > 0) await pause(wait);
    }
    await world.repair();
    if (plan.device.behaviour.ignoresStatus) world.setBlind();
    for (const badge of plan.badges) await spoil(world, badge);
    const end = performance.now() + timeout;
    while (!world.settled || printer.busy) {
      if (performance.now() > end) throw new Error(`stuck: ${describeJobs(world)}`);
      await pause(20);
      if (!printer.busy) world.answer();
    }
    check(world);
    return happened(plan, world);
  } finally {
    await world.end();
  }
}

/** Prints a badge with a mishap. */
async function spoil(world: World, badge: Schedule['badges'][number]): Promise<void> {
  const { printer, store } = world;
  const before = printer.struck.length;
  printer.plan(badge.mishap);
  world.checkIn();
  const id = world.jobs.at(-1) ?? '';
  const end = performance.now() + timeout;
  // An earlier badge may meet the mishap, or it comes too late for any.
  while (printer.struck.length === before && onItsWay.has(jobOf(store.db, id).state)) {
    if (performance.now() > end) throw new Error(`nothing comes of it: ${describeJobs(world)}`);
    await pause(5);
    world.answer();
  }
  await pause(badge.wait);
  if (badge.crash) world.crash();
  await world.repair();
}

/** Never a silent loss, never a second copy without an operator's answer. */
function check(world: World): void {
  assert.equal(world.printer.garbage, 0, 'bytes printed as characters');
  for (const [number, id] of world.jobs.entries()) {
    const job = jobOf(world.store.db, id);
    const words = world.wordsFor[number] ?? 0;
    assert.equal(job.attempt, 1 + words, `attempts of job ${number}`);
    for (let attempt = 1; attempt <= job.attempt; attempt += 1) {
      const copies = world.copies(number, attempt);
      assert.ok(copies <= 1, `${copies} copies of job ${number}, attempt ${attempt}`);
    }
    checkFate(world, number, job);
  }
}

/** The tray matches the job's last state. */
function checkFate(
  world: World,
  number: number,
  job: { state: PrintJobState; attempt: number },
): void {
  if (job.state === 'cancelled') {
    assert.ok(world.cancelled.has(number), `job ${number} cancelled`);
  } else if (job.state === 'sent') {
    assert.notEqual(world.settings.ability, 'confirm', `job ${number} is only "sent"`);
  } else {
    const what = `copies of job ${number}, which is ${job.state}; ${describePrinted(world)}`;
    assert.equal(world.copies(number, job.attempt), 1, what);
  }
}

function happened({ device, steps }: Schedule, world: World): string[] {
  const { behaviour } = device;
  const manners = [
    `${device.ability} printer`,
    ...(behaviour.ignoresConfirm ? ['ignores the question for the end'] : []),
    ...(behaviour.ignoresStatus ? ['ignores status'] : []),
    ...((behaviour.answerDelay ?? 0) > 0 ? ['answers slowly'] : []),
    ...(device.language === 'star' ? [`star ${device.starGraphics}`] : []),
    ...(behaviour.network === true ? ['status by SNMP'] : []),
    ...((behaviour.losesEvery ?? 0) > 0 ? ['loses statuses'] : []),
  ];
  const taken = steps
    .map(({ step }) => (step.kind === 'busy' ? `busy: ${step.manner}` : step.kind))
    .filter((kind) => kind !== 'mishap');
  const struck = world.printer.struck.map((kind) => `${kind} while printing`);
  const fates = world.jobs.map((id) => `=> ${jobOf(world.store.db, id).state}`);
  return [...taken, ...struck, ...manners, ...fates];
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
