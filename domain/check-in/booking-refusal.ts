import type { Checkpoint, EventFile } from '../event/event-file.ts';
import type { Delegate } from '../roster/delegate.ts';
import { isOut } from '../roster/delegate-fields.ts';
import { checkpointRights } from './admission.ts';

/**
 * Why a person cannot book a session: it is retired, the registration ended, or the category has no
 * right to it on the person's days. Null if nothing is against it.
 */
export function bookingRefusal(
  event: Pick<EventFile, 'checkpoints' | 'days'>,
  delegate: Pick<Delegate, 'status' | 'category' | 'days'>,
  checkpoint: Checkpoint,
): 'retired' | 'registration' | 'category' | null {
  if (checkpoint.retired === true) return 'retired';
  if (isOut(delegate.status)) return 'registration';
  const { days } = event;
  const [right] = checkpointRights({ days, checkpoints: [checkpoint] }, delegate);
  return right?.mayEnter === true ? null : 'category';
}
