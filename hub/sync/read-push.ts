import { setImmediate as turn } from 'node:timers/promises';
import type { PushRequest } from '../../domain/sync/sync.ts';
import type { HubContext } from '../base/context.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { type Run, readRun } from '../base/run.ts';
import { linksOf } from '../ledger/chains.ts';
import { type ReadEvent, readEvents } from '../ledger/read-fact.ts';
import { isSignedBy } from '../stations/signed-heads.ts';

/** A push with its bodies read and its hashes checked, before any query of the store. */
export interface ReadPush {
  station: EnrolledStation;
  request: PushRequest;
  run: Run;
  /**
   * Whether the author signed the run's head; for another author's chain, `pushAlone` checks it.
   */
  isSigned: boolean;
  /** The links of the run; none if {@link isKnown}. */
  events: ReadEvent[];
  /** Whether the hub holds all of it and it has no payloads: then its bodies are not read. */
  isKnown: boolean;
}

/** How far a request is one run, and its links if a worker thread has read them. */
export interface ReadBody {
  run: Run;
  events: ReadEvent[] | null;
}

/** Number of links read before other requests are served. */
const linksOfOneTurn = 64;

/** Reads a push. Runs outside of any transaction, so that it blocks no one. */
export async function readPush(
  { crypto }: Pick<HubContext, 'crypto'>,
  station: EnrolledStation,
  request: PushRequest,
  body: ReadBody = { run: readRun(request), events: null },
): Promise<ReadPush> {
  const { run } = body;
  const isSigned =
    request.station === station.id && isSignedBy(request, [station.publicKey], crypto);
  const events = body.events ?? (await readLinks(request, run));
  return { station, request, run, isSigned, events, isKnown: false };
}

async function readLinks(request: PushRequest, run: Run): Promise<ReadEvent[]> {
  const events: ReadEvent[] = [];
  while (events.length < run.links.length) {
    if (events.length > 0) await turn();
    const { length } = events;
    events.push(...readEvents(request, run.links.slice(length, length + linksOfOneTurn)));
  }
  return events;
}

/**
 * Reads a push of a station's own chain that may be a repeat. If the hub holds all of it and it
 * brings only links, the bodies are not read: repeats stay cheap, however often a station sends
 * them.
 */
export async function readRepeat(
  context: Pick<HubContext, 'crypto' | 'store'>,
  station: EnrolledStation,
  request: PushRequest,
  body: ReadBody = { run: readRun(request), events: null },
): Promise<ReadPush> {
  const { run } = body;
  const last = request.events.at(-1);
  const isBare = run.defect === null && request.events.every(({ personal }) => personal === null);
  // One link is enough: its hash covers all links before it, and the hub never loses one.
  const [held] =
    isBare && last !== undefined
      ? await linksOf(context.store.db, request, last.kseq, last.kseq)
      : [];
  if (held === undefined || held.hash !== last?.hash) {
    return await readPush(context, station, request, body);
  }
  return { station, request, run, isSigned: false, events: [], isKnown: true };
}
