import { savePhoto } from '../../../db/roster/photos.ts';
import { findDelegateById } from '../../../db/roster/roster.ts';
import { photoConsent } from '../../../domain/roster/photo.ts';
import type { KeepPhotoAnswer } from '../../../preload/contract/roster.ts';
import { CallFailure } from '../../base/call-failure.ts';
import { type Caller, type Context, operatorIdOf } from '../../base/context.ts';
import { appendEvent } from '../../ledger/append-event.ts';
import { notPurged } from '../../ledger/not-purged.ts';
import type { PhotoThread } from './photo-thread.ts';

/**
 * Keeps a photo that was taken at this desk, in place of an earlier one. A fact with the operator,
 * the station and the time records that the delegate agreed, in the same transaction. The picture
 * is drawn again from its pixels before it is stored: nothing else of the page's bytes is kept.
 *
 * @param input.picture JPEG or PNG
 * @throws CallFailure `not-found`, `sign-in-needed`, `event-purged`
 */
export async function keepPhoto(
  context: Context,
  caller: Caller,
  thread: Pick<PhotoThread, 'take'>,
  input: { delegateId: string; picture: Uint8Array },
): Promise<KeepPhotoAnswer> {
  const operatorId = operatorIdOf(caller);
  assertKnown(context, input.delegateId);
  const taken = await thread.take(input.picture);
  if (taken.kind === 'refused') return { result: 'refused', reason: taken.reason };
  context.db
    .transaction(() => {
      assertKnown(context, input.delegateId);
      writeConsent(context, operatorId, input.delegateId, true);
      const of = { eventId: context.event.file.id, delegateId: input.delegateId };
      savePhoto(context.db, of, taken, context.clock());
    })
    .immediate();
  return { result: 'kept' };
}

/**
 * Removes a delegate's photo, here and then at every station: the delegate no longer agrees to it,
 * which is recorded. Throws CallFailure `not-found`, `sign-in-needed`, `event-purged`.
 */
export function removePhoto(context: Context, caller: Caller, delegateId: string): void {
  const operatorId = operatorIdOf(caller);
  context.db
    .transaction(() => {
      assertKnown(context, delegateId);
      writeConsent(context, operatorId, delegateId, false);
      const of = { eventId: context.event.file.id, delegateId };
      savePhoto(context.db, of, null, context.clock());
    })
    .immediate();
}

function assertKnown({ db, event }: Context, delegateId: string): void {
  notPurged(db, event.file.id);
  if (findDelegateById(db, event.file.id, delegateId) === null) throw new CallFailure('not-found');
}

function writeConsent(
  context: Context,
  operatorId: string,
  delegateId: string,
  agreed: boolean,
): void {
  appendEvent(context, {
    type: 'consent-recorded',
    delegateId,
    checkpoint: null,
    targetId: null,
    operatorId,
    badgeSerial: null,
    payload: { [photoConsent]: agreed },
  });
}
