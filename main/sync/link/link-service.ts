// clock: hands the shift of the clock to the thread of the sync.

import { dropHubLink, findHubLink } from '../../../db/ledger/hub-link.ts';
import type { StoreLocation } from '../../../db/station/open.ts';
import type { ReportedHealth } from '../../../domain/sync/reported-health.ts';
import { type LinkState, unknownLinkState } from '../../../domain/sync/sync-status.ts';
import type { Mode } from '../../../preload/contract/base.ts';
import { CallFailure } from '../../base/call-failure.ts';
import type { Context } from '../../base/context.ts';
import { type SecretBox, stationKeys } from '../../base/secret-box.ts';
import { createTurns } from '../../base/turns.ts';
import type { HubCredentials } from '../../hub-client/http-hub.ts';
import type { RosterHub } from '../../roster/import/messages.ts';
import type { SyncChange } from '../sync-parts.ts';
import type { SyncThread, SyncThreadParts } from '../sync-thread.ts';
import { readCredentials, removeToken } from './credentials.ts';
import { joinHub } from './join-hub.ts';

export interface LinkParts {
  context: Context;
  location: StoreLocation;
  mode: Mode;
  version: string;
  secrets: SecretBox;
  startThread: (parts: SyncThreadParts) => SyncThread;
  onState: () => void;
  onChange: (what: SyncChange) => void;
}

/** This station's link to its hub: the sync thread, joining and leaving. */
export type LinkService = ReturnType<typeof createLinkService>;

/** Nothing runs before `start`. */
export function createLinkService(parts: LinkParts) {
  const { context, secrets } = parts;
  let thread: SyncThread | null = null;
  let state: LinkState | null = null;
  let health: ReportedHealth | null = null;
  /** The app ends, or restarts with another event: nothing syncs any more. */
  let isOver = false;
  let stopped: Promise<void> = Promise.resolve();
  const waiters: (() => void)[] = [];
  const inTurn = createTurns();
  /** Actions for which the thread pauses: the running one, and those that wait for their turn. */
  let resting = 0;

  const start = (): void => {
    if (thread !== null || resting > 0 || isOver) return;
    const link = findHubLink(context.db);
    if (link === null) return;
    const credentials = readCredentials(context.db, secrets);
    // The link exists but not its token: the keychain is another one. The screen says what to do,
    // and facts wait.
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
   * Runs actions that need the hub and the link to themselves, one after the other, and then the
   * thread. A start of the thread meanwhile does nothing: it would use the token of the hub being
   * left.
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
    /** Starts syncing if the station belongs to a hub. */
    start,
    /** The thread's last state; null while the station has no hub. */
    state: (): LinkState | null => state,
    /** Call it after a fact was written here. */
    nudge: (): void => thread?.nudge(),
    syncNow: (): void => thread?.syncNow(),
    /** Sends the station's health to its hub, now or once it belongs to one. */
    tellHealth: (said: ReportedHealth): void => {
      health = said;
      thread?.tellHealth(said);
    },
    /** Resolves once the thread has finished one whole sync since it started; never rejects. */
    whenSynced: (): Promise<void> =>
      new Promise((resolve) => {
        if (state !== null && isSynced(state)) resolve();
        else waiters.push(resolve);
      }),
    /**
     * Throws CallFailure; see `joinHub`. The station then keeps the hub that it had before, if any.
     * Syncing starts at once unless the app must restart.
     */
    join: (
      invite: { url: string; code: string; fingerprint: string },
      operatorId: string,
    ): Promise<{ hubName: string; restarts: boolean }> =>
      alone(async () => {
        const joined = await joinHub(parts, invite, operatorId);
        isOver ||= joined.restarts;
        return joined;
      }),
    /** Throws CallFailure `facts-waiting` while facts wait, unless forced. */
    leave: async (force: boolean): Promise<void> => {
      const waiting = state?.waiting ?? 0;
      if (waiting > 0 && !force) throw new CallFailure('facts-waiting', String(waiting));
      await alone(async () => {
        dropHubLink(context.db);
        removeToken(secrets);
        state = null;
        parts.onState();
      });
    },
    /**
     * For calls to the hub as this station, without request numbers; null without a hub. A secret.
     */
    credentials: (): HubCredentials | null => readCredentials(context.db, secrets),
    /** The station's Ed25519 key (PKCS #8 DER, base64), for files that it signs. A secret. */
    signingKey: (): string => stationKeys(secrets).privateKey,
    /** For code that replaces the station's key. */
    secrets,
    /** The hub that takes a roster file; null: the file goes into the station's own store. */
    rosterHub: (operatorId: string): RosterHub | null => {
      const credentials = readCredentials(context.db, secrets);
      if (credentials === null) return null;
      return { credentials, stationName: context.stationName, version: parts.version, operatorId };
    },
    /** Runs calls to the hub as this station while the thread pauses; one at a time. */
    resting: alone,
    stop: (): Promise<void> => {
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
