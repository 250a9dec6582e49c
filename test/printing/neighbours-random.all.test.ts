import { expect, test } from 'vitest';
import { printJobsInStates } from '../../db/printing/print-jobs.ts';
import { finalPrintJobStates } from '../../domain/printing/print-job.ts';
import { createRandom } from '../sim/random.ts';
import { isFullRun } from '../support/test-run.ts';
import { type Fleet, fleet } from './fleet.ts';
import { jobOf } from './support.ts';

/** For a long search LANYARD_NEIGHBOURS=500; LANYARD_SEED repeats one. */
const defaultSeed = isFullRun ? Date.now() % 2 ** 31 : 20_181_002;
const seed = Number(process.env.LANYARD_SEED ?? defaultSeed);
const rounds = Number(process.env.LANYARD_NEIGHBOURS ?? 12);
const badges = 8;

const ring = [
  { id: 'left', neighbour: 'right' },
  { id: 'right', neighbour: 'left' },
];

/** Makes something happen to one of the printers. */
function spoil(desk: Fleet, random: () => number): void {
  const at = Math.floor(random() * 2);
  const printer = desk.printers[at];
  const id = ring[at]?.id ?? '';
  const what = Math.floor(random() * 8);
  if (what === 0) printer?.takePaper();
  else if (what === 1) printer?.openCover();
  else if (what === 2) printer?.powerOff(true);
  else if (what === 3) desk.servers[at]?.dropConnection();
  else if (what === 4) desk.queue.pausePrinter(id, true);
  else if (what === 5) desk.queue.pausePrinter(id, false);
  else mend(desk, at);
}

function mend(desk: Fleet, at: number): void {
  const printer = desk.printers[at];
  const wasOff = printer?.powered === false;
  printer?.repair();
  if (wasOff) desk.servers[at]?.dropConnection();
}

/** How often a badge's attempt was printed, on either printer. */
function copies(desk: Fleet, number: number, attempt: number): number {
  return desk
    .trays()
    .flat()
    .filter((badge) => badge === `${number}/${attempt}`).length;
}

/** An operator checks both trays and answers truthfully; returns how many prints it requested. */
function answer(desk: Fleet, ids: readonly string[]): void {
  for (const job of printJobsInStates(desk.store.db, ['failed-partial', 'unknown'])) {
    const out = copies(desk, ids.indexOf(job.id), job.attempt) > 0;
    desk.queue.answer(job.id, out ? 'came-out' : 'print-again');
  }
}

test(
  `${rounds} random rounds of two neighbours: every badge comes out once`,
  async () => {
    console.log(`neighbours: LANYARD_SEED=${seed}`);
    const random = createRandom(seed).next;
    let moved = 0;
    for (let round = 0; round < rounds; round += 1) {
      const desk = await fleet(ring, { behaviour: { rowsPerMs: 4 } });
      const ids: string[] = [];
      for (let number = 0; number < badges; number += 1) {
        ids.push(desk.print(number, 'delegate', random() < 0.5 ? 1 : 0));
        if (random() < 0.6) spoil(desk, random);
        await new Promise((resolve) => setTimeout(resolve, random() * 60));
      }
      const isSettled = (): boolean =>
        ids.every((id) => finalPrintJobStates.includes(jobOf(desk.store.db, id).state));
      for (let looks = 0; !isSettled() || desk.printers.some(({ busy }) => busy); looks += 1) {
        for (const at of [0, 1]) {
          mend(desk, at);
          desk.queue.pausePrinter(ring[at]?.id ?? '', false);
        }
        const what = `round ${round}: ${JSON.stringify(ids.map((id) => jobOf(desk.store.db, id)))}`;
        expect(looks, what).toBeLessThan(1_000);
        await new Promise((resolve) => setTimeout(resolve, 60));
        if (!desk.printers.some(({ busy }) => busy)) answer(desk, ids);
      }
      for (const [number, id] of ids.entries()) {
        const job = jobOf(desk.store.db, id);
        if (job.movedFrom !== null) moved += 1;
        for (let attempt = 1; attempt < job.attempt; attempt += 1)
          expect(copies(desk, number, attempt), `round ${round}, ${job.state}`).toBe(0);
        expect(copies(desk, number, job.attempt), `round ${round}, ${job.state}`).toBe(1);
      }
      await desk.queue.stop();
    }
    // Rounds in which nothing is ever moved would prove nothing.
    expect(moved).toBeGreaterThan(rounds / 2);
  },
  Math.max(120_000, rounds * 10_000),
);
