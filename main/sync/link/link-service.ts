// clock: hands the shift of the clock to the thread of the sync.

import { randomUUID } from 'node:crypto';
import {
  makeSigningKeys,
  readPrivateKey,
  type SigningKeys,
  signText,
} from '../../../crypto/ed25519.ts';
import { nodeCrypto } from '../../../crypto/node-crypto.ts';
import { saveEvent } from '../../../db/event/events.ts';
import { dropHubLink, findHubLink, saveHubLink } from '../../../db/ledger/hub-link.ts';
import { findKnownStation } from '../../../db/ledger/known-stations.ts';
import { becomeStation } from '../../../db/ledger/station.ts';
import { forgetImport } from '../../../db/roster/last-import.ts';
import { countDelegates } from '../../../db/roster/roster.ts';
import type { StoreLocation } from '../../../db/station/open.ts';
import { toHex } from '../../../domain/base/bytes.ts';
import { eventFileHash } from '../../../domain/event/event-file.ts';
import { type Head, headText } from '../../../domain/ledger/signed-head.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import type { RosterEntry } from '../../../domain/roster/roster-entry.ts';
import { maxRosterEntries } from '../../../domain/roster/roster-wire.ts';
import type { ReportedHealth } from '../../../domain/sync/reported-health.ts';
import { type LinkState, unknownLinkState } from '../../../domain/sync/sync-status.ts';
import type { Mode } from '../../../preload/contract/base.ts';
import { CallFailure } from '../../base/call-failure.ts';
import { changeStationSettings } from '../../base/config/station-settings.ts';
import type { Context } from '../../base/context.ts';
import { type SecretBox, stationKeys, writeStationKeys } from '../../base/secret-box.ts';
import { createTurns } from '../../base/turns.ts';
import { type Enrolment, enrolAtHub } from '../../hub-client/enrol.ts';
import type { HubCredentials } from '../../hub-client/http-hub.ts';
import { askingHub } from '../../hub-client/hub-failure.ts';
import type { RosterHub } from '../../roster/import/messages.ts';
import { rosterBatches } from '../../roster/roster-batches.ts';
import type { SyncChange } from '../sync-parts.ts';
import type { SyncThread, SyncThreadParts } from '../sync-thread.ts';
import { readCredentials, removeToken, writeToken } from './credentials.ts';

export interface LinkParts {
  context: Context;
  location: StoreLocation;
  mode: Mode;
  version: string;
  secrets: SecretBox;
  startThread: (parts: SyncThreadParts) => SyncThread;
  /** The state of the link changed. */
  onState: () => void;
  /** The sync wrote something into the store. */
  onChange: (what: SyncChange) => void;
}

