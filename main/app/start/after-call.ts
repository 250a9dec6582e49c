import type { ThreadRenderer } from '../../printing/render/worker-renderer.ts';
import type { ActivityLog } from '../../station/activity.ts';
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
  return ({ name, definition, input, value, caller }) => {
    const noted = definition.activity(input, value);
    if (noted !== null) activity.note(caller, noted);
    operations.called(definition, input);
    page.answered(name, input);
    if (definition.precedesBadge === true) renderer.warmUp();
  };
}
