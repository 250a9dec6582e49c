import type { WritableDatabase } from '../../db/base/types.ts';
import { doubtsHub, listUnapplied, recordApplied } from '../../db/ledger/held-judgements.ts';
import { beginSweep, hubLinkOf, recordSynced, rewindStreams } from '../../db/ledger/hub-link.ts';
import { projectDelegate } from '../../db/ledger/projection.ts';
import { followDirectory } from '../../db/operators.ts';
import { confirmationsToGive, recordConfirmed } from '../../db/privacy/purge-orders.ts';
import { heldStopLists } from '../../db/sync/stop-list.ts';
import { saveDirectory, saveOrders } from '../../db/sync/sync-directory.ts';
import { delegatesTouchedBy } from '../../db/sync/sync-effects.ts';
import {
  keptLinks,
  type NamedLink,
  namedLinks,
  rejudgeLinks,
  rereadLinks,
} from '../../db/sync/sync-rejudge.ts';
import { signedConfirmationSchema } from '../../domain/privacy/outcome.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { holdsAllOf, type SignedStopList } from '../../domain/sync/stop-list.ts';
import { createChunkSize } from '../base/chunk-size.ts';
import { SyncFailure } from '../hub-client/hub-port.ts';
import { exchangeEvent } from './event-versions.ts';
import { createClockSamples, shakeHands, stationOf } from './handshake.ts';
import { pullPhotos, sendPhotos } from './photos.ts';
import { pullEvents } from './pull-events.ts';
import { pullRoster } from './pull-roster.ts';
import { pushOwnTail, relayOthers } from './push.ts';
import { checkOwnChain, headsOf, type Session, StartAgain } from './session.ts';
import type { SyncOutcome, SyncParts } from './sync-parts.ts';

/** Links in one transaction: each may need all facts of a delegate folded again. */
const atOnce = 50;

/**
 * Counts facts that were kept aside, if this version now understands them and their authors may
 * write them. Runs after an update of the app, or when the directory has other modes.
 */
async function rereadKept(parts: SyncParts): Promise<void> {
  const { db, event, crypto, mode } = parts;
  const setting = { eventId: event.id, crypto, doubtsHub: doubtsHub(db, mode) };
  const links = keptLinks(db);
  for (let start = 0; start < links.length; start += atOnce) {
    const some = links.slice(start, start + atOnce);
    const read = db
      .transaction(() => {
        const facts = rereadLinks(db, some, setting);
        for (const delegateId of delegatesTouchedBy(db, facts)) {
          projectDelegate(db, event.id, delegateId);
        }
        return facts.length;
      })
      .immediate();
    if (read > 0) parts.onChange({ facts: true });
    await parts.breathe();
  }
}

export type { SyncOutcome } from './sync-parts.ts';

export type SyncEngine = ReturnType<typeof createSyncEngine>;

/** Maximum attempts of an exchange: a clone may sync meanwhile, or the hub may be restored. */
const maxAttempts = 6;

/** Makes the engine; the store must hold a station and a hub link (db/ledger/hub-link.ts). */
export function createSyncEngine(parts: SyncParts) {
  const samples = createClockSamples();
  const sizes = { facts: createChunkSize(), roster: createChunkSize() };
  const doubted = new Set<string>();
  let isReread = false;

  const attempt = async (outcome: SyncOutcome): Promise<void> => {
    const met = await shakeHands(parts, samples);
    outcome.newEpoch ||= met.newEpoch;
    outcome.clockOffset = met.clockOffset;
    const { answer } = met;
    const session: Session = {
      parts,
      answer,
      heads: headsOf(answer),
      station: met.station,
      request: answer.lastRequest,
      batch: answer.batch,
      pushedRosterChange: false,
      outcome,
      sizes,
      doubted,
      hasBranched: false,
    };
    // Comes first, so that no later failure can delay it.
    await pullOrders(session);
    await giveConfirmations(parts);
    // The handshake that follows reports to the hub which version this station has.
    if (await exchangeEvent(session)) throw new StartAgain('a new version of the event');
    await checkOwnChain(session);
    if (answer.closing !== null) parts.closeDay?.(answer.closing);
    await pushOwnTail(session);
    await relayOthers(session);
    // After the facts, by which the hub knows the people who were registered here.
    await sendPhotos(session);
    // Before the facts: their authors' modes decide whether they count.
    await pullDirectory(session);
    await pullEvents(session);
    if (session.hasBranched) throw new StartAgain('histories that the hub does not have');
    await pullRoster(session);
    await pullPhotos(session);
    finish(session);
  };

  return {
    /**
     * One whole exchange with the hub: handshake, own chain, push, relay, facts, roster, directory.
     * Throws HubProblem (what the hub refused), SyncFailure (no usable answer) or SqliteError (own
     * store). What was done until then stays done, and the next call continues from there.
     */
    syncOnce: async (): Promise<SyncOutcome> => {
      const outcome = emptyOutcome();
      if (!isReread) await rereadKept(parts);
      isReread = true;
      await applyAgreed(parts);
      for (let attempts = 1; ; attempts += 1) {
        try {
          await attempt(outcome);
          return outcome;
        } catch (error) {
          if (attempts >= maxAttempts || !startsAgain(parts.db, error)) throw outward(error);
        }
      }
    },
  };
}

function emptyOutcome(): SyncOutcome {
  return {
    pushed: 0,
    relayed: 0,
    facts: 0,
    delegates: 0,
    rechained: false,
    newEpoch: false,
    drifting: 0,
    clockOffset: 0,
  };
}

