import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../bench-result.ts';
import type { Cost } from './column.ts';

/** Milliseconds between two checks of the main thread; shorter pauses are not seen. */
const resolution = 1;

/**
 * Does each piece of work once, one after the other, with a turn of the event loop between them.
 * Measures times, the longest pause of this thread, and the rise of the process's memory (Linux:
 * proc(5), `clear_refs` and `VmHWM`).
 *
 * @param helper gives the id of a process that the work started, whose whole memory counts; null
 * for none
 */
export async function measured(
  works: Iterable<() => unknown>,
  helper: () => number | null = () => null,
): Promise<Cost> {
  globalThis.gc?.();
  writeFileSync('/proc/self/clear_refs', '5');
  const before = megabytes('VmRSS');
  const loop = monitorEventLoopDelay({ resolution });
  const times: number[] = [];
  loop.enable();
  await pause(5 * resolution);
  loop.reset();
  for (const work of works) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
    await pause(2 * resolution);
  }
  loop.disable();
  return {
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    pauseMs: loop.max / 1e6,
    memoryMb: Math.max(0, megabytes('VmHWM') - before) + megabytesOf(helper()),
  };
}

function megabytesOf(pid: number | null): number {
  return pid === null ? 0 : megabytes('VmHWM', pid);
}

function megabytes(field: 'VmRSS' | 'VmHWM', pid: number | 'self' = 'self'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN) / 1024;
}
