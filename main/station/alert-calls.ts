import { activityCalls, alertCalls, helpCalls } from '../../preload/contract/station/alerts.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { savePersonalFile } from '../base/saved-file.ts';
import { answerHelp, helpCallViews } from '../kiosk/help-at-desk.ts';
import { activityCsv, activityViews } from './activity.ts';
import { alertsFor, markAlertsSeen } from './alerts.ts';

/**
 * Calls about arrivals, security's alerts, calls for help (all facts of the ledger) and the
 * activity log.
 */
export function alertAnswers(desk: CallParts) {
  const { context } = desk;
  return answers(
    { ...alertCalls, ...helpCalls, ...activityCalls },
    {
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
      getActivity: (input) => activityViews(context, input),
      exportActivity: async (filter) => {
        const { language } = context;
        const path = await desk.dialogs.saveActivity();
        if (path === null) return false;
        return await savePersonalFile(context, path, activityCsv(context, filter, language));
      },
    },
  );
}
