import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { ImportProgress } from '../../../domain/roster/roster-import.ts';
import { callsOver } from '../../../platform/threads/caller.ts';
import { ownPort } from '../../../platform/threads/port.ts';
import { serve } from '../../../platform/threads/serve.ts';
import { failureOf } from '../../base/failure-of.ts';
import { type ImportDesk, type ImportService, importThreadDataSchema } from './messages.ts';
import { createPlan, type PlanSignals } from './plan.ts';

/** Milliseconds between two progress reports; a screen cannot show more. */
const progressInterval = 100;

const port = ownPort();
const desk = callsOver<ImportDesk>(port);
const data = z.parse(importThreadDataSchema, workerData);
const plan = createPlan(data);

// The thread of one roster import: reads, compares and writes, so that no window waits for it.
serve<ImportService>(
  port,
  {
    open: ({ options, event }) => plan.open(options, event),
    compare: (request, report, signal) => plan.compare(request, signals(report, signal)),
    apply: ({ decision, ...to }, report, signal) =>
      plan.apply(decision, to, signals(report, signal)),
    rejectedCsv: (language) => plan.rejectedCsv(language),
  },
  { failureOf },
);

function signals(report: (progress: ImportProgress) => void, signal: AbortSignal): PlanSignals {
  let last = Number.NEGATIVE_INFINITY;
  let lastPhase: ImportProgress['phase'] | null = null;
  return {
    progress: (progress) => {
      const now = performance.now();
      const { phase, fraction } = progress;
      if (phase === lastPhase && now - last < progressInterval && fraction < 1) return;
      [last, lastPhase] = [now, phase];
      report({ planId: data.planId, ...progress });
    },
    nextTurn: async () => {
      await desk.ask.turn();
      signal.throwIfAborted();
    },
  };
}
