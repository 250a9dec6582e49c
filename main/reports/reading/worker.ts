import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openStoreForReading } from '../../../db/station/open.ts';
import { failureOf } from '../../roster/import/failure.ts';
import { createLongReads, type LongReads } from '../long-reads.ts';
import { type ReadingRequest, type ReadingResponse, readingThreadDataSchema } from './messages.ts';

/** The thread of long reads (day status, comparisons, reports) on a read-only connection. */
const port = parentPort;
if (port === null) throw new Error('reading/worker must run as a worker thread');

serve(port);

function serve(main: MessagePort): void {
  const { location, event, station, stationName, training, publicKey } = z.parse(
    readingThreadDataSchema,
    workerData,
  );
  const db = openStoreForReading({
    path: location.path,
    key: location.key,
    nativeBinding: location.nativeBinding ?? undefined,
  });
  const reads = createLongReads({ db, event, station, stationName, training, publicKey });
  // One at a time: each may hold the whole event in memory.
  let before: Promise<unknown> = Promise.resolve();
  main.on('message', (request: ReadingRequest) => {
    before = before.then(async () => {
      const send = (response: ReadingResponse): void => main.postMessage(response);
      const { id } = request;
      const tell = (done: number, total: number) => send({ id, kind: 'progress', done, total });
      send(await answer(reads, request, tell));
    });
  });
}

type Tell = (done: number, total: number) => void;

async function answer(
  reads: LongReads,
  request: ReadingRequest,
  tell: Tell,
): Promise<ReadingResponse> {
  const { id } = request;
  try {
    return { id, kind: 'done', value: await valueFor(reads, request, tell) };
  } catch (error) {
    return { id, kind: 'failed', ...failureOf(error) };
  }
}

async function valueFor(reads: LongReads, request: ReadingRequest, tell: Tell): Promise<unknown> {
  switch (request.name) {
    case 'localDay':
      return await reads.localDay(request.question);
    case 'compare':
      return await reads.compare(request.question);
    case 'archive':
      return await reads.archive(request.question);
    case 'preview':
      return await reads.preview(request.question);
    case 'file':
      return await reads.file(request.question);
    case 'ticketMail':
      return await reads.ticketMail(request.question);
    case 'tickets':
      return await reads.tickets(request.question, tell);
    case 'ticketPeople':
      return await reads.ticketPeople(request.question);
    case 'ticketFiles':
      return await reads.ticketFiles(request.question);
    case 'ticketPreview':
      return await reads.ticketPreview(request.question);
    case 'presence':
      return await reads.presence(request.question);
    case 'evacuation':
      return await reads.evacuation(request.question);
    case 'rosterGaps':
      return await reads.rosterGaps(request.question);
    case 'firstMorning':
      return await reads.firstMorning(request.question);
  }
}
