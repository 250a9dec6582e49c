import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { escposBytes } from '../../main/printing/languages/escpos.ts';
import {
  createEscposConversation,
  createLook,
} from '../../main/printing/transport/escpos-transport.ts';
import { createTcpLink } from '../../main/printing/transport/open-transport.ts';
import type { JobInHand, Session } from '../../main/printing/transport/session.ts';
import { awaitConfirmation } from '../../main/printing/transport/session-transport.ts';
import { watchJob } from '../../main/printing/transport/watch-job.ts';
import { quickTimings } from './support.ts';

/**
 * A printer that works while this thread is blocked: answers every question at once with "all is
 * well", and then sets the shared number.
 */
const printerThread = `
const { createServer } = require('node:net');
const { parentPort, workerData } = require('node:worker_threads');
const answered = () => Atomics.store(workerData, 0, 1) && Atomics.notify(workerData, 0);
const server = createServer((socket) => {
  // The other side resets the connection when the test is over.
  socket.on('error', () => {});
  socket.on('data', () => socket.write(Buffer.of(0x12), answered));
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`;

test('an answer that came in time counts, however late this thread gets to read it', async () => {
  const answered = new Int32Array(new SharedArrayBuffer(8));
  const thread = new Worker(printerThread, { eval: true, workerData: answered });
  onTestFinished(async () => void (await thread.terminate()));
  const [port] = await once(thread, 'message');
  const link = createTcpLink({ host: '127.0.0.1', port }, quickTimings);
  const conversation = createEscposConversation(link, () => {});
  onTestFinished(() => conversation.abort());
  await conversation.open();
  const answer = conversation.askStatus(escposBytes.askPrinter, 100);
  // Blocks this thread until the answer has arrived and the timeout has passed.
  Atomics.wait(answered, 0, 0);
  Atomics.wait(answered, 1, 0, 200);
  expect(await answer).toBe(0x12);
});

test('a connection whose end this thread is too busy to see is closed all the same', async () => {
  const server = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const link = createTcpLink({ host: '127.0.0.1', port }, { connect: 1_000, stall: 5 });
  const listener = { onBytes: () => undefined, onClosed: () => undefined };
  await link.open(listener);
  // Timers run after `setImmediate` callbacks: the time for the end passes before it can be seen.
  await new Promise<void>((resolve) => {
    setImmediate(() => {
      link.close().then(resolve);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    });
  });
  await link.open(listener);
  link.abort();
});

/** A session whose printer reports something while the last question before the end is answered. */
function sessionThatHears(tell: (job: JobInHand) => void): Session {
  const job: JobInHand = { id: '0001', finished: false, fault: null };
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, milliseconds));
  const timings = { ...quickTimings, watch: 30, confirm: 30, awaitingPoll: 5 };
  const never = (): never => {
    throw new Error('not expected here');
  };
  return {
    link: {
      where: 'a printer',
      isOpen: never,
      open: never,
      write: never,
      close: never,
      abort: never,
    },
    conversation: {
      isOpen: () => true,
      open: never,
      write: never,
      finished: async (_id, milliseconds) => {
        await pause(milliseconds);
        return false;
      },
      isRubbish: () => false,
      ended: () => null,
      close: never,
      abort: never,
    },
    speaker: 'a printer',
    ability: 'confirm',
    timings,
    memory: { answered: true, job, late: null, ahead: null },
    askRound: async () => {
      await pause(timings.confirm * 2);
      tell(job);
      return null;
    },
  };
}

const paperOut = (job: JobInHand): void => {
  job.fault = { condition: 'paper-out', detail: 'a printer' };
};

const confirming = (session: Session) => awaitConfirmation(session, '0001', createLook(session));
const watching = (session: Session) =>
  watchJob(createLook(session), session.conversation.ended, session.timings);

test('a confirmation that comes during the last look is heard', async () => {
  const session = sessionThatHears((job) => {
    job.finished = true;
  });
  expect(await confirming(session)).toEqual({ kind: 'confirmed' });
});

test.each([
  ['of a printer that confirms', confirming],
  ['of one that does not', watching],
])('a fault that is told during the last look %s is heard', async (_which, follow) => {
  expect(await follow(sessionThatHears(paperOut))).toMatchObject({
    kind: 'failed-partial',
    reason: 'paper-out',
  });
});
