import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type PrinterSettings, printerSettingsSchema } from '../../../domain/printing/print-job.ts';
import {
  addStockCount,
  stockBalance,
  takeBackStockCount,
} from '../../../main/badges/badge-calls.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

const day = '2018-10-02';
const printers: PrinterSettings[] = [
  printerSettingsSchema.parse({
    id: 'left',
    name: 'Left of desk 1',
    language: 'escpos',
    connection: { kind: 'tcp', host: '127.0.0.1' },
    ability: 'confirm',
    stock: { name: 'white', categories: null, template: 'roll-80' },
  }),
];

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => {
  desk.close();
});

const count = (kind: 'loaded' | 'unloaded' | 'spoiled' | 'counted', blanks: number) =>
  addStockCount(desk.context, desk.caller, printers, { printerId: 'left', kind, count: blanks });
const balance = (on = day) => stockBalance(desk.context, printers, on);

/** A job with its attempts, as the queue leaves them. */
function job(state: string, outcomes: readonly (string | null)[], isTest = false): void {
  const { db, event, clock } = desk.context;
  const id = randomUUID();
  const serial = isTest ? null : `A7F30C12-${id.slice(0, 6)}`;
  // Without foreign keys the job needs no badge.
  db.pragma('foreign_keys = OFF');
  db.prepare(
    `INSERT INTO print_job (id, event_id, kind, badge_serial, state, created_wall, updated_wall)
     VALUES (?, ?, ?, ?, ?, 0, 0)`,
  ).run(id, event.file.id, isTest ? 'test' : 'badge', serial, state);
  for (const outcome of outcomes) {
    db.prepare(
      `INSERT INTO print_attempt (job_id, printer_id, stock, started_wall, ended_wall, outcome)
       VALUES (?, 'left', 'white', ?, 0, ?)`,
    ).run(id, clock(), outcome);
  }
}

it('holds what was counted against every attempt', () => {
  count('loaded', 500);
  count('unloaded', 37);
  count('spoiled', 2);
  job('confirmed', ['held', 'confirmed']);
  job('came-out', ['unknown']);
  job('did-not-come-out', ['interrupted']);
  job('confirmed', ['unknown', 'confirmed']);
  job('sent', ['sent'], true);
  expect(balance().accounts).toMatchObject([
    {
      printerName: 'Left of desk 1',
      stock: 'white',
      loaded: 500,
      unloaded: 37,
      badges: 3,
      further: 0,
      tests: 1,
      spoiled: 2,
      expected: 457,
      counted: null,
      verdict: { kind: 'not-counted' },
    },
  ]);
  count('counted', 456);
  const [account] = balance().accounts;
  expect(account?.verdict).toEqual({ kind: 'explained', missing: 1 });
  // The first attempt of the job that was sent again: nobody said whether it came out.
  expect(account?.inQuestion).toMatchObject([{ attempt: 5 }]);
  count('counted', 457);
  expect(balance().accounts[0]?.verdict).toEqual({ kind: 'balances' });
});

it('carries what is left over to the next day', () => {
  count('loaded', 10);
  job('confirmed', ['confirmed']);
  desk.setClock('2018-10-03T09:00:00+02:00');
  job('confirmed', ['confirmed']);
  expect(balance('2018-10-03').accounts).toMatchObject([{ opening: 9, badges: 1, expected: 8 }]);
  expect(balance().accounts).toMatchObject([{ opening: 0, loaded: 10, expected: 9 }]);
});

it('takes a wrong count back once, and knows who entered it', () => {
  count('loaded', 5000);
  const [entry] = balance().entries;
  expect(entry).toMatchObject({ kind: 'loaded', count: 5000, operatorName: 'Operator' });
  takeBackStockCount(desk.context, desk.caller, entry?.id ?? 0);
  expect(balance()).toEqual({ accounts: [], entries: [] });
  expect(() => takeBackStockCount(desk.context, desk.caller, entry?.id ?? 0)).toThrow(
    /already-done/,
  );
  const kept = desk.context.db.prepare('SELECT count FROM stock_count').all();
  expect(kept).toEqual([{ count: 5000 }]);
});

it('takes nothing for a printer that is not set up, and no empty entry but a count of nothing left', () => {
  expect(() =>
    addStockCount(desk.context, desk.caller, [], { printerId: 'left', kind: 'loaded', count: 1 }),
  ).toThrow(/no-printer/);
  expect(() => count('loaded', 0)).toThrow(/bad-input/);
  count('counted', 0);
  expect(balance().entries).toMatchObject([{ kind: 'counted', count: 0 }]);
});
