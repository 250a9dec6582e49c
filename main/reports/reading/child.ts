import { z } from 'zod';
import { openStoreForReading } from '../../../db/station/open.ts';
import { ownPort } from '../../../platform/threads/port.ts';
import { serve } from '../../../platform/threads/serve.ts';
import { failureOf } from '../../base/failure-of.ts';
import { createLongReads, type LongReads } from '../long-reads.ts';
import { readingStartSchema } from './messages.ts';

// Answers long reads (day status, comparisons, reports) on a read-only connection; one at a time,
// as each may hold the whole event in memory. A store that cannot be opened now is tried again by
// the next read. Electron starts it as a utility process, tests as a child of Node.
serve<LongReads>(ownPort(), openReads, { failureOf });

function openReads(start: unknown): LongReads {
  const { location, ...source } = z.parse(readingStartSchema, start);
  const nativeBinding = location.nativeBinding ?? undefined;
  return createLongReads({ ...source, db: openStoreForReading({ ...location, nativeBinding }) });
}
