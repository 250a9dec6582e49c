import { afterEach, describe, expect, it } from 'vitest';
import {
  endPrintAttempt,
  lastPrintAttempt,
  startPrintAttempt,
} from '../../../db/printing/print-attempts.ts';
import { insertPrintJob } from '../../../db/printing/print-jobs.ts';
import { routePrintJob } from '../../../db/printing/print-routes.ts';
import { printerHistory } from '../../../main/printing/printer-calls.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
afterEach(() => desk.close());

const id = (number: number): string =>
  `0192d3a0-0000-7000-8000-${String(number).padStart(12, '0')}`;

function addTest(number: number, printerId: string, wall: number): string {
  insertPrintJob(desk.context.db, {
    id: id(number),
    eventId: desk.context.event.file.id,
    kind: 'test',
    badgeSerial: null,
    delegateId: null,
    printerId,
    priority: 0,
    wall,
  });
  return id(number);
}

function attempt(jobId: string, printerId: string, outcome: string | null, wall: number): void {
  const { db } = desk.context;
  const id = lastPrintAttempt(db) + 1;
  startPrintAttempt(db, { id, jobId, printerId, stock: '', wall });
  if (outcome === null) return;
  endPrintAttempt(db, id, { outcome, reason: null, detail: 'why', wall: wall + 1_500 });
}

describe('the history of a printer', () => {
  it('has its jobs newest first with their attempts, and those that another one took over', () => {
    desk = makeDeskContext();
    const first = addTest(1, 'left', 1_000);
    attempt(first, 'left', 'held', 1_100);
    attempt(first, 'right', 'confirmed', 3_000);
    const route = { from: 'left', to: 'right', movedFrom: 'left', wall: 3_000 };
    routePrintJob(desk.context.db, first, route);
    const second = addTest(2, 'left', 5_000);
    attempt(second, 'left', null, 5_100);
    addTest(3, 'right', 6_000);

    const history = printerHistory(desk.context, 'left');
    expect(history.map(({ jobId }) => jobId)).toEqual([second, first]);
    expect(history[0]).toMatchObject({
      kind: 'test',
      state: 'queued',
      serialText: '',
      createdAt: 5_000,
      attempts: [{ startedAt: 5_100, endedAt: null, outcome: null }],
    });
    expect(history[1]).toMatchObject({
      state: 'queued',
      attempts: [{ startedAt: 1_100, endedAt: 2_600, outcome: 'held', detail: 'why' }],
    });
    expect(printerHistory(desk.context, 'right').map(({ jobId }) => jobId)).toEqual([id(3), first]);
    expect(printerHistory(desk.context, 'nobody')).toEqual([]);
  });

  it('tells an outcome that it does not know as unknown', () => {
    desk = makeDeskContext();
    attempt(addTest(1, 'left', 1_000), 'left', 'teleported', 1_100);
    expect(printerHistory(desk.context, 'left')[0]?.attempts[0]?.outcome).toBe('unknown');
  });
});
