import { findHubLink } from '../../../db/ledger/hub-link.ts';
import { type RecoveryView, recoveryCalls } from '../../../preload/contract/station/recovery.ts';
import { answers, type CallParts } from '../../base/calls.ts';
import { type Context, operatorIdOf } from '../../base/context.ts';
import { noteRecoverySeen, readRecovery, recoveryState } from './recovery-record.ts';

export function recoveryAnswers({ context, log, notify }: CallParts) {
  return answers(recoveryCalls, {
    getRecovery: () => recoveryView(context),
    noteRecoveryRead: () => {
      noteRecoverySeen(context.db, null);
      notify('stationChanged', null);
    },
    settleRecovery: (_input, caller) => {
      noteRecoverySeen(context.db, operatorIdOf(caller));
      log.info({ operator: caller.operator?.id }, 'recovery settled');
      notify('stationChanged', null);
    },
  });
}

function recoveryView(context: Context): RecoveryView | null {
  const recovery = readRecovery(context.db);
  if (recovery === null) return null;
  const { fromHub, missing } = recoveryState(context.db, recovery);
  return {
    at: recovery.at,
    cause: recovery.cause,
    source: recovery.source,
    copyMade: recovery.copyMade,
    putAside: recovery.putAside,
    facts: recovery.facts,
    admissions: recovery.admissions,
    fromHub,
    missing,
    hasHub: findHubLink(context.db) !== null,
    askingJobs: recovery.askingJobs,
    unread: recovery.unread,
    seen: recovery.seen,
    settled: recovery.settledBy !== null,
  };
}
