import {
  attemptsWithBlanks,
  insertStockCount,
  listStockCounts,
  withdrawStockCount,
} from '../../db/badges/stock-counts.ts';
import { RowCountError } from '../../db/base/types.ts';
import { listKnownOperators } from '../../db/ledger/known-stations.ts';
import {
  balanceStock,
  judgeStock,
  type StockCountKind,
} from '../../domain/badges/stock-balance.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import type { StockAccountView, StockEntryView } from '../../preload/contract/badge-balance.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, type Context, operatorIdOf, today } from '../base/context.ts';

/** What this station's printers used of their stock on a day, compared with operators' counts. */
export function stockBalance(
  context: Context,
  printers: readonly PrinterSettings[],
  day: string,
): { accounts: StockAccountView[]; entries: StockEntryView[] } {
  const eventId = context.event.file.id;
  const counts = listStockCounts(context.db, eventId);
  const attempts = attemptsWithBlanks(context.db, eventId);
  const names = new Map(printers.map(({ id, name }) => [id, name]));
  const operators = new Map(listKnownOperators(context.db).map(({ id, name }) => [id, name]));
  const serials = new Map(attempts.map(({ id, badgeSerial }) => [id, badgeSerial ?? '']));
  const accounts = balanceStock(
    {
      entries: counts.map(({ localDay, ...count }) => ({ ...count, day: localDay })),
      attempts: attempts.map(({ startedWall, ...attempt }) => ({
        ...attempt,
        day: localDayOf(startedWall, context.event.file),
      })),
    },
    day,
  );
  return {
    accounts: accounts.map((account) => ({
      printerId: account.printerId,
      printerName: names.get(account.printerId) ?? account.printerId,
      stock: account.stock,
      opening: account.opening,
      loaded: account.loaded,
      unloaded: account.unloaded,
      badges: account.badges,
      further: account.further,
      tests: account.tests,
      spoiled: account.spoiled,
      expected: account.expected,
      counted: account.counted,
      inQuestion: account.inQuestion.map((attempt) => ({
        attempt,
        serialText: serials.get(attempt) ?? '',
      })),
      verdict: judgeStock(account),
    })),
    entries: counts
      .filter(({ localDay }) => localDay === day)
      .map((count) => ({
        id: count.id,
        printerId: count.printerId,
        printerName: names.get(count.printerId) ?? count.printerId,
        stock: count.stock,
        kind: count.kind,
        count: count.count,
        operatorName: count.operatorId === null ? null : (operators.get(count.operatorId) ?? null),
        wall: count.wall,
      }))
      .reverse(),
  };
}

/**
 * Records an operator's count at a printer today, of its loaded stock. Throws CallFailure
 * `no-printer` for a printer that is not set up, `bad-input` for zero loaded, removed or spoiled.
 */
export function addStockCount(
  context: Context,
  caller: Caller,
  printers: readonly PrinterSettings[],
  input: { printerId: string; kind: StockCountKind; count: number },
): void {
  const operatorId = operatorIdOf(caller);
  const printer = printers.find(({ id }) => id === input.printerId);
  if (printer === undefined) throw new CallFailure('no-printer', input.printerId);
  // Zero left is a valid count; zero loaded is not.
  if (input.count === 0 && input.kind !== 'counted') throw new CallFailure('bad-input', 'count');
  insertStockCount(context.db, {
    eventId: context.event.file.id,
    printerId: printer.id,
    stock: printer.stock.name,
    localDay: today(context),
    kind: input.kind,
    count: input.count,
    operatorId,
    wall: context.clock(),
  });
}

/** Undoes a wrong count. Throws CallFailure `already-done` where it was already undone. */
export function takeBackStockCount(context: Context, caller: Caller, id: number): void {
  const operatorId = operatorIdOf(caller);
  try {
    withdrawStockCount(context.db, id, { operatorId, wall: context.clock() });
  } catch (error) {
    if (error instanceof RowCountError) throw new CallFailure('already-done', String(id), error);
    throw error;
  }
}
