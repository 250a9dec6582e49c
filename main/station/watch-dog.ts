import type { Log } from '../base/log.ts';

/** Times are milliseconds of a monotonic clock. */
export interface WatchDogParts {
  /** Asks the page for a sign of life; resolves to true once it is drawn. May never resolve. */
  ask: () => Promise<boolean>;
  reload: () => void;
  restart: () => void;
  now: () => number;
  log: Log;
}

export const heartbeatMilliseconds = 5_000;
/** A page that has not answered for this time is reloaded. */
export const deadAfterMilliseconds = 15_000;
/** After this many reloads within the window the whole app restarts. */
export const maxReloads = 3;
export const reloadWindowMilliseconds = 5 * 60_000;

export type WatchDog = ReturnType<typeof createWatchDog>;

/** Watches over a station's page: queries it every few seconds, and reloads it if silent. */
export function createWatchDog(parts: WatchDogParts) {
  let lastSign = parts.now();
  let reloads: number[] = [];
  let isRestarting = false;

  const revive = (reason: string): void => {
    if (isRestarting) return;
    const now = parts.now();
    reloads = [...reloads.filter((at) => now - at < reloadWindowMilliseconds), now];
    lastSign = now;
    if (reloads.length >= maxReloads) {
      isRestarting = true;
      parts.log.error({ reason, reloads: reloads.length }, 'the page keeps failing: starting anew');
      parts.restart();
      return;
    }
    parts.log.warn({ reason, reloads: reloads.length }, 'the page is loaded anew');
    parts.reload();
  };

  return {
    /** Call it every `heartbeatMilliseconds`. */
    beat: (): void => {
      if (parts.now() - lastSign >= deadAfterMilliseconds) {
        revive('silent');
        return;
      }
      parts
        .ask()
        .then((isAlive) => {
          if (isAlive) lastSign = parts.now();
        })
        // A page that is loading does not answer; the silence counts.
        .catch(() => undefined);
    },
    /** The page's process is gone, or the page did not load: no need to wait for an answer. */
    pageIsGone: revive,
  };
}
