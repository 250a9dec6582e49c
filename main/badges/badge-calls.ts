import {
  attemptsWithBlanks,
  insertStockCount,
  listStockCounts,
  withdrawStockCount,
} from '../../db/badges/stock-counts.ts';
import { RowCountError } from '../../db/base/types.ts';
import { listKnownOperators } from '../../db/ledger/known-stations.ts';
import type { BalanceRow, Whereabouts } from '../../domain/badges/badge-balance.ts';
import {
  balanceStock,
  judgeStock,
  type StockCountKind,
} from '../../domain/badges/stock-balance.ts';
import { csvFile } from '../../domain/base/csv.ts';
import { sortableMoments } from '../../domain/base/date-form.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { nameWord, suggestedName } from '../../domain/base/suggested-names.ts';
import { delegationName as nameOfDelegation } from '../../domain/delegations.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import {
  type BalanceBadgeView,
  type BalanceScopeInput,
  badgeBalanceCalls,
  type StockAccountView,
  type StockEntryView,
} from '../../preload/contract/badges.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { readPrinters } from '../base/config/station-settings.ts';
import { type Caller, type Context, operatorIdOf, today } from '../base/context.ts';
import { savePersonalFile } from '../base/saved-file.ts';
import { allBalanceBadges, badgeBalance, balanceBadges } from './badge-balance.ts';
import { recordBadgeFate, undoBadgeFate } from './badge-fates.ts';

export function badgeAnswers(desk: CallParts) {
  const { context } = desk;
  const printers = () => readPrinters(context.db, desk.config);
  return answers(badgeBalanceCalls, {
    getBadgeBalance: (input) => badgeBalance(context, input),
    listBalanceBadges: (input) => balanceBadges(context, input),
    recordBadgeFate: (input, caller) => {
      const answer = recordBadgeFate(context, caller, input);
      desk.factWritten();
      return answer;
    },
    undoBadgeFate: (input, caller) => {
      undoBadgeFate(context, caller, input.factId);
      desk.factWritten();
    },
    exportBadgeBalance: async (input, caller) => {
      const { language } = context;
      const path = await desk.dialogs.saveBadgeList(
        suggestedName(language, 'badges', 'csv', input.day ?? nameWord(language, 'all')),
      );
      if (path === null) return false;
      const { text, badges } = badgeListCsv(context, input, language);
      await savePersonalFile(context, path, text);
      desk.log.info({ operator: caller.operator?.id, badges }, 'badge list exported');
      return true;
    },
    getStockBalance: (input) => stockBalance(context, printers(), input.day),
    addStockCount: (input, caller) => {
      addStockCount(context, caller, printers(), input);
      desk.notify('countsChanged', null);
    },
    withdrawStockCount: (input, caller) => {
      takeBackStockCount(context, caller, input.id);
      desk.notify('countsChanged', null);
    },
  });
}

const headers = {
  en: [
    'Serial',
    'State',
    'Where it is',
    'Name',
    'Delegation',
    'Station',
    'Issued at',
    'Replaced by',
    'Last record at',
    'Last record by',
  ],
  fr: [
    'Numéro',
    'État',
    'Où il se trouve',
    'Nom',
    'Délégation',
    'Poste',
    'Émis le',
    'Remplacé par',
    'Dernier état le',
    'Dernier état par',
  ],
} as const satisfies Record<ScreenLanguage, readonly string[]>;

const rowWords: Record<ScreenLanguage, Record<BalanceRow, string>> = {
  en: {
    'handed-over': 'Handed over',
    returned: 'Returned',
    lost: 'Lost',
    destroyed: 'Destroyed',
    stale: 'No longer valid',
    'not-printed': 'Never printed',
    'at-the-desk': 'Printed, not handed over',
    waiting: 'Still waiting',
    'in-question': 'In question',
  },
  fr: {
    'handed-over': 'Remis',
    returned: 'Rendu',
    lost: 'Perdu',
    destroyed: 'Détruit',
    stale: 'Plus valable',
    'not-printed': 'Jamais imprimé',
    'at-the-desk': 'Imprimé, non remis',
    waiting: 'Encore en attente',
    'in-question': 'À vérifier',
  },
};

const placeWords: Record<ScreenLanguage, Record<Whereabouts, string>> = {
  en: {
    'with-holder': 'With its holder',
    'at-the-desk': 'At the desk',
    'not-known': 'Not known',
    'never-printed': 'Never printed',
  },
  fr: {
    'with-holder': 'Chez son titulaire',
    'at-the-desk': 'À l’accueil',
    'not-known': 'Inconnu',
    'never-printed': 'Jamais imprimé',
  },
};

/** A scope's serials as CSV, one per line, in the event's time zone; and their number. */
export function badgeListCsv(
  context: Context,
  scope: BalanceScopeInput,
  language: ScreenLanguage,
): { text: string; badges: number } {
  const badges = allBalanceBadges(context, scope);
  const moment = sortableMoments(context.event.file.timeZone);
  const lines = badges.map((badge) => [
    badge.serialText,
    rowWords[language][badge.row],
    badge.whereabouts === null ? '' : placeWords[language][badge.whereabouts],
    badge.printedName,
    delegationName(context, badge, language),
    badge.stationName,
    moment(badge.issuedAt),
    badge.replacedBy ?? '',
    badge.lastWord === null ? '' : moment(badge.lastWord.wall),
    badge.lastWord?.operatorName ?? '',
  ]);
  // French spreadsheets expect the semicolon; English ones detect it by the byte order mark.
  return { text: csvFile([headers[language], ...lines], ';'), badges: badges.length };
}

function delegationName(
  context: Context,
  { delegation }: BalanceBadgeView,
  language: ScreenLanguage,
): string {
  const { file } = context.event;
  return nameOfDelegation(file, delegation, today(context), language) ?? delegation;
}

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
