import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { maxPageImport } from '../../domain/organiser/imports.ts';
import { usualDefaults } from '../../domain/roster/roster-entry.ts';
import type { ImportProgress } from '../../domain/roster/roster-import.ts';
import { beginComparison, type Comparison, type RosterPlan } from '../../intake/comparison.ts';
import { IntakeError } from '../../intake/intake-error.ts';
import { type PeopleOfFile, readPeople } from '../../intake/read-people.ts';
import { writeRejectedCsv } from '../../intake/report-lines.ts';
import { openTable, previewTable, type Table } from '../../intake/table.ts';
import { bulkCrypto } from '../../platform/crypto/node-crypto.ts';
import { missingLetters } from '../../platform/fonts/letters.ts';
import type { FromImportThread, ImportThreadData, ToImportThread } from './file-import-thread.ts';

/** The thread of one roster file: reads and compares it while the hub serves its stations. */
const port = parentPort;
if (port === null) throw new Error('file-import-worker must run as a worker thread');

serve(port, workerData as ImportThreadData);

/** Min milliseconds between two progress reports; a page cannot show more. */
const progressInterval = 100;

function serve(hub: MessagePort, data: ImportThreadData): void {
  const send = (message: FromImportThread): void => hub.postMessage(message);
  let last = 0;
  const answer = createSteps(data, (phase, fraction, rows) => {
    const now = performance.now();
    if (now - last < progressInterval) return;
    last = now;
    send({ progress: { phase, fraction, rows } });
  });
  hub.on('message', (message: ToImportThread) => {
    answer(message).then(
      (done) => send({ done }),
      (error: unknown) => send({ failed: failureOf(error) }),
    );
  });
}

type Tell = (phase: ImportProgress['phase'], fraction: number, rows: number) => void;

function createSteps(
  data: ImportThreadData,
  tell: Tell,
): (step: ToImportThread) => Promise<unknown> {
  const { bytes, making } = data;
  let table: Table | null = null;
  let people: PeopleOfFile | null = null;
  let comparison: Comparison | null = null;
  let plan: RosterPlan | null = null;
  return async (step) => {
    switch (step.kind) {
      case 'open':
        table = await openTable(bytes, { ...step.options, maxSize: maxPageImport });
        [people, comparison, plan] = [null, null, null];
        return await previewTable('', table, step.event.extraFields);
      case 'read': {
        plan = null;
        const { event } = step;
        const onRead = (fraction: number, rows: number): void => tell('reading', fraction, rows);
        people = await readPeople(need(table), step.mapping, event, onRead, missingLetters);
        const secrets = [making.eventSecret, ...making.ticketSecrets];
        comparison = beginComparison(people, {
          ...making,
          crypto: bulkCrypto(...secrets),
          defaults: usualDefaults(event),
          extraFields: event.extraFields,
          markVips: step.markVips,
          onProgress: (fraction, rows) => tell('comparing', fraction, rows),
        });
        return null;
      }
      case 'known':
        for (const { delegate, hasBadge } of step.people) need(comparison).take(delegate, hasBadge);
        return null;
      case 'diff':
        plan = need(comparison).finish();
        comparison = null;
        return plan.diff;
      case 'entries': {
        const { added, changed } = need(plan);
        // A plan is written once: to write again, compare again.
        plan = null;
        return [...added, ...changed];
      }
      case 'rejected': {
        const { headers, delimiter } = need(table);
        const { language } = step;
        return writeRejectedCsv(headers, need(people).rejected, { language, delimiter });
      }
    }
  };
}

/** Thrown for a step without the one before it: the page must compare before it writes. */
class StepMissing extends Error {}

function need<T>(step: T | null): T {
  if (step === null) throw new StepMissing();
  return step;
}

/** Reports only the kind of an error: a message could quote a cell. */
function failureOf(error: unknown): Extract<FromImportThread, { failed: unknown }>['failed'] {
  if (error instanceof IntakeError) return { code: error.code, detail: error.detail };
  if (error instanceof StepMissing) return { code: 'no-step', detail: '' };
  return { code: 'internal', detail: error instanceof Error ? error.name : typeof error };
}
