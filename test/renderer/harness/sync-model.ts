import type { LinkState, ListAges } from '../../../domain/sync-status.ts';
import type { SyncView } from '../../../preload/contract/sync.ts';
import type { SyncOptions, SyncScene } from './options.ts';

const minute = 60_000;
export const hubUrl = 'https://192.0.2.7:7443';
export const pin = '3f9a0c57e1b24d860f7d21aa93c4e85b6610df7c2e94b1a05d83f6e27b4c90d1';

const calm: LinkState = {
  phase: 'idle',
  online: true,
  trouble: null,
  lastContact: null,
  offlineSince: null,
  waiting: 0,
  quarantined: 0,
  clockOffset: 140,
  pull: null,
};

function linkState(scene: SyncScene, now: number): LinkState {
  const synced = { ...calm, lastContact: now - 12_000 };
  const gone = { ...calm, online: false, trouble: 'unreachable' as const, waiting: 37 };
  switch (scene) {
    case 'waiting':
      return { ...synced, phase: 'syncing', lastContact: now - 20_000, waiting: 4 };
    case 'first-pull':
      return { ...calm, phase: 'syncing', pull: { done: 41_000, total: 100_000 } };
    case 'offline':
      return { ...gone, waiting: 2, lastContact: now - 30_000, offlineSince: now - 25_000 };
    case 'away':
      return { ...gone, lastContact: now - 18 * minute, offlineSince: now - 18 * minute };
    case 'revoked':
      return { ...synced, trouble: 'revoked', waiting: 5, quarantined: 3 };
    case 'wrong-certificate':
      return { ...gone, trouble: 'wrong-certificate', lastContact: now - 3 * minute };
    case 'update':
      return { ...synced, trouble: 'protocol-too-old', waiting: 12 };
    case 'clock-off':
      return { ...synced, clockOffset: -214_000 };
    default:
      return synced;
  }
}

/** How old the lists are in a scene. */
export function listAges(scene: SyncScene, now: number): ListAges {
  if (scene === 'first-pull') return { roster: null, stopList: null, old: false };
  const isOld = scene === 'away' || scene === 'old-lists';
  const at = now - (isOld ? 18 * minute : 12_000);
  return { roster: at, stopList: at, old: isOld };
}

/** The hub that the station hosts in a scene; null where it hosts none. */
export function hostView(scene: SyncScene): SyncView['host'] {
  switch (scene) {
    case 'host':
      return { state: 'running', url: hubUrl, pin };
    case 'host-starting':
      return { state: 'starting' };
    case 'host-failed':
      return { state: 'failed', detail: 'port 7443' };
    default:
      return null;
  }
}

/** What `getSync` answers in a scene, apart from its duplicates. */
export function syncViewOf(
  { scene, filled, long }: SyncOptions,
  hubName: string | null,
  now: number,
): SyncView {
  const state = linkState(scene, now);
  const name = long
    ? 'Registration hall, ground floor, left of the main staircase (1)'
    : 'Registration hall';
  const hasLink = scene !== 'alone' && scene !== 'host-starting' && scene !== 'host-failed';
  return {
    link: hasLink
      ? {
          hubName: hubName ?? name,
          url: hubUrl,
          state: filled && scene === 'linked' ? { ...state, quarantined: 2 } : state,
          lists: listAges(scene, now),
          clockOff: scene === 'clock-off',
        }
      : null,
    host: hostView(scene),
    openDuplicates: 0,
    now,
  };
}
