import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { type BatchRunner, createBatchRunner } from '../../main/badges/batch-runner.ts';
import { batchViews, startBatch } from '../../main/badges/print-batches.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { silentLog, tcpPrinter } from '../printing/support.ts';
import { openPrintingDesk } from './printing-desk.ts';

/**
 * A desk that prints a batch on two neighbouring printers until it is killed, while every fourth of
 * the people comes and checks in. Arguments: folder of the store, ports of the printers, how many
 * badges.
 */
const [folder = '', left = '', right = '', count = ''] = process.argv.slice(2);
const { desk, queue, end } = openPrintingDesk(folder, () => batches.nudge());
const { context } = desk;
const people = Array.from({ length: Number(count) }, (_, index) => desk.addDelegate(index + 1));
const batches: BatchRunner = createBatchRunner({
  context,
  printers: () => 2,
  wake: () => queue.wake(),
  drop: (jobId) => queue.release(jobId, 'cancel'),
  onChanged: () => {},
  log: silentLog,
});
const at = (port: string) => ({ host: '127.0.0.1', port: Number(port) });
queue.setPrinters([
  tcpPrinter(at(left), { id: 'left', neighbour: 'right' }),
  tcpPrinter(at(right), { id: 'right', neighbour: 'left' }),
]);
queue.start();
if (batchViews(context).length === 0) await startBatch(context, desk.caller, { kind: 'roster' });
batches.nudge();
writeSync(1, 'working\n');

const coming = people.filter((_, index) => index % 4 === 3);
for (;;) {
  const [view] = batchViews(context);
  if (view === undefined || view.waiting + view.held + view.printing === 0) break;
  const delegateId = coming.shift()?.id;
  if (delegateId !== undefined) {
    const target = { kind: 'delegate', delegateId } as const;
    const answer = checkIn(context, desk.caller, { key: randomUUID(), target, identity: null });
    if (answer.outcome === 'admitted') queue.wake(answer.badge?.jobId ?? undefined);
  }
  await new Promise((resolve) => setTimeout(resolve, 25));
}
await batches.stop();
await end();
writeSync(1, 'finished\n');
