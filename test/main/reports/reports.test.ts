import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultQuorum, reportIds } from '../../../domain/reports.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { closeDay } from '../../../main/day-close/day-close-calls.ts';
import {
  createDeskReports,
  type ReportDay,
  reportRules,
  saveReportRules,
} from '../../../main/reports/reports.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import { reportCalls } from '../../../preload/contract/reports.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { readsOf } from '../../support/long-reads.ts';

const day = '2018-10-02';
const keys = makeSigningKeys();
let desk: DeskContext;
let parts: ReportDay;
let now = 0;

beforeEach(() => {
  desk = makeDeskContext();
  parts = {
    context: desk.context,
    hub: () => null,
    signingKey: () => keys.privateKey,
    reads: readsOf(desk.context, keys.publicKey),
  };
});
afterEach(() => desk.close());

function reports() {
  return createDeskReports({ dayClose: parts, printers: () => [] }, () => now);
}

function admit(delegateId: string): void {
  const target = { kind: 'delegate' as const, delegateId };
  checkIn(desk.context, desk.caller, { key: crypto.randomUUID(), target, identity: null });
}

test('a preview shows head and rows; the list is provisional until the day is closed', async () => {
  const [a] = [desk.addDelegate(1), desk.addDelegate(2)];
  admit(a.id);
  const made = reports();
  const request = { id: 'attendance', day, language: 'en' } as const;
  const open = reportCalls.previewReport.output.parse(await made.preview(request));
  expect(open).toMatchObject({
    count: 2,
    asOf: 'Provisional, as of 09:00, 0 of 1 stations proven',
  });
  expect(open.totals?.slice(1, 4)).toEqual(['Persons present', '', '1']);
  await closeDay(parts, desk.supervisor, day);
  // Data read for a preview is reused for a short while by other previews, but never for a file.
  expect((await made.preview(request)).asOf).toContain('Provisional');
  now += 30_000;
  expect((await made.preview(request)).asOf).toBe('Complete as of 09:00, 1 of 1 stations proven');
});

test('every report can be seen and written, all of them in one spreadsheet; badges that wait are listed', async () => {
  admit(desk.addDelegate(1).id);
  const made = reports();
  for (const id of reportIds) {
    const preview = await made.preview({ id, day: null, language: 'fr' });
    expect(() => reportCalls.previewReport.output.parse(preview)).not.toThrow();
  }
  const jobs = await made.preview({ id: 'print-jobs', day, language: 'en' });
  expect(jobs.rows[0]?.[3]).toBe('Waits');
  const file = await made.file({ ids: reportIds, day, language: 'en', format: 'xlsx' });
  expect(file.name).toBe('reports-2018-10-02-en.xlsx');
  expect(file.bytes.length).toBeGreaterThan(1_000);
  const one = await made.file({ ids: ['no-shows'], day: null, language: 'fr', format: 'csv' });
  expect(one.name).toBe('absents-evenement-fr.csv');
});

test('rules are kept at the station and hold for the next report', async () => {
  desk.addDelegate(1, { delegation: 'BEL' });
  admit(desk.addDelegate(2, { delegation: 'JPN' }).id);
  const made = reports();
  const request = { id: 'quorum', day, language: 'en' } as const;
  expect((await made.preview(request)).answer?.text).toBe('There is no quorum');
  const { certificates } = reportRules(desk.context);
  saveReportRules(desk.context, {
    quorum: { ...defaultQuorum, comparison: 'at-least' },
    certificates,
  });
  expect((await made.preview(request)).answer?.text).toBe('There is a quorum');
});
