import { alertsFor, markAlertsSeen } from '../use-cases/alerts.ts';
import { answerHelp, helpCallViews } from '../use-cases/help-at-desk.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

type AlertHandlers = Pick<Handlers, 'getAlerts' | 'markAlertSeen' | 'getHelpCalls' | 'answerHelp'>;

/** What a desk is told at once: arrivals, security's alerts, calls for help; all of them facts of the ledger. */
export function alertHandlers(desk: Desk): AlertHandlers {
  const { context } = desk;
  return {
    getAlerts: (_input, caller) => alertsFor(context, caller),
    markAlertSeen: ({ ids }, caller) => {
      markAlertsSeen(context, caller, ids);
      desk.factWritten();
    },
    getHelpCalls: () => helpCallViews(context),
    answerHelp: ({ callId }, caller) => {
      answerHelp(context, caller, callId);
      desk.factWritten();
    },
  };
}
