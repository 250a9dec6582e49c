import type { Mutation } from '../mutation.ts';

/** Faults of print jobs, routes and batches. */
export const printing: readonly Mutation[] = [
  {
    name: 'a job that a crash left on its way prints again by itself',
    caughtBy: 'test/printing/restart-and-late.test.ts',
    edits: [
      {
        file: 'main/printing/job-moves.ts',
        find: "      to: 'unknown',\n      detail: 'the app ended",
        put: "      to: 'queued',\n      detail: 'the app ended",
      },
    ],
  },
  {
    name: 'an old queued job prints after a restart without a question',
    caughtBy: 'test/printing/restart-and-late.test.ts',
    edits: [
      {
        file: 'main/printing/job-moves.ts',
        find: '(age > longest || age < 0)',
        put: 'age < 0',
      },
    ],
  },
  {
    name: 'a held job never becomes too old',
    caughtBy: 'test/printing/faults-words.test.ts',
    only: 'held longer than the policy',
    edits: [
      {
        file: 'main/printing/dispatch.ts',
        find: 'this.#deps.asksAfterMinutes() * 60_000;',
        put: 'this.#deps.asksAfterMinutes() * 3_600_000;',
      },
    ],
  },
  {
    name: 'a badge goes to a printer of another stock',
    caughtBy: 'test/printing/several-printers.test.ts',
    edits: [
      {
        file: 'domain/printing/print-job.ts',
        find: 'categories === null || categories.includes(category);',
        put: 'categories === null || categories.length > 0;',
      },
    ],
  },
  {
    name: 'a neighbour of another stock takes the badge',
    caughtBy: 'test/printing/several-printers.test.ts',
    edits: [
      {
        file: 'main/printing/routes.ts',
        find: "if (printer.canPrint === 'yes' && takes(printer, job.category)) return printer;",
        put: "if (printer.canPrint === 'yes') return printer;",
      },
    ],
  },
  {
    name: 'a person waits behind a batch',
    caughtBy: 'test/printing/several-printers.test.ts',
    edits: [
      {
        file: 'db/printing/print-routes.ts',
        find: 'ORDER BY priority, print_job.rowid`',
        put: 'ORDER BY print_job.rowid`',
      },
    ],
  },
  {
    name: 'a paused batch goes on printing',
    caughtBy: 'test/main/badges/waiting-batch.test.ts',
    edits: [
      {
        file: 'main/printing/dispatch.ts',
        find: "return job.priority > 0 && batch !== null && batch !== 'running';",
        put: "return job.priority > 0 && batch === 'cancelled';",
      },
    ],
  },
  {
    name: 'a batch prints for somebody who has a badge by now',
    caughtBy: 'test/main/badges/print-batches.test.ts',
    edits: [
      {
        file: 'main/badges/batch-scope.ts',
        find: "  return candidate.hasBadge ? 'has-badge' : null;",
        put: '  return null;',
      },
    ],
  },
  {
    name: 'a batch prints for somebody on the stop list',
    caughtBy: 'test/main/badges/print-batches.test.ts',
    edits: [
      {
        file: 'main/badges/batch-scope.ts',
        find: "  if (candidate.stopped) return 'stopped';\n",
        put: '',
      },
    ],
  },
  {
    name: 'a batch issues a badge twice after a restart',
    caughtBy: 'test/main/badges/print-batches.test.ts',
    edits: [
      {
        file: 'main/badges/batch-runner.ts',
        find: 'delegates.slice(batch.next, next)',
        put: 'delegates.slice(Math.max(0, batch.next - 1), next)',
      },
    ],
  },
  {
    name: 'a cancelled batch leaves its waiting jobs',
    caughtBy: 'test/main/badges/print-batches.test.ts',
    edits: [
      {
        file: 'main/badges/batch-runner.ts',
        find: 'return this.#dropSome(batchId);',
        put: 'return false;',
      },
    ],
  },
  {
    name: 'a confirmation that comes late settles a later attempt',
    caughtBy: 'test/printing/restart-and-late.test.ts',
    edits: [
      {
        file: 'main/printing/queue.ts',
        find: "if (now?.state !== 'unknown' || now.attempt !== job.attempt) return;",
        put: "if (now?.state !== 'unknown') return;",
      },
    ],
  },
  {
    name: 'a printer’s bytes leave before the disk knows',
    caughtBy: 'test/printing/faults-before.test.ts',
    only: 'confirms, and the states come in order',
    edits: [
      {
        file: 'main/printing/attempt.ts',
        find: "        to('sending', line.open, () => deps.assertWanted(job.id));\n        line.opened();\n",
        put: '        line.open();\n        line.opened();\n',
      },
    ],
  },
  {
    name: 'a queued job that somebody cancels prints',
    caughtBy: 'test/printing/restart-and-late.test.ts',
    edits: [
      {
        file: 'db/printing/print-jobs.ts',
        find: 'WHERE id = ? AND state = ? AND (? IS NULL OR printer_id = ?)`',
        put: 'WHERE id = ? AND ? IS NOT NULL AND (? IS NULL OR printer_id = ?)`',
      },
    ],
  },
  {
    name: 'a batch comes out in the order of the roster',
    caughtBy: 'test/main/badges/print-batches.test.ts',
    edits: [
      {
        file: 'main/badges/batch-scope.ts',
        find: '  members.sort((a, b) => order(a, b) || compareCodeUnits(a.id, b.id));\n',
        put: '',
      },
    ],
  },
  {
    name: 'the badge of somebody withdrawn waits in its batch and prints',
    caughtBy: 'test/main/badges/waiting-batch.test.ts',
    edits: [
      {
        file: 'main/printing/dispatch.ts',
        find: "(isAhead && status !== null && status !== 'confirmed')",
        put: '(isAhead && status === null)',
      },
    ],
  },
  {
    name: 'an undo does not stop the job of its badge',
    caughtBy: 'test/main/check-in/undo-stops-job.test.ts',
    edits: [
      {
        file: 'main/check-in/check-in-calls.ts',
        find: '      // Its badge is no longer valid: its waiting jobs are cancelled.\n      desk.queue.wake();\n',
        put: '',
      },
    ],
  },
  {
    name: 'an undone, reprinted or replaced badge prints after a crash',
    caughtBy: 'test/main/check-in/jobs-wanted.test.ts',
    edits: [
      {
        file: 'db/printing/print-routes.ts',
        find: "AND state IN ('stale', 'returned', 'lost', 'destroyed')) AS isVoid,",
        put: "AND state = 'none') AS isVoid,",
      },
    ],
  },
  {
    name: 'a badge prints that was undone while its printer was asked',
    caughtBy: 'test/main/check-in/jobs-wanted.test.ts',
    edits: [
      {
        file: 'main/printing/attempt.ts',
        find: "to('sending', line.open, () => deps.assertWanted(job.id));",
        put: "to('sending', line.open);",
      },
    ],
  },
  {
    name: 'a person who is stopped while the badge waits gets it',
    caughtBy: 'test/main/check-in/jobs-wanted.test.ts',
    edits: [
      {
        file: 'db/printing/print-routes.ts',
        find: "WHERE (kind = 'delegate' AND value = print_job.delegate_id)",
        put: "WHERE (kind = 'delegate' AND value = '')",
      },
    ],
  },
  {
    name: 'a badge held for hours prints without asking after the clock went back',
    caughtBy: 'test/main/check-in/jobs-wanted.test.ts',
    edits: [
      {
        file: 'main/printing/dispatch.ts',
        find: 'return age >= longest || (steadyAge === null ? age < 0 : steadyAge >= longest);',
        put: 'return age >= longest;',
      },
    ],
  },
  {
    name: 'one badge that cannot be worded blocks its printer',
    caughtBy: 'test/main/check-in/jobs-wanted.test.ts',
    edits: [
      {
        file: 'main/printing/dispatch.ts',
        find: 'if (isStoreError(error) || error instanceof RowCountError) throw error;',
        put: 'throw error;',
      },
    ],
  },
  {
    name: 'a print queue that stands still raises no alarm',
    caughtBy: 'test/main/station/health/queue-watch.test.ts',
    edits: [
      {
        file: 'main/station/health/queue-watch.ts',
        find: '>= queuePace.stuck',
        put: '> 9 * queuePace.stuck',
      },
    ],
  },
  {
    name: 'further badges pass for a queue that moves',
    caughtBy: 'test/main/station/health/queue-watch.test.ts',
    edits: [
      {
        file: 'main/station/health/queue-watch.ts',
        find: '[...before.jobs].some((id) => !ids.has(id))',
        put: 'before.jobs.size !== ids.size',
      },
    ],
  },
  {
    name: 'a badge prints although another desk printed one for the same person',
    caughtBy: 'test/main/badges/duplicate-badge.test.ts',
    edits: [
      {
        file: 'main/printing/dispatch.ts',
        find: 'return isDuplicate && !this.#deps.isWantedBeside(job.id);',
        put: 'return isDuplicate && job.priority > 1;',
      },
    ],
  },
  {
    name: 'settling a duplicate leaves both badges valid',
    caughtBy: 'test/main/badges/duplicate-badge.test.ts',
    edits: [
      {
        file: 'main/check-in/resolve-duplicate.ts',
        find: 'badges.length > 1 &&',
        put: 'badges.length > 9 &&',
      },
    ],
  },
  {
    name: 'a printer that cannot confirm is not looked at once more when its time is over',
    caughtBy: 'test/printing/watch-job.test.ts',
    edits: [
      {
        file: 'main/printing/transport/watch-job.ts',
        find: 'if (isLast) return',
        put: 'if (performance.now() >= end) return',
      },
    ],
  },
  {
    name: 'a paused printer is amber',
    caughtBy: 'test/renderer/printing/history.test.ts',
    edits: [{ file: 'renderer/printing/condition-tone.ts', find: "    case 'paused':\n", put: '' }],
  },
  {
    name: 'the search for printers waits for a press',
    caughtBy: 'test/e2e/renderer-add-printer.e2e.ts',
    only: 'three keys add the first',
    edits: [
      {
        file: 'renderer/printing/find-step.tsx',
        find: 'if (startsAlone) search(null);',
        put: 'if (startsAlone) cancel();',
      },
    ],
  },
  {
    name: 'the address of a printer that is found stands outside of the details',
    caughtBy: 'test/e2e/renderer-add-printer.e2e.ts',
    only: 'are details',
    edits: [
      {
        file: 'renderer/printing/find-step.tsx',
        find: '{t(`printers.find.kinds.',
        put: '{whereOf(found.connection)} {t(`printers.find.kinds.',
      },
    ],
  },
  {
    name: 'a connection that is reset while it ends stays open',
    caughtBy: 'test/printing/time-outs.test.ts',
    edits: [
      {
        file: 'main/printing/transport/link.ts',
        find: 'if (isEnding) socket.destroy();',
        put: 'if (isEnding) socket.resetAndDestroy();',
      },
    ],
  },
];
