import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { checkInFirst, checkInFlag } from '../../../main/base/check-ins-first.ts';

const module = new URL('../../../main/base/check-ins-first.ts', import.meta.url);
const waiter = `
  import { parentPort, workerData } from 'node:worker_threads';
  import { waitForCheckIn } from '${module.href}';
  parentPort.postMessage(Atomics.load(workerData.flag, 0));
  waitForCheckIn(workerData.flag);
  parentPort.postMessage(Atomics.load(workerData.flag, 0));
`;

test('a background thread waits while a check-in is made, and no longer', async () => {
  const source = new URL(`data:text/javascript,${encodeURIComponent(waiter)}`);
  const worker = new Worker(source, { workerData: { flag: checkInFlag } });
  // A check-in that lasts until the thread starts: the thread's first message comes in the middle
  // of it.
  Atomics.store(checkInFlag, 0, 1);
  expect(await once(worker, 'message')).toEqual([1]);
  checkInFirst(() => {});
  expect(await once(worker, 'message')).toEqual([0]);
});

test('a check-in holds the threads up, and lets them go on when it fails', () => {
  expect(() =>
    checkInFirst(() => {
      expect(Atomics.load(checkInFlag, 0)).toBe(1);
      throw new Error('disk full');
    }),
  ).toThrow('disk full');
  expect(Atomics.load(checkInFlag, 0)).toBe(0);
});
