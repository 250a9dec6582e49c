import { type MessagePort, parentPort } from 'node:worker_threads';
import { HubProblem } from '../../domain/sync/problems.ts';
import { pushRequestSchema } from '../../domain/sync/sync.ts';
import { readRun } from '../base/run.ts';
import { readEvents } from '../ledger/read-fact.ts';
import { readBytes } from './body.ts';
import type { FromPushThread, PushBody, ToPushThread } from './push-thread.ts';

/** The thread that reads long pushes and checks their hashes, while the hub stores others. */
const port = parentPort;
if (port === null) throw new Error('push-worker must run as a worker thread');

serve(port);

function serve(hub: MessagePort): void {
  hub.on('message', ({ number, bytes }: ToPushThread) => {
    hub.postMessage({ number, ...answerTo(bytes) } satisfies FromPushThread);
  });
}

function answerTo(bytes: Uint8Array): { body: PushBody } | { refused: string | null } {
  try {
    const request = readBytes(bytes, pushRequestSchema);
    const run = readRun(request);
    return { body: { request, run, events: readEvents(request, run.links) } };
  } catch (error) {
    return { refused: error instanceof HubProblem ? error.detail : null };
  }
}
