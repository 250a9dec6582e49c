import { healthCalls } from '../../preload/contract/health.ts';

/** Milliseconds after which the page is waited for no longer: it may be shown without a camera that answers. */
const longestWait = 3_000;

/** The moment at which the page can take its first ticket. */
export interface PageReady {
  /** Tells of a call that was answered, and with what it came. */
  answered: (call: string, input: unknown) => void;
  /** Settles once the page's camera reads or cannot, or has said nothing for too long. Never rejects. */
  reached: Promise<void>;
}

/**
 * Waits for the page. What nobody looks at yet (sync, backups, updates) begins after it: page, camera and
 * reader need every processor until then, and a station has only two or four.
 */
export function watchPageReady(isCameraWanted: () => boolean): PageReady {
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  setTimeout(reach, longestWait);
  return {
    answered: (call, input) => {
      if (call !== 'tellCamera') return;
      const { state } = healthCalls.tellCamera.input.parse(input);
      // "Off" is also what a camera is before the page has asked for it.
      if (state !== 'off' || !isCameraWanted()) reach();
    },
    reached,
  };
}
