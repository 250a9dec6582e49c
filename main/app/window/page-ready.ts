import { healthCalls } from '../../../preload/contract/station/station.ts';

/** Milliseconds to wait for the page: it may be shown without a camera that answers. */
const maxWait = 3_000;

/** The moment at which the page can read its first ticket. */
export type PageReady = ReturnType<typeof watchPageReady>;

/**
 * Waits for the page. Work that is not yet visible (sync, backups, updates) begins after it: page,
 * camera and reader need every processor until then, and a station has only two or four.
 */
export function watchPageReady(isCameraWanted: () => boolean) {
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  setTimeout(reach, maxWait);
  return {
    /** Call it with each call that was answered, and its input. */
    answered: (call: string, input: unknown): void => {
      if (call !== 'tellCamera') return;
      const { state } = healthCalls.tellCamera.input.parse(input);
      // "Off" is also a camera's state before the page has requested it.
      if (state !== 'off' || !isCameraWanted()) reach();
    },
    /** Resolves once the page's camera reads or cannot, or after the timeout. Never rejects. */
    reached,
  };
}
