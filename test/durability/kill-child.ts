import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { printJobsInStates } from '../../db/printing/print-jobs.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { tcpPrinter } from '../printing/support.ts';
import { openPrintingDesk } from './printing-desk.ts';

/**
 * A desk that checks everyone in, one after the other, until it is killed. It reports each on
 * standard output when the answer would be on screen. Arguments: folder of the store, port of the
 * printer, how many delegates.
 */
const [folder = '', port = '', count = ''] = process.argv.slice(2);
const changes = new EventTarget();
const { desk, queue, end } = openPrintingDesk(folder, () => {
  changes.dispatchEvent(new Event('changed'));
});
const { context } = desk;
queue.setPrinters([tcpPrinter({ host: '127.0.0.1', port: Number(port) })]);
queue.start();

for (let number = 1; number <= Number(count); number += 1) {
  const delegate = desk.addDelegate(number);
  const answer = checkIn(context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'scan', scan: { source: 'hid', readings: [delegate.ticketCode], seenAt: 0 } },
    identity: null,
  });
  writeSync(1, `${answer.outcome} ${delegate.id}\n`);
  if (answer.outcome === 'admitted' && answer.badge !== null)
    queue.wake(answer.badge.jobId ?? undefined);
  // Time for the printer, as between two people.
  await sleep(2);
}
while (printJobsInStates(context.db, ['queued', 'held', 'sending', 'awaiting']).length > 0) {
  await once(changes, 'changed');
}
await end();
writeSync(1, 'finished\n');
