import { activityCalls } from './activity.ts';
import { alertCalls } from './alerts.ts';
import { backupCalls } from './backup.ts';
import { delegationCalls } from './delegation.ts';
import { doctorCalls } from './doctor.ts';
import { emergencyPackCalls } from './emergency-pack.ts';
import { evacuationCalls } from './evacuation.ts';
import { fromPaperCalls } from './from-paper.ts';
import { helpCalls } from './help.ts';
import { operatorCalls } from './operators.ts';
import { overrideCalls } from './override.ts';
import { pageAccountCalls } from './page-accounts.ts';
import { supportCalls } from './support.ts';
import { syncCalls } from './sync.ts';
import { trainingCalls } from './training.ts';

/** The calls of the work at a desk besides tickets. */
export const deskCalls = {
  ...syncCalls,
  ...pageAccountCalls,
  ...backupCalls,
  ...doctorCalls,
  ...supportCalls,
  ...alertCalls,
  ...helpCalls,
  ...activityCalls,
  ...emergencyPackCalls,
  ...evacuationCalls,
  ...fromPaperCalls,
  ...overrideCalls,
  ...delegationCalls,
  ...operatorCalls,
  ...trainingCalls,
};
