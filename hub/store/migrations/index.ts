import type { StoreKind } from '../store-kind.ts';
import { first } from './001-first.ts';
import { dayReports } from './002-day-reports.ts';
import { accounts } from './003-accounts.ts';
import { purge } from './004-purge.ts';
import { connectors } from './005-connectors.ts';
import { kioskHealth } from './006-kiosk-health.ts';
import { approvalReasons } from './007-approval-reasons.ts';

/** Every migration in order, as SQL of one of the two kinds. Landed ones are never edited. */
export const hubMigrations: readonly { name: string; sql: (kind: StoreKind) => string }[] = [
  { name: '001-first', sql: first },
  { name: '002-day-reports', sql: dayReports },
  { name: '003-accounts', sql: accounts },
  { name: '004-purge', sql: purge },
  { name: '005-connectors', sql: connectors },
  { name: '006-kiosk-health', sql: kioskHealth },
  { name: '007-approval-reasons', sql: approvalReasons },
];
