import { z } from 'zod';
import { openStoreForReading } from '../../../db/station/open.ts';
import { findParentPort } from '../../../hub/base/parent-port.ts';
import { failureOf } from '../../roster/import/failure.ts';
import { createLongReads, type LongReads } from '../long-reads.ts';
import { type ReadingRequest, type ReadingResponse, readingStartSchema } from './messages.ts';

/** The process that started this one. */
interface Host {
  onMessage(listener: (message: unknown) => void): void;
  send(response: ReadingResponse): void;
}

serve(host());

/** Answers long reads (day status, comparisons, reports) on a read-only connection. */
function serve({ onMessage, send }: Host): void {
  let open: (() => LongReads) | null = null;
  let reads: LongReads | null = null;
  // One at a time: each may hold the whole event in memory.
  let before: Promise<unknown> = Promise.resolve();
  onMessage((message) => {
    if (open === null) {
      open = () => openReads(message);
      return;
    }
    const opening = open;
    // Not parsed: the station is its only caller.
    const request = message as ReadingRequest;
    before = before.then(async () => {
      const { id } = request;
      const tell = (done: number, total: number) => send({ id, kind: 'progress', done, total });
      // A store that cannot be opened now is tried again by the next read.
      for (const response of inPieces(await answer(() => (reads ??= opening()), request, tell)))
        send(response);
    });
  });
}

/** Letters of a piece: about a millisecond of the station's main thread. */
const pieceLength = 2 ** 19;

function* inPieces(response: ReadingResponse): Generator<ReadingResponse> {
  if (response.kind !== 'done' || typeof response.value !== 'string') {
    yield response;
    return;
  }
  const { id, value } = response;
  for (let at = 0; at < value.length; at += pieceLength)
    yield { id, kind: 'piece', text: value.slice(at, at + pieceLength) };
  yield { id, kind: 'done', value: '' };
}

function openReads(message: unknown): LongReads {
  const { location, ...source } = z.parse(readingStartSchema, message);
  const nativeBinding = location.nativeBinding ?? undefined;
  return createLongReads({ ...source, db: openStoreForReading({ ...location, nativeBinding }) });
}

type Tell = (done: number, total: number) => void;

async function answer(
  reads: () => LongReads,
  request: ReadingRequest,
  tell: Tell,
): Promise<ReadingResponse> {
  const { id } = request;
  try {
    return { id, kind: 'done', value: await valueFor(reads(), request, tell) };
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
    case 'dayPaper':
      return await reads.dayPaper(request.question);
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
    case 'emergencyPaper':
      return await reads.emergencyPaper(request.question);
    case 'rosterGaps':
      return await reads.rosterGaps(request.question);
    case 'firstMorning':
      return await reads.firstMorning(request.question);
  }
}

/** Electron starts it as a utility process, tests as a child of Node. */
function host(): Host {
  const port = findParentPort<ReadingResponse>();
  if (port !== null) {
    return {
      onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
      send: (response) => port.postMessage(response),
    };
  }
  if (process.send === undefined) throw new Error('reading/child must run as a child process');
  return {
    onMessage: (listener) => process.on('message', listener),
    send: (response) => process.send?.(response),
  };
}
