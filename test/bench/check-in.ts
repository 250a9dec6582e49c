import { randomUUID } from 'node:crypto';
import { checkIn } from '../../main/use-cases/check-in.ts';
import { makeDeskContext } from '../support/desk-context.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';

const rosterSize = 100_000;
const checkIns = 1_000;

/**
 * The whole of a check-in in the main process (parse, look up, decide, write, flush) with 100,000
 * delegates in the roster. Its floor is the disk's flush, measured beside it as an empty commit.
 */
export async function run(): Promise<BenchResult> {
  const desk = makeDeskContext();
  try {
    const codes: string[] = [];
    desk.context.db
      .transaction(() => {
        for (let number = 1; number <= rosterSize; number += 1) {
          const delegate = desk.addDelegate(number);
          if (number % (rosterSize / checkIns) === 0) codes.push(delegate.ticketCode);
        }
      })
      .immediate();
    const samples = codes.map((code) => {
      const start = performance.now();
      const answer = checkIn(desk.context, desk.caller, {
        key: randomUUID(),
        target: { kind: 'scan', scan: { source: 'camera', readings: [code], seenAt: 0 } },
        identity: null,
      });
      const taken = performance.now() - start;
      if (answer.outcome !== 'admitted') throw new Error(`check-in answered ${answer.outcome}`);
      return taken;
    });
    const empty = codes.map((_code, index) => {
      const start = performance.now();
      desk.context.db
        .transaction(() => desk.context.db.pragma(`user_version = ${index % 2 === 0 ? 2 : 1}`))
        .immediate();
      return performance.now() - start;
    });
    return {
      name: 'check-in with 100,000 delegates',
      figures: {
        p50: rounded(percentile(samples, 0.5)),
        p95: rounded(percentile(samples, 0.95)),
        worst: rounded(percentile(samples, 1)),
        emptyCommitP95: rounded(percentile(empty, 0.95)),
      },
    };
  } finally {
    desk.close();
  }
}
