import { type MessagePort, parentPort } from 'node:worker_threads';
import { assembleReport, makeReportFile } from './report-file.ts';
import type { FromReportThread, ToReportThread } from './report-thread.ts';

/** The thread that parses rows, makes reports and writes the files, while stations push. */
const port = parentPort;
if (port === null) throw new Error('report-worker must run as a worker thread');

serve(port);

function serve(hub: MessagePort): void {
  let assembly = assembleReport();
  hub.on('message', (message: ToReportThread) => {
    if ('part' in message) {
      assembly.add(message.part);
      return;
    }
    const { head, request } = message.make;
    const input = assembly.input(head);
    // The rows for the next file are read again.
    assembly = assembleReport();
    makeReportFile(request, input).then(
      (file) => hub.postMessage({ file } satisfies FromReportThread),
      (error: unknown) => hub.postMessage({ failed: failureOf(error) } satisfies FromReportThread),
    );
  });
}

/** Reports only the kind of error: a message could quote a name. */
function failureOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