/** This station's link to its hub: the sync thread, joining and leaving. */
export interface LinkService {
  /** Starts syncing if the station belongs to a hub. */
  start(): void;
  /** The thread's last state; null while the station has no hub. */
  state(): LinkState | null;
  /** A fact was written here. */
  nudge(): void;
  syncNow(): void;
  /** The station's health for its hub, sent now or once it belongs to one. */
  tellHealth(health: ReportedHealth): void;
  /** Resolves once the thread has finished one whole sync since it started; never rejects. */
  whenSynced(): Promise<void>;
  /** Throws CallFailure; see joinHub. Syncing starts at once unless the app must restart. */
  join(
    invite: { url: string; code: string; pin: string },
    operatorId: string,
  ): Promise<{ hubName: string; restarts: boolean }>;
  /** Throws CallFailure `facts-waiting` while facts wait, unless forced. */
  leave(force: boolean): Promise<void>;
  /** To call the hub as this station, without request numbers; null without a hub. A secret. */
  credentials(): HubCredentials | null;
  /** The station's Ed25519 key (PKCS #8 DER, base64), for files that it signs. A secret. */
  signingKey(): string;
  /** The station's secrets, for what replaces its key. */
  secrets: SecretBox;
  /** Where a roster file goes when this station belongs to a hub; null: into its own store. */
  rosterHub(operatorId: string): RosterHub | null;
  /** Runs calls to the hub in this station's name while the thread pauses; one at a time. */
  resting<T>(action: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

/** Makes the link; nothing runs before `start`. */
export function createLinkService(parts: LinkParts): LinkService {
  const { context, secrets } = parts;
  let thread: SyncThread | null = null;
  let state: LinkState | null = null;
  let health: ReportedHealth | null = null;
  /** The app ends, or restarts with another event: nothing syncs any more. */
  let isOver = false;
  let stopped: Promise<void> = Promise.resolve();
  const waiters: (() => void)[] = [];
  const inTurn = createTurns();
  /** Actions that the thread pauses for: the running one, and those that wait for their turn. */
  let resting = 0;

  const start = (): void => {
    if (thread !== null || resting > 0 || isOver) return;
    const link = findHubLink(context.db);
    if (link === null) return;
    const credentials = readCredentials(context.db, secrets);
    // The link without its token: another keychain. The screen says what to do; facts wait.
    state = { ...unknownLinkState, lastContact: link.lastContact };
    if (credentials === null) state = { ...state, trouble: 'unauthorised' };
    else thread = parts.startThread(threadParts(parts, credentials, onState));
    if (health !== null) thread?.tellHealth(health);
    parts.onState();
  };
  const onState = (next: LinkState): void => {
    state = next;
    if (isSynced(next)) for (const resolve of waiters.splice(0)) resolve();
    parts.onState();
  };
  const halt = (): Promise<void> => {
    if (thread !== null) stopped = thread.stop();
    thread = null;
    return stopped;
  };
  /**
   * Runs what must be alone with the hub and the link, one after the other, and then the thread. A
   * start of the thread meanwhile does nothing: it would use the token of the hub being left.
   */
  const alone = async <T>(action: () => Promise<T>): Promise<T> => {
    resting += 1;
    try {
      return await inTurn(async () => {
        await halt();
        return await action();
      });
    } finally {
      resting -= 1;
      start();
    }
  };

  return {
    start,
    state: () => state,
    nudge: () => thread?.nudge(),
    syncNow: () => thread?.syncNow(),
    tellHealth: (said) => {
      health = said;
      thread?.tellHealth(said);
    },
    whenSynced: () =>
      new Promise((resolve) => {
        if (state !== null && isSynced(state)) resolve();
        else waiters.push(resolve);
      }),
    // Where it fails, the station keeps the hub that it had before, if any.
    join: (invite, operatorId) =>
      alone(async () => {
        const joined = await joinHub(parts, invite, operatorId);
        isOver ||= joined.restarts;
        return joined;
      }),
    leave: async (force) => {
      const waiting = state?.waiting ?? 0;
      if (waiting > 0 && !force) throw new CallFailure('facts-waiting', String(waiting));
      await alone(async () => {
        dropHubLink(context.db);
        removeToken(secrets);
        state = null;
        parts.onState();
      });
    },
    credentials: () => readCredentials(context.db, secrets),
    signingKey: () => stationKeys(secrets).privateKey,
    secrets,
    rosterHub: (operatorId) => {
      const credentials = readCredentials(context.db, secrets);
      if (credentials === null) return null;
      return { credentials, stationName: context.stationName, version: parts.version, operatorId };
    },
    resting: alone,
    stop: () => {
      isOver = true;
      return halt();
    },
  };
}

/** A contact without trouble, and no sync in progress. */
function isSynced(state: LinkState): boolean {
  return state.online && state.lastContact !== null && state.phase !== 'syncing';
}

function threadParts(
  parts: LinkParts,
  secrets: { token: string; privateKey: string },
  onState: (state: LinkState) => void,
): SyncThreadParts {
  const { context } = parts;
  return {
    location: parts.location,
    eventId: context.event.file.id,
    mode: parts.mode,
    secrets: { token: secrets.token, privateKey: secrets.privateKey },
    name: context.stationName,
    version: parts.version,
    clockShift: context.clock() - Date.now(),
    onState,
    onChange: parts.onChange,
  };
}

/** The station that joins. */
export interface JoiningStation {
  context: Context;
  mode: Mode;
  version: string;
  secrets: SecretBox;
}

/**
 * Enrols this station at a hub and keeps its answer, in one transaction. The station's facts stay.
 * The hub's roster replaces its own, unless the hub has none yet and takes this station's.
 *
 * @param operatorId who joins
 *
 * @returns `restarts` when the hub's event or its file differs from the station's
 * @throws CallFailure `invite-unknown`, `invite-expired`, `invite-used`, `hub-wrong-certificate`,
 *   `hub-unreachable`, `hub-refused`
 */
export async function joinHub(
  station: JoiningStation,
  invite: { url: string; code: string; pin: string },
  operatorId: string,
): Promise<{ hubName: string; restarts: boolean }> {
  const { context } = station;
  const identity = identityFor(station);
  const outcome = await askingHub(() =>
    enrolAtHub(invite, {
      ...{ id: identity.station, keys: identity.keys },
      name: context.stationName,
      mode: station.mode,
      version: station.version,
    }),
  );
  // Only an invite without a fingerprint has another outcome, and this one has one.
  if (outcome.kind !== 'enrolled') throw new Error('joinHub: the invite had no pin');
  await askingHub(() => fillEmptyHub(station, identity, outcome.enrolment, operatorId));
  keep(station, identity, outcome.enrolment);
  return {
    hubName: outcome.enrolment.hubName,
    restarts: identity.isOther || isOtherEvent(context, outcome.enrolment.event),
  };
}

/** The id and key under which a station joins. */
interface Identity {
  station: string;
  keys: SigningKeys;
  isOther: boolean;
}

/**
 * An id keeps its mode for good: facts that a station wrote as a desk are judged as a desk's, and a
 * thief of the kiosk that it became finds no desk's key there. In another mode than before it joins
 * as another station.
 */
function identityFor({ context: { db, self }, mode, secrets }: JoiningStation): Identity {
  const before = findKnownStation(db, self.station)?.mode ?? mode;
  return before === mode
    ? { station: self.station, keys: stationKeys(secrets), isOther: false }
    : { station: randomUUID(), keys: makeSigningKeys(), isOther: true };
}

/** Another event, another edition of its file, or its secret: the hub's version is what counts. */
function isOtherEvent({ event }: Context, { file, secret }: Enrolment['event']): boolean {
  const held = event.secret === null ? null : toHex(event.secret);
  return (
    held !== secret || eventFileHash(file, nodeCrypto) !== eventFileHash(event.file, nodeCrypto)
  );
}

function secretOf({ event: { secret } }: Enrolment): Uint8Array | null {
  return secret === null ? null : Buffer.from(secret, 'hex');
}

function keep(
  { context, mode, secrets }: JoiningStation,
  identity: Identity,
  enrolment: Enrolment,
): void {
  const { db } = context;
  const wall = context.clock();
  db.transaction(() => {
    if (identity.isOther) {
      const { privateKey } = stationKeys(secrets);
      const sign = (head: Head) => signText(readPrivateKey(privateKey), headText(head));
      // Until the app has restarted, which comes next, it writes under the new number.
      Object.assign(context.self, becomeStation(db, identity.station, sign));
      writeStationKeys(secrets, identity.keys);
    }
    const { file, version } = enrolment.event;
    const secret = mode === 'desk' ? secretOf(enrolment) : null;
    if (isOtherEvent(context, enrolment.event)) {
      saveEvent(db, { file, version, secret }, wall);
      changeStationSettings(db, { eventId: file.id });
    }
    saveHubLink(db, {
      hub: enrolment.hub,
      hubName: enrolment.hubName,
      url: enrolment.url,
      authority: enrolment.authority,
      hubKey: enrolment.hubKey,
      wall,
    });
    // The hub's roster takes its place.
    forgetImport(db);
    writeToken(secrets, enrolment.token);
  }).immediate();
}

/** Before the link is kept: the first pull would delete what is not sent now. */
async function fillEmptyHub(
  { context, mode, version }: JoiningStation,
  { keys: { privateKey } }: Identity,
  { url, authority, token, event }: Enrolment,
  operatorId: string,
): Promise<void> {
  const { db, stationName, clock } = context;
  const eventId = context.event.file.id;
  const hasRoster = countDelegates(db, eventId).registered > 0;
  if (mode !== 'desk' || event.file.id !== eventId || !hasRoster) return;
  const credentials = { url, authority, token, privateKey };
  const sender = { credentials, db, eventId, stationName, version, operatorId, clock };
  // Once in a station's life: docs/decisions/020.
  const { sendRoster } = await import('../../hub-client/send-roster.ts');
  await sendRoster(
    sender,
    entriesOf(rosterBatches(context, maxRosterEntries)),
    () => {},
    ({ streams }) => streams.roster === 0,
  );
}

function* entriesOf(batches: Iterable<readonly Delegate[]>): Generator<RosterEntry[]> {
  for (const batch of batches) {
    yield batch.map(({ id, registrationCode, ticketHashes, ...values }) => ({
      id,
      registrationCode,
      ticketHashes,
      values,
    }));
  }
}
