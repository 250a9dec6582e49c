import type { CallName } from '../../../preload/contract.ts';
import type { ThreadRenderer } from '../../printing/render/worker-renderer.ts';
import type { ActivityLog } from '../../station/activity.ts';
import { activityOfCall } from '../gateway/activity-of-call.ts';
import type { GatewayOptions } from '../gateway/register.ts';
import type { Operations } from '../services/create-operations.ts';
import type { PageReady } from '../window/page-ready.ts';

interface Listeners {
  activity: ActivityLog;
  operations: Pick<Operations, 'called'>;
  page: Pick<PageReady, 'answered'>;
  renderer: Pick<ThreadRenderer, 'warmUp'>;
}

/** Work after a call's answer was sent: no page waits for it. */
export function afterCall(listeners: Listeners): NonNullable<GatewayOptions['answered']> {
  const { activity, operations, page, renderer } = listeners;
  return (name, input, value, caller) => {
    const noted = activityOfCall(name, input, value);
    if (noted !== null) activity.note(caller, noted);
    operations.called(name, input);
    page.answered(name, input);
    if (comesBeforeBadges.has(name)) renderer.warmUp();
  };
}

/**
 * Calls after which a badge is likely within seconds. The thread that draws it is made meanwhile,
 * and not at the start, when page and camera need every processor. A door never prints.
 */
const comesBeforeBadges: ReadonlySet<CallName> = new Set([
  'signIn',
  'adoptOperator',
  'checkIn',
  'searchDelegates',
  'getDelegate',
  'kioskLookUp',
]);
