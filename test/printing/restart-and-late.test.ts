import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RowCountError } from '../../db/base/types.ts';
import { movePrintJob } from '../../db/printing/print-jobs.ts';
import type { PrintQueue, PrintQueueDeps } from '../../main/printing/queue.ts';
import {
  insertBadgeJob,
  jobOf,
  makeQueue,
  makeStore,
  type TestStore,
  tcpPrinter,
  until,
} from './support.ts';

const minute = 60_000;
const written = 1_538_460_000_000;
let store: TestStore;
let queue: PrintQueue | null;
beforeEach(() => {
  store = makeStore();
  queue = null;
});
afterEach(async () => {
  await queue?.stop();
  store.remove();
});

/** Starts the queue at this time, as at the start of the app. */
function start(now: number, openTransport: PrintQueueDeps['openTransport'] | null): PrintQueue {
  const made = makeQueue({
    db: store.db,
    clock: () => now,
    openTransport: (settings, events) => {
      if (openTransport === null) throw new Error('no printer is set up');
      return openTransport(settings, events);
    },
  });
  if (openTransport !== null) made.setPrinters([tcpPrinter({ host: 'printer.invalid', port: 1 })]);
  made.start();
  queue = made;
  return made;
}

describe('after a restart', () => {
  test.each(['sending', 'awaiting'] as const)('a job that was %s asks the desk', (to) => {
    const id = insertBadgeJob(store.db, 0, written);
    const move = { reason: null, detail: '', owner: null, wall: written };
    movePrintJob(store.db, id, { from: 'queued', to, ...move });
    start(written + minute, null);
    expect(jobOf(store.db, id).state).toBe('unknown');
  });

  test('a job that waited for long asks, one that did not waits on', () => {
    const old = insertBadgeJob(store.db, 0, written);
    const young = insertBadgeJob(store.db, 1, written + 4 * minute);
    start(written + 6 * minute, null);
    expect(jobOf(store.db, old).reason).toBe('too-old');
    expect(jobOf(store.db, young).reason).toBe('no-printer');
  });
});

test('a job moves only from the state that it is in, and by the printer that owns it', () => {
  const id = insertBadgeJob(store.db, 0, written);
  const move = { reason: null, detail: '', wall: written } as const;
  const send = { from: 'queued', to: 'sending', ...move } as const;
  expect(() => movePrintJob(store.db, id, { ...send, owner: 'front' })).toThrow(RowCountError);
  movePrintJob(store.db, id, { from: 'queued', to: 'cancelled', owner: null, ...move });
  expect(() => movePrintJob(store.db, id, { ...send, owner: null })).toThrow(RowCountError);
  expect(jobOf(store.db, id).state).toBe('cancelled');
});

test('a confirmation that comes late settles its own attempt and no later one', async () => {
  const attempts: string[] = [];
  let tellLate: (confirmId: string) => void = () => {};
  const id = insertBadgeJob(store.db, 0, written);
  const asked = start(written, (_settings, events) => {
    tellLate = (confirmId) => events.onLateConfirmation(confirmId);
    return {
      status: async () => ({ condition: 'ready', detail: '' }),
      send: async (_job, { confirmId, beforeFirstByte, onAwaiting }) => {
        beforeFirstByte();
        onAwaiting();
        attempts.push(confirmId);
        return { kind: 'unknown', detail: '' };
      },
      close: async () => {},
    };
  });
  const isUnknown = (attempt: number) => () => {
    const job = jobOf(store.db, id);
    return job.state === 'unknown' && job.attempt === attempt;
  };
  await until('the first is unknown', isUnknown(1));
  asked.answer(id, 'print-again');
  await until('the second is unknown', isUnknown(2));
  const [first = '', second = ''] = attempts;
  tellLate(first);
  expect(jobOf(store.db, id).state).toBe('unknown');
  tellLate(second);
  expect(jobOf(store.db, id).state).toBe('confirmed');
});
