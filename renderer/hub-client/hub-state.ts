import type { LinkState, SyncTrouble } from '../../domain/sync/sync-status.ts';
import type { SyncView } from '../../preload/contract/sync-view.ts';
import type { Tone } from '../../ui/chip.tsx';

/** Problems with the same message and the same next step. */
export type TroubleGroup =
  | 'revoked'
  | 'wrong-certificate'
  | 'update-needed'
  | 'hub-update-needed'
  | 'not-known'
  | 'signature-refused'
  | 'history-differs'
  | 'over-quota'
  | 'store'
  | 'busy'
  | 'not-understood';

/**
 * The group whose message is shown for a problem. Null for problems that resolve automatically, or
 * that the state "offline" covers already.
 */
export function troubleGroup(trouble: SyncTrouble): TroubleGroup | null {
  switch (trouble) {
    case 'revoked':
    case 'wrong-certificate':
      return trouble;
    case 'protocol-too-old':
      return 'update-needed';
    case 'protocol-too-new':
      return 'hub-update-needed';
    case 'bad-signature':
      return 'signature-refused';
    // A second history is normally resolved within the exchange that finds it; this one was not.
    case 'out-of-order':
    case 'chain-differs':
      return 'history-differs';
    case 'too-many-requests':
      return 'over-quota';
    case 'unauthorised':
    case 'not-allowed':
    case 'invite-unknown':
    case 'invite-expired':
    case 'invite-used':
      return 'not-known';
    case 'store-failed':
    case 'sync-stopped':
      return 'store';
    case 'busy':
      return 'busy';
    case 'bad-request':
    case 'bad-answer':
    case 'not-found':
    case 'too-large':
    case 'internal':
      return 'not-understood';
    case 'replayed':
    case 'epoch-changed':
    case 'cursor-too-old':
    case 'unreachable':
      return null;
  }
}

const stopping: readonly TroubleGroup[] = [
  'revoked',
  'wrong-certificate',
  'store',
  'not-known',
  'signature-refused',
];

/** The state of the station's link with its hub: the aspect that matters most. */
export type HubState =
  | { kind: 'alone' }
  | { kind: 'host-starting' }
  | { kind: 'host-failed'; detail: string }
  | { kind: 'trouble'; group: TroubleGroup; waiting: number }
  | { kind: 'offline'; since: number | null; waiting: number }
  /** `pull`: progress of a long pull, 0 to 1. */
  | { kind: 'syncing'; pull: number | null }
  /** The hub is reachable, and waiting records are being sent to it. */
  | { kind: 'catching-up'; waiting: number }
  | { kind: 'hosting'; lastContact: number | null }
  | { kind: 'synced'; lastContact: number };

/** Milliseconds since the last contact after which an exchange in progress is shown. */
const shownAsSyncingFrom = 10_000;
/**
 * This many waiting records cannot come from the last check-ins: shown at once, even after a recent
 * contact.
 */
const shownAsWaitingFrom = 10;

/** @param now the clock from which the view's ages count */
export function hubState({ link, host }: SyncView, now: number): HubState {
  if (host?.state === 'starting') return { kind: 'host-starting' };
  if (host?.state === 'failed') return { kind: 'host-failed', detail: host.detail };
  if (link === null) {
    return host === null ? { kind: 'alone' } : { kind: 'hosting', lastContact: null };
  }
  const { state } = link;
  const { waiting, lastContact } = state;
  const group = state.trouble === null ? null : troubleGroup(state.trouble);
  if (group !== null) return { kind: 'trouble', group, waiting };
  if (!state.online) return { kind: 'offline', since: state.offlineSince ?? lastContact, waiting };
  // A poll every few seconds would only flicker.
  const isLong = lastContact === null || now - lastContact > shownAsSyncingFrom;
  if (lastContact === null || state.pull !== null) {
    return { kind: 'syncing', pull: fractionOf(state.pull) };
  }
  if (waiting >= shownAsWaitingFrom || (waiting > 0 && isLong)) {
    return { kind: 'catching-up', waiting };
  }
  if (state.phase === 'syncing' && isLong) return { kind: 'syncing', pull: null };
  return { kind: host === null ? 'synced' : 'hosting', lastContact };
}

function fractionOf(pull: LinkState['pull']): number | null {
  return pull === null || pull.total === 0 ? null : Math.min(1, pull.done / pull.total);
}

/** The colour of a state; icon and text always accompany it. */
export function hubTone(state: HubState): Tone {
  switch (state.kind) {
    case 'alone':
    case 'host-starting':
      return 'quiet';
    case 'syncing':
    case 'catching-up':
      return 'accent';
    case 'synced':
    case 'hosting':
      return 'go';
    case 'offline':
      return 'look';
    case 'trouble':
      return stopping.includes(state.group) ? 'stop' : 'look';
    case 'host-failed':
      return 'stop';
  }
}

/** Milliseconds without the hub after which a take-over is offered. */
const takeOverFrom = 60_000;

/** True if the remedy of a problem ends with joining the hub again by a new code. */
export function asksToJoinAgain(group: TroubleGroup): boolean {
  return (
    group === 'revoked' ||
    group === 'wrong-certificate' ||
    group === 'not-known' ||
    group === 'signature-refused'
  );
}

/** True if waiting records are not sent before something changes. */
export function isHeldUp({ kind }: HubState): boolean {
  return kind === 'offline' || kind === 'trouble';
}

/** True while the hub answers, so that its information on other stations is current. */
export function isHeard(state: HubState): boolean {
  return !isHeldUp(state) && state.kind !== 'host-starting' && state.kind !== 'host-failed';
}

/** True if the hub has not answered for longer than a minute. */
export function isAwayLong(state: HubState, now: number): boolean {
  return state.kind === 'offline' && state.since !== null && now - state.since > takeOverFrom;
}

/** How many items between hub and station need attention: duplicates, quarantine, a problem. */
export function askingCount(view: SyncView, now: number): number {
  const { kind } = hubState(view, now);
  const isTrouble = kind === 'trouble' || kind === 'host-failed';
  return toSettle(view) + (isTrouble ? 1 : 0);
}

/** Open duplicates and quarantined items. */
export function toSettle({ openDuplicates, link }: SyncView): number {
  return openDuplicates + (link?.state.quarantined ?? 0);
}
