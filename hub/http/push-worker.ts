import { HubProblem } from '../../domain/sync/problems.ts';
import { pushRequestSchema } from '../../domain/sync/sync.ts';
import { ownPort } from '../../platform/threads/port.ts';
import { serve } from '../../platform/threads/serve.ts';
import { type Failure, kindOfError } from '../../platform/threads/thread-error.ts';
import { readRun } from '../base/run.ts';
import { readEvents } from '../ledger/read-fact.ts';
import { readBytes } from './body.ts';
import type { PushBody, PushService } from './push-thread.ts';

// The thread that reads long pushes and checks their hashes, while the hub stores others.
serve<PushService>(ownPort(), { read }, { failureOf });

function read(bytes: Uint8Array): PushBody {
  const request = readBytes(bytes, pushRequestSchema);
  const run = readRun(request);
  return { request, run, events: readEvents(request, run.links) };
}

function failureOf(error: unknown): Failure {
  return error instanceof HubProblem
    ? { code: 'bad-request', detail: error.detail }
    : kindOfError(error);
}
