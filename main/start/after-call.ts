import type { CallName } from '../../preload/contract.ts';
import { activityOfCall } from '../ipc/activity-of-call.ts';
import type { DoorOptions } from '../ipc/register.ts';
import type { ThreadRenderer } from '../printing/render/worker-renderer.ts';
import type { ActivityLog } from '../use-cases/activity.ts';
import type { FileRecorder } from '../use-cases/purge/written-files.ts';
import type { Operations } from './create-operations.ts';
import type { PageReady } from './page-ready.ts';

/** The parts that listen to the page's calls. */
interface Listeners {
  activity: ActivityLog;
  operations: Pick<Operations, 'called'>;
  page: Pick<PageReady, 'answered'>;
  written: FileRecorder;
  renderer: Pick<ThreadRenderer, 'warmUp'>;
}

/** Work after a call's answer was sent: nobody waits for it. */
export function afterCall(listeners: Listeners): NonNullable<DoorOptions['answered']> {
  const { activity, operations, page, written, renderer } = listeners;
  return (name, input, value, caller) => {
    const noted = activityOfCall(name, input, value);
    if (noted !== null) activity.note(caller, noted);
    operations.called(name, input);
    page.answered(name, input);
    if (comesBeforeBadges.has(name)) renderer.warmUp();
    void written.settle();
  };
}

/**
 * Calls after which a badge is likely within seconds: the thread that draws it is made meanwhile.
 * Not at the start, when page and camera need every processor; and a door never prints.
 */
const comesBeforeBadges: ReadonlySet<CallName> = new Set([
  'signIn',
  'checkIn',
  'searchDelegates',
  'getDelegate',
  'kioskLookUp',
]);
