/** How the station of a scene stands with its hub. */
export const syncScenes = [
  'alone',
  'linked',
  'waiting',
  'first-pull',
  'offline',
  'away',
  'revoked',
  'wrong-certificate',
  'update',
  'clock-off',
  'old-lists',
  'host',
  'host-starting',
  'host-failed',
] as const;
export type SyncScene = (typeof syncScenes)[number];

export interface SyncOptions {
  scene: SyncScene;
  /** False: no duplicates, no quarantine, no changes, no stops, no other kiosks. */
  filled: boolean;
  /** The hub that is joined has another event. */
  restarts: boolean;
  /** Names as long as they come. */
  long: boolean;
}

/** Reads the options of the hub; each has a plain default. */
export function readSyncOptions(params: URLSearchParams): SyncOptions {
  const scene = syncScenes.find((one) => one === params.get('sync')) ?? 'alone';
  return {
    scene,
    filled: scene !== 'alone' && params.get('filled') !== '0',
    restarts: params.get('restarts') === '1',
    long: params.get('long') === '1',
  };
}
