import { deskCalls } from '../../preload/contract/desk-calls.ts';
import { activityHandlers } from './activity-handlers.ts';
import { alertHandlers } from './alert-handlers.ts';
import { type CallGroup, callGroup } from './call-groups.ts';
import type { Desk } from './desk.ts';
import { deskWorkHandlers } from './desk-work-handlers.ts';
import { emergencyHandlers } from './emergency-handlers.ts';
import { healthHandlers } from './health-handlers.ts';
import { hostHandlers } from './host-handlers.ts';
import { syncHandlers } from './sync-handlers.ts';

/** The work at a desk besides tickets. */
export function deskCallsOf(desk: Desk): CallGroup {
  return callGroup(deskCalls, {
    ...syncHandlers(desk),
    ...hostHandlers(desk),
    ...alertHandlers(desk),
    ...activityHandlers(desk),
    ...emergencyHandlers(desk),
    ...deskWorkHandlers(desk),
    ...healthHandlers(desk),
  });
}
