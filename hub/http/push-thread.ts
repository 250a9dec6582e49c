import { Worker } from 'node:worker_threads';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { PushRequest } from '../../domain/sync/sync.ts';
import { onDemand } from '../../platform/threads/on-demand.ts';
import { threadPort } from '../../platform/threads/port.ts';
import type { ThreadError } from '../../platform/threads/thread-error.ts';
import type { Run } from '../base/run.ts';
import type { ReadEvent } from '../ledger/read-fact.ts';

/** The content of a push's bytes: a run of a chain, with its links read. */
export interface PushBody {
  request: PushRequest;
  run: Run;
  events: ReadEvent[];
}

/** What push-worker answers. */
export interface PushService {
  /** Fails with the detail of `bad-request`, or as `internal` for a defect. */
  read(bytes: Uint8Array): Promise<PushBody>;
}

/** A thread that reads pushes, one after the other. */
export interface PushThread {
  /**
   * Takes over the memory of the bytes: the caller must not use them again.
   *
   * @throws HubProblem `bad-request`; `busy` if the thread ended
   */
  read(bytes: Buffer): Promise<PushBody>;
  stop(): Promise<void>;
}

/** Min bytes of a push for a thread: below, handing it over costs more than reading it. */
export const worthAThread = 32 * 1_024;

/** Milliseconds after which an idle thread ends. */
const idle = 30_000;

/** @param worker path of the thread's program; it is started with the first push */
export function createPushThread(worker: string): PushThread {
  const thread = onDemand<PushService>(() => threadPort(new Worker(worker)), {
    errorOf: problemOf,
    holds: 'never',
    idle: { after: idle },
  });
  return {
    read: (bytes) => thread.ask.read(bytes, undefined, { transfer: ownMemory(bytes) }),
    stop: thread.stop,
  };
}

/** A long body has its own memory, which moves to the thread without a copy. */
function ownMemory({ buffer, byteLength }: Buffer): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

function problemOf({ kind, code, detail }: ThreadError): HubProblem {
  // The station sends the same facts again.
  if (kind !== 'failed') return new HubProblem('busy', 'push', { retryAfter: 1_000 });
  return code === 'bad-request'
    ? new HubProblem('bad-request', detail)
    : new HubProblem('internal', 'push');
}
