import { workerData } from 'node:worker_threads';
import { maxPageImport } from '../../domain/organiser/imports.ts';
import { IntakeError } from '../../intake/intake-error.ts';
import { createListImport } from '../../intake/list-import.ts';
import { missingLetters } from '../../platform/fonts/letters.ts';
import { ownPort } from '../../platform/threads/port.ts';
import { serve } from '../../platform/threads/serve.ts';
import type { Handlers } from '../../platform/threads/service.ts';
import type { Failure } from '../../platform/threads/thread-error.ts';
import type { FileImportService, ImportThreadData } from './file-import-thread.ts';

/** Min milliseconds between two progress reports; a page cannot show more. */
const progressInterval = 100;

// The thread of one roster file: reads and compares it while the hub serves its stations.
serve<FileImportService>(ownPort(), createSteps(workerData as ImportThreadData), { failureOf });

function createSteps({ bytes, making }: ImportThreadData): Handlers<FileImportService> {
  const list = createListImport(making, missingLetters);
  let last = 0;
  return {
    open: ({ options, event }) =>
      list.open({ bytes, fileName: '' }, { ...options, maxSize: maxPageImport }, event),
    read: async (request, report) => {
      await list.read(request, (progress) => {
        const now = performance.now();
        if (now - last < progressInterval) return;
        last = now;
        report(progress);
      });
      return { tellsOfSessions: list.tellsOfSessions() };
    },
    known: (page) => {
      for (const person of page) list.known(person);
      return null;
    },
    bookings: (facts) => {
      for (const fact of facts) list.booking(fact);
      return null;
    },
    diff: list.diff,
    decided: (decision) => {
      const { added, changed, bookings } = list.decided(decision);
      return { entries: [...added, ...changed], bookings };
    },
    rejected: list.rejectedCsv,
  };
}

/** Reports only the kind of an error: a message could quote a cell. */
function failureOf(error: unknown): Failure {
  if (error instanceof IntakeError) return { code: error.code, detail: error.detail };
  return { code: 'internal', detail: error instanceof Error ? error.name : typeof error };
}
