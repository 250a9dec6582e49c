import type { Log } from '../../base/log.ts';
import type { Recovery } from './recovery-record.ts';

/** Logs what a recovery did: numbers and the name of the file. */
export function logRecovery(log: Log, recovery: Recovery): void {
  log.warn(
    {
      cause: recovery.cause,
      source: recovery.source,
      copyMade: recovery.copyMade,
      putAside: recovery.putAside,
      base: recovery.base,
      end: recovery.end,
      marked: recovery.marked,
      isWhole: recovery.isWhole,
      facts: recovery.facts,
      admissions: recovery.admissions,
      askingJobs: recovery.askingJobs,
      unread: recovery.unread,
    },
    'store restored',
  );
}
