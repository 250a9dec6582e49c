import { type OnDemand, onDemand } from '../../../platform/threads/on-demand.ts';
import type { ChildPort } from '../../../platform/threads/port.ts';
import { failureOfThread } from '../../base/thread-failure.ts';
import type { LongReads } from '../long-reads.ts';
import type { ReadingStart } from './messages.ts';

export interface ReadingProcessParts {
  /** Starts `reading/child`: Electron in the app, Node in tests. */
  start(): ChildPort;
  /** What a fresh process reads. */
  begin(): ReadingStart;
  /** The process ended unexpectedly. For the log. */
  onCrash: (error: unknown) => void;
  /** Milliseconds after which an idle process ends and frees its memory. */
  idleMilliseconds: number;
}

/**
 * Long reads in a process that starts with the first of them. `stop` ends the process and drops its
 * data; a caller gets `internal`. The next call starts it again.
 *
 * It needs a separate process: a whole event may take gigabytes, which in the station's process
 * would keep its main thread waiting for memory, or end it.
 */
export function createReadingProcess(parts: ReadingProcessParts): OnDemand<LongReads> {
  return onDemand<LongReads>(parts.start, {
    begin: parts.begin,
    errorOf: failureOfThread('reading process'),
    onCrash: parts.onCrash,
    idle: { after: parts.idleMilliseconds },
  });
}
