import { workerData } from 'node:worker_threads';
import { maxPageImport } from '../../domain/organiser/imports.ts';
import { rosterDefaultsOf } from '../../domain/roster/roster-entry.ts';
import type { ImportProgress } from '../../domain/roster/roster-import.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { beginComparison, type Comparison, type RosterPlan } from '../../intake/comparison.ts';
import { IntakeError } from '../../intake/intake-error.ts';
import { type PeopleOfFile, readPeople } from '../../intake/read-people.ts';
import { writeRejectedCsv } from '../../intake/report-lines.ts';
import { openTable, previewTable, type Table } from '../../intake/table.ts';
import { bulkCrypto } from '../../platform/crypto/node-crypto.ts';
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
  let table: Table | null = null;
  let people: PeopleOfFile | null = null;
  let comparison: Comparison | null = null;
  let plan: RosterPlan | null = null;
  let last = 0;
  return {
    open: async ({ options, event }) => {
      table = await openTable(bytes, { ...options, maxSize: maxPageImport });
      [people, comparison, plan] = [null, null, null];
      return await previewTable('', table, event.extraFields);
    },
    read: async ({ mapping, markVips, event }, report) => {
      plan = null;
      const tell = (phase: ImportProgress['phase'], fraction: number, rows: number): void => {
        const now = performance.now();
        if (now - last < progressInterval) return;
        last = now;
        report({ phase, fraction, rows });
      };
      const onRead = (fraction: number, rows: number): void => tell('reading', fraction, rows);
      people = await readPeople(need(table), mapping, event, onRead, missingLetters);
      const secrets = [making.eventSecret, ...making.ticketSecrets];
      comparison = beginComparison(people, {
        ...making,
        crypto: bulkCrypto(...secrets),
        defaults: rosterDefaultsOf(event),
        extraFields: event.extraFields,
        markVips,
        onProgress: (fraction, rows) => tell('comparing', fraction, rows),
      });
      return null;
    },
    known: (page) => {
      for (const { delegate, hasBadge } of page) need(comparison).take(delegate, hasBadge);
      return null;
    },
    diff: () => {
      plan = need(comparison).finish();
      comparison = null;
      return plan.diff;
    },
    entries: () => {
      const { added, changed } = need(plan);
      // A plan is written once: to write again, compare again.
      plan = null;
      return [...added, ...changed];
    },
    rejected: (language) => {
      const { headers, delimiter } = need(table);
      return writeRejectedCsv(headers, need(people).rejected, { language, delimiter });
    },
  };
}

/** A step needs the one before it: the page must compare before it writes. */
function need<T>(step: T | null): T {
  if (step === null) throw new HubProblem('not-found', 'import');
  return step;
}

/** Reports only the kind of an error: a message could quote a cell. */
function failureOf(error: unknown): Failure {
  if (error instanceof IntakeError || error instanceof HubProblem)
    return { code: error.code, detail: error.detail };
  return { code: 'internal', detail: error instanceof Error ? error.name : typeof error };
}