/** Whether the exchange must begin again at once. Prepares the store for that. */
function startsAgain(db: WritableDatabase, error: unknown): boolean {
  if (error instanceof StartAgain) return true;
  if (!(error instanceof HubProblem)) return false;
  switch (error.code) {
    case 'out-of-order':
    case 'chain-differs':
    case 'replayed':
    case 'epoch-changed':
      return true;
    case 'cursor-too-old':
      db.transaction(() => {
        beginSweep(db);
        rewindStreams(db);
      }).immediate();
      return true;
    default:
      return false;
  }
}

/** The error that the caller of an exchange gets: never StartAgain. */
function outward(error: unknown): unknown {
  return error instanceof StartAgain ? new SyncFailure('bad-answer', error) : error;
}

async function pullOrders({ parts, answer }: Session): Promise<void> {
  const { db, event, crypto } = parts;
  if (answer.directoryVersion === hubLinkOf(db).directoryVersion) return;
  const orders = await parts.hub.orders();
  db.transaction(() => {
    const { hubKey } = hubLinkOf(db);
    saveOrders(db, orders, { eventId: event.id, hubKey, crypto });
  }).immediate();
  parts.onChange({ directory: true });
  if (parts.mode === 'desk') await offerStopLists(parts, orders.stopList);
}

/**
 * Returns to the hub the stop lists that its own lacks, because it was restored or took over. They
 * are in force here anyway. Runs before the directory's version is noted, so that a failure is
 * retried.
 */
async function offerStopLists({ db, hub }: SyncParts, ofHub: SignedStopList | null): Promise<void> {
  for (const held of heldStopLists(db)) {
    if (ofHub !== null && holdsAllOf(ofHub.list, held.list)) continue;
    try {
      await hub.offerStopList(held);
    } catch (error) {
      if (!isUnwanted(error)) throw error;
    }
  }
}

async function pullDirectory({ parts, answer }: Session): Promise<void> {
  const { db, event } = parts;
  if (answer.directoryVersion === hubLinkOf(db).directoryVersion) return;
  // The version from the handshake, before the orders were read: a stop list issued since must come
  // with the next exchange.
  const { directoryVersion: version } = answer;
  const directory = { ...(await parts.hub.directory()), version };
  const hasOtherModes = db
    .transaction(() => {
      const otherModes = saveDirectory(db, directory, event.id);
      if (parts.mode === 'desk') followDirectory(db, directory.operators);
      return otherModes;
    })
    .immediate();
  parts.onChange({ directory: true });
  if (hasOtherModes) await rereadKept(parts);
}

/** Milliseconds: times are written at most this often, as each write costs a disk sync. */
const recordEvery = 30_000;

function finish(session: Session): void {
  const { db, clock } = session.parts;
  const wall = clock();
  const { rosterAsOf } = hubLinkOf(db);
  if (rosterAsOf !== null && Math.abs(wall - rosterAsOf) < recordEvery) return;
  const { clockOffset } = session.outcome;
  db.transaction(() => recordSynced(db, { clockOffset, wall })).immediate();
}

/**
 * Confirms to the hub which purge orders this station carried out, once in each epoch, and sends
 * the orders too. It comes first after the handshake: a hub that was restored from a backup has
 * forgotten the orders. Such a hub deletes what came back with the backup before this station reads
 * it.
 */
async function giveConfirmations({ db, hub }: SyncParts): Promise<void> {
  const { epoch } = hubLinkOf(db);
  if (epoch === null) return;
  for (const { id, confirmation } of confirmationsToGive(db, epoch)) {
    try {
      await hub.confirmPurge(signedConfirmationSchema.parse(JSON.parse(confirmation)));
    } catch (error) {
      if (!isUnwanted(error)) throw error;
    }
    db.transaction(() => recordConfirmed(db, id, epoch)).immediate();
  }
}

/**
 * The hub is another one (after a take-over) or an earlier version: no retry helps, syncing
 * continues.
 */
function isUnwanted(error: unknown): boolean {
  const codes: readonly string[] = [
    'not-allowed',
    'not-found',
    'bad-signature',
    'bad-request',
    'too-large',
  ];
  return error instanceof HubProblem && codes.includes(error.code);
}

/**
 * Applies the orders that a supervisor of this desk has approved to the records held here. Works in
 * portions; the next exchange continues after an interruption.
 */
async function applyAgreed(parts: SyncParts): Promise<void> {
  const { db } = parts;
  for (const { id, range } of listUnapplied(db)) {
    const links = namedLinks(db, range);
    for (let start = 0; start < links.length; start += atOnce) {
      const some = links.slice(start, start + atOnce);
      db.transaction(() => applySome(parts, some)).immediate();
      parts.onChange({ facts: true });
      await parts.breathe();
    }
    recordApplied(db, id);
  }
}

function applySome(parts: SyncParts, links: readonly NamedLink[]): void {
  const { db, event, crypto, mode } = parts;
  const { touched, facts } = rejudgeLinks(db, links, {
    eventId: event.id,
    own: stationOf(db),
    wall: parts.clock(),
    crypto,
    doubtsHub: doubtsHub(db, mode),
  });
  for (const delegateId of new Set([...touched, ...delegatesTouchedBy(db, facts)])) {
    projectDelegate(db, event.id, delegateId);
  }
}
