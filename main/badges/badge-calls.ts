import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { badgeBalanceCalls } from '../../preload/contract/badge-balance.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { readPrinters, readStationSettings } from '../base/config/station-settings.ts';
import { badgeBalance, balanceBadges } from './badge-balance.ts';
import { recordBadgeFate, undoBadgeFate } from './badge-fates.ts';
import { badgeListCsv } from './badge-list-csv.ts';
import { addStockCount, stockBalance, takeBackStockCount } from './stock-balance.ts';

/** The calls about the outcome of badges and about the stock. */
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
      const { language } = readStationSettings(context.db, desk.config);
      const path = await desk.dialogs.saveBadgeList(`badges-${input.day ?? 'all'}.csv`);
      if (path === null) return false;
      const { text, badges } = badgeListCsv(context, input, language);
      try {
        await writeFile(path, text);
      } catch (error) {
        throw new CallFailure('file-not-written', basename(path), error);
      }
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
