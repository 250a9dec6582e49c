import { HubProblem } from '../domain/wire/problems.ts';
import { errorFields, type HubLog } from './server/log.ts';
import type { Hub } from './service/hub.ts';
import type { PurgeFiles } from './store/purge-files.ts';

/** Milliseconds between two looks at what is due; a day matters, an hour does not. */
const lookEvery = 60 * 60_000;

/** The watch over how long personal data is kept. */
export interface RetentionWatch {
  /** Ends it; resolves when what it had begun is done. */
  stop(): Promise<void>;
}

/**
 * Carries out orders that a restored store has forgotten, before anybody is served; then, now and every hour, what was
 * begun and what the rule makes due. What fails is logged and tried again.
 */
export async function watchRetention(
  hub: Hub,
  files: PurgeFiles | undefined,
  log: HubLog,
): Promise<RetentionWatch> {
  await hub.privacy.adopt(ordersBeside(files, log));
  let working = Promise.resolve();
  const look = (): void => {
    working = working
      .then(() => hub.privacy.tend())
      .catch((error: unknown) => {
        // A store that is away for a moment: the next look does it.
        const isBusy = error instanceof HubProblem && error.code === 'busy';
        log[isBusy ? 'warn' : 'error'](errorFields(error), 'retention');
      });
  };
  look();
  const timer = setInterval(look, lookEvery).unref();
  return {
    stop: () => {
      clearInterval(timer);
      return working;
    },
  };
}

/** A file that somebody broke keeps no hub from starting: stations bring the orders back as well. */
function ordersBeside(files: PurgeFiles | undefined, log: HubLog) {
  try {
    return files?.orders() ?? [];
  } catch (error) {
    log.error(errorFields(error), 'purges.json cannot be read');
    return [];
  }
}
