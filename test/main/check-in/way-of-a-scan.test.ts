import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import type { AnswerableCall } from '../../../main/app/gateway/call-groups.ts';
import { type CheckInParts, checkInAnswers } from '../../../main/check-in/check-in-calls.ts';
import { checkInCalls } from '../../../preload/contract/check-in.ts';
import { silentLog } from '../../printing/support.ts';
import { answererOf } from '../../support/answerer.ts';
import { makeDeskContext } from '../../support/desk-context.ts';

const desk = makeDeskContext();
afterEach(() => desk.close());

/** The product's files on the stack while the store takes the admission, innermost first. */
async function filesOnTheWay(code: string): Promise<string[]> {
  const { context, caller } = desk;
  let stack = '';
  context.db.function('note_stack', () => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 100;
    stack ||= new Error('the way').stack ?? '';
    Error.stackTraceLimit = stackTraceLimit;
    return null;
  });
  context.db.exec(
    'CREATE TEMP TRIGGER way AFTER INSERT ON attendance_event BEGIN SELECT note_stack(); END',
  );
  const parts = { context, log: silentLog, queue: { wake: () => {} }, factWritten: () => {} };
  const { handlers } = checkInAnswers(parts as unknown as CheckInParts);
  const handler = handlers.checkIn as AnswerableCall['handler'];
  const answerer = answererOf(
    { definition: checkInCalls.checkIn, handler },
    { mode: 'desk', caller: () => caller },
  );
  const scan = { source: 'camera', readings: [code], seenAt: 0 };
  const input = { key: randomUUID(), target: { kind: 'scan', scan }, identity: null };
  expect(await answerer.answer('checkIn', input)).toMatchObject({
    ok: true,
    value: { outcome: 'admitted' },
  });
  const root = fileURLToPath(new URL('../../../', import.meta.url)).replaceAll('\\', '/');
  const lines = stack.replaceAll('\\', '/').split('\n');
  const files = lines.flatMap((line) => {
    const [, file = ''] = line.split(root);
    return /^(main|db|domain|platform|preload)\//.test(file) ? [file.replace(/:.*/, '')] : [];
  });
  return [...new Set(files)];
}

it('a scan is decided and written by at most eight files, the gateway included', async () => {
  const way = await filesOnTheWay(desk.addDelegate(1).ticketCode);
  expect(way).toContain('main/check-in/check-in.ts');
  expect(way).toContain('main/app/gateway/register.ts');
  // The gateway itself needs Electron, and is the eighth.
  expect(way.length).toBeLessThanOrEqual(7);
});
