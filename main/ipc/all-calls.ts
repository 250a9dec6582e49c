import { loadByParts } from '../load-by-parts.ts';
import { type CallGroups, createCallGroups } from './call-groups.ts';
import type { Desk } from './desk.ts';
import { firstCallsOf } from './first-calls.ts';

/** The largest parts of the office's calls: a scan finds this thread free between two of them. */
const officeParts = [
  () => import('../../preload/contract/office-calls.ts'),
  () => import('./badge-balance-handlers.ts'),
  () => import('./badge-template-handlers.ts'),
  () => import('./day-close-handlers.ts'),
  () => import('./report-handlers.ts'),
  () => import('./privacy-handlers.ts'),
  () => import('./stick-handlers.ts'),
  () => import('./set-up-handlers.ts'),
] as const;

const deskParts = [
  () => import('../../preload/contract/desk-calls.ts'),
  () => import('./sync-handlers.ts'),
  () => import('./emergency-handlers.ts'),
  () => import('./desk-work-handlers.ts'),
] as const;

/** Every call of the contract: tickets' calls at once, others when needed or when there is time. */
export function allCallsOf(desk: Desk): CallGroups {
  return createCallGroups(firstCallsOf(desk), [
    async () => {
      await loadByParts(deskParts);
      return (await import('./desk-calls.ts')).deskCallsOf(desk);
    },
    async () => {
      await loadByParts(officeParts);
      return (await import('./office-calls.ts')).officeCallsOf(desk);
    },
  ]);
}
