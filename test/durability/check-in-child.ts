import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { checkIn } from '../../main/check-in/check-in.ts';
import { makeDeskContext } from '../support/desk-context.ts';

/**
 * Checks delegates in and prints "admitted" on standard output, as the screen would show it. The
 * test examines the system calls between two lines. Argument: how many.
 */
const desk = makeDeskContext();
const count = Number(process.argv[2] ?? '1');
const delegates = Array.from({ length: count }, (_, index) => desk.addDelegate(index + 1));
writeSync(1, 'ready\n');
for (const delegate of delegates) {
  const answer = checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: {
      kind: 'scan',
      scan: { source: 'camera', readings: [delegate.ticketCode], seenAt: 0 },
    },
    identity: null,
  });
  writeSync(1, `${answer.outcome} ${delegate.registrationCode}\n`);
}
desk.close();
