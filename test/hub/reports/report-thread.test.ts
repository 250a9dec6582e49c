import { setImmediate as turn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { defaultCertificates, defaultQuorum } from '../../../domain/reports.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { delegateText } from '../../../hub/base/delegate-text.ts';
import {
  assembleReport,
  type ExportRequest,
  makeReportFile,
  type ReportHead,
  type ReportPart,
} from '../../../hub/reports/report-file.ts';
import { createReportThread, findReportWorker } from '../../../hub/reports/report-thread.ts';
import { holdThread } from '../../support/hold-thread.ts';
import { sampleDelegate, sampleEvent } from '../../support/sample-event.ts';

const head: ReportHead = {
  event: sampleEvent,
  stationNames: new Map(),
  operatorNames: new Map(),
  stations: [],
  printJobs: null,
  day: null,
  asOf: Date.parse('2018-10-02T12:00:00Z'),
  isClosed: false,
  isTraining: false,
  quorum: defaultQuorum,
  certificates: defaultCertificates,
};
const csv: ExportRequest = { report: 'attendance', format: 'csv', language: 'en', day: null };
const pdf: ExportRequest = { report: 'attendance', format: 'pdf', language: 'en', day: null };

function people(count: number): ReportPart {
  const rows = Array.from({ length: count }, (_, i) => {
    const id = `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
    const names = {
      printedName: `Ms Zoé VAN DER BERG ${i}`,
      registrationCode: `T18-${i}`,
    };
    return { data: delegateText(sampleDelegate({ id, ...names })), deleted: 0 };
  });
  return { kind: 'delegates', rows };
}

const thread = createReportThread(findReportWorker() ?? '');
const never = new AbortController().signal;

test('a file from the thread is the same as one made here, to the byte; the second is made of its own rows alone', async () => {
  const [few, many] = [people(3), people(40)];
  for (const part of [many, few]) {
    const assembly = assembleReport();
    assembly.add(part);
    const here = await makeReportFile(csv, assembly.input(head));
    const read = async (take: (part: ReportPart) => void): Promise<ReportHead> => {
      take(part);
      return head;
    };
    const there = await thread.make(csv, read, never);
    expect(there).toMatchObject({ name: here.name, mediaType: here.mediaType, rows: here.rows });
    expect(Buffer.from(there.bytes).equals(Buffer.from(here.bytes))).toBe(true);
  }
});

test('while a file is made, this thread goes on', async () => {
  const held = holdThread(pathToFileURL(findReportWorker() ?? ''));
  const file = createReportThread(held.path).make(
    csv,
    async (take) => {
      take(people(300));
      return head;
    },
    never,
  );
  let isDone = false;
  void file.finally(() => {
    isDone = true;
  });
  for (let turns = 0; turns < 10; turns += 1) await turn();
  // In this thread the file would be finished by now.
  expect(isDone).toBe(false);
  held.release();
  expect((await file).rows).toBe(300);
});

test('whoever goes away ends the work; what fails is told; the next file is made all the same', async () => {
  const left = new AbortController();
  const gone = new HubProblem('busy', 'nobody waits');
  const cut = thread.make(
    pdf,
    async (take) => {
      take(people(3_000));
      setImmediate(() => left.abort(gone));
      return head;
    },
    left.signal,
  );
  await expect(cut).rejects.toBe(gone);
  const store = new HubProblem('busy', 'the store');
  await expect(thread.make(csv, () => Promise.reject(store), never)).rejects.toBe(store);
  const impossible = { ...csv, format: 'docx' as const };
  await expect(thread.make(impossible, async () => head, never)).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringContaining('RangeError'),
  });
  expect((await thread.make(csv, async () => head, never)).rows).toBe(0);
  const nowhere = createReportThread('/nowhere/report-worker.js');
  await expect(nowhere.make(csv, async () => head, never)).rejects.toThrow();
});
