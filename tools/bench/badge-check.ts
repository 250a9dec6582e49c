import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { createBadgeCheck } from '../../main/badges/check/badge-check.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { startCheckThread } from '../../test/support/check-thread.ts';
import { type DeskContext, makeDeskContext } from '../../test/support/desk-context.ts';
import { largeEvent } from '../../test/support/import-desk.ts';
import { sampleRows } from '../../test/support/roster-sample.ts';
import { eventSecret } from '../../test/support/sample-event.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';
import { fillStore } from './machine/large-store.ts';

const size = 100_000;
/**
 * Scans during a check and scans without one alternate, so that other load on the machine affects
 * both.
 */
const rounds = 8;
const scansInRound = 150;
/** Milliseconds between two scans: a far higher rate than five desks reach. */
const scanEvery = 25;

/**
 * A check of the badges of 100,000 people, in its thread: people per second and memory of a whole
 * one. Also the time of a scan, from the code to the commit, during a check and without one.
 */
export async function run(): Promise<BenchResult> {
  const desk = makeDeskContext({ event: { file: largeEvent(), secret: eventSecret } });
  try {
    const codes = fillStore(desk, sampleRows(size), size, 2 * rounds * scansInRound);
    return await measured(desk, codes);
  } finally {
    desk.close();
  }
}

async function measured(desk: DeskContext, codes: string[]): Promise<BenchResult> {
  let thread: Worker | null = null;
  const check = createBadgeCheck({
    context: desk.context,
    config: {},
    location: desk.location,
    notify: () => {},
    fontFolder: join(import.meta.dirname, '../../node_modules'),
    startWorker: (data) => {
      thread = startCheckThread(data);
      return thread;
    },
    onFailure: (failure) => {
      throw failure;
    },
  });
  const started = async (): Promise<Worker> => {
    check.start();
    if (thread === null) throw new Error('no thread');
    // The app exits without waiting for a check; this process waits.
    thread.ref();
    // Its first progress report: it has begun to lay out badges.
    await once(thread, 'message');
    return thread;
  };
  const alone: number[] = [];
  const beside: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    alone.push(...(await scans(desk, codes)));
    await started();
    beside.push(...(await scans(desk, codes)));
    await check.cancel();
  }
  const memory = process.memoryUsage.rss();
  const began = performance.now();
  const worker = await started();
  let peak = memory;
  worker.on('message', () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  });
  await once(worker, 'exit');
  const seconds = (performance.now() - began) / 1_000;
  const people = check.view().result?.people ?? 0;
  return {
    name: 'check of the badges of 100,000 people',
    figures: {
      'badge_check.people': people,
      'badge_check.seconds': rounded(seconds),
      'badge_check.people_per_second': rounded(people / seconds),
      'badge_check.memory_growth_mb': rounded((peak - memory) / 1e6),
      'badge_check.scan_alone_p95_ms': rounded(percentile(alone, 0.95)),
      'badge_check.scan_beside_p95_ms': rounded(percentile(beside, 0.95)),
      'badge_check.ratio_scan_p95': rounded(percentile(beside, 0.95) / percentile(alone, 0.95)),
    },
  };
}

async function scans(desk: DeskContext, codes: string[]): Promise<number[]> {
  const times: number[] = [];
  for (const code of codes.splice(0, scansInRound)) {
    await pause(scanEvery);
    const begin = performance.now();
    const scan = { source: 'hid' as const, readings: [code], seenAt: begin };
    const target = { kind: 'scan' as const, scan };
    const { outcome } = checkIn(desk.context, desk.caller, {
      key: randomUUID(),
      target,
      identity: null,
    });
    times.push(performance.now() - begin);
    if (outcome !== 'admitted') throw new Error(`a scan answered ${outcome}`);
  }
  return times;
}
