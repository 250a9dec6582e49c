import { type MessagePort, parentPort } from 'node:worker_threads';
import { makeReportFile } from './report-file.ts';
import { assembleReport } from './report-parts.ts';
import type { FromReportThread, ToReportThread } from './report-thread.ts';

/** The thread that takes rows apart, makes reports of them and writes the files, while kiosks push to the hub. */
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
    const { head, wish } = message.make;
    const input = assembly.input(head);
    // What the next file is made of is read anew.
    assembly = assembleReport();
    makeReportFile(wish, input).then(
      (file) => hub.postMessage({ file } satisfies FromReportThread),
      (error: unknown) => hub.postMessage({ failed: failureOf(error) } satisfies FromReportThread),
    );
  });
}

/** The kind of error alone: a message could quote a name. */
function failureOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
