import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPrintJob } from '../../../db/printing/print-jobs.ts';
import { createDesk, type DeskParts } from '../../../main/app/gateway/desk.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { checkInAnswers } from '../../../main/check-in/check-in-calls.ts';
import { queueWithoutPrinter, silentLog } from '../../printing/support.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

it('the call that undoes a check-in cancels the job of its badge, which waits', async () => {
  const { context, caller } = desk;
  const answer = checkIn(context, caller, {
    key: randomUUID(),
    target: { kind: 'delegate', delegateId: desk.addDelegate(1).id },
    identity: null,
  });
  if (answer.outcome !== 'admitted') throw new Error(answer.outcome);
  const jobId = answer.badge?.jobId ?? '';
  expect(findPrintJob(context.db, jobId)?.state).toBe('queued');
  const queue = queueWithoutPrinter(context);
  queue.start();
  const parts = {
    station: { context, config: {} },
    queue,
    link: { nudge: () => {} },
    notify: () => {},
    log: silentLog,
  };
  // The undo uses only these parts of the running station.
  const { handlers } = checkInAnswers(createDesk(parts as unknown as DeskParts));
  const input = { admissionId: answer.admissionId, reason: 'wrong-person' };
  await handlers.undoCheckIn(input as never, caller);
  // The queue checks its jobs in the next turn.
  await new Promise((resolve) => setImmediate(resolve));
  expect(findPrintJob(context.db, jobId)?.state).toBe('cancelled');
  await queue.stop();
});
