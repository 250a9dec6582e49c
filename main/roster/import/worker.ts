import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { ImportProgress } from '../../../domain/roster/roster-import.ts';
import { CallFailure } from '../../base/call-failure.ts';
import { failureOf } from './failure.ts';
import {
  type EndMessage,
  type ImportRequest,
  type ImportResponse,
  importThreadDataSchema,
  type TurnMessage,
} from './messages.ts';
import { createPlan, type Plan } from './plan.ts';

/** The thread of one roster import: reads, compares and writes, so that no window waits for it. */
const port = parentPort;
if (port === null) throw new Error('import/worker must run as a worker thread');

serve(port);

/** Milliseconds between two progress reports; a screen cannot show more. */
const progressInterval = 100;

function serve(main: MessagePort): void {
  const send = (response: ImportResponse): void => main.postMessage(response);
  let turn: ((message: TurnMessage) => void) | null = null;
  let lastProgress = 0;
  let lastPhase: ImportProgress['phase'] | null = null;
  const data = z.parse(importThreadDataSchema, workerData);
  const givenUp = new Int32Array(data.givenUp);
  const plan = createPlan(data, {
    progress: (progress) => {
      if (Atomics.load(givenUp, 0) !== 0) throw new CallFailure('import-cancelled');
      const now = performance.now();
      const { phase, fraction } = progress;
      if (phase === lastPhase && now - lastProgress < progressInterval && fraction < 1) return;
      [lastProgress, lastPhase] = [now, phase];
      send({ kind: 'progress', progress: { planId: data.planId, ...progress } });
    },
    nextTurn: () =>
      new Promise((resolve, reject) => {
        turn = ({ kind }) =>
          kind === 'go-on' ? resolve() : reject(new CallFailure('import-cancelled'));
        send({ kind: 'turn' });
      }),
  });
  main.on('message', (message: ImportRequest | TurnMessage | EndMessage) => {
    if (message.kind === 'end') {
      main.close();
      return;
    }
    if (message.kind === 'go-on' || message.kind === 'stop') {
      turn?.(message);
      return;
    }
    void answer(plan, message).then(send);
  });
}

async function answer(plan: Plan, request: ImportRequest): Promise<ImportResponse> {
  try {
    return { kind: 'done', value: await valueFor(plan, request) };
  } catch (error) {
    return { kind: 'failed', ...failureOf(error) };
  }
}

async function valueFor(plan: Plan, request: ImportRequest): Promise<unknown> {
  switch (request.kind) {
    case 'open':
      return await plan.open(request.options, request.event);
    case 'compare':
      return await plan.compare(request.mapping, request.markVips, request.event);
    case 'apply':
      return await plan.apply(request.wall, request.hub, request.acceptMended);
    case 'rejected-csv':
      return plan.rejectedCsv(request.language);
  }
}
