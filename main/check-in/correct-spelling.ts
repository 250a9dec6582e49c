import { putDelegate } from '../../db/roster/put-delegate.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import {
  type CorrectableField,
  type Correction,
  type CorrectionPayload,
  correctableFields,
} from '../../domain/roster/roster-changes.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';

type Changes = { [F in CorrectableField]?: string };

/** Throws CallFailure `not-found`, `no-change`, `sign-in-needed`. */
export function correctSpelling(
  context: Context,
  caller: Caller,
  input: { delegateId: string; correction: Correction },
): void {
  writeCorrection(context, operatorIdOf(caller), input);
}

/**
 * Corrects a name without a sign-in: `operatorId` is null where delegates correct their own names
 * at a kiosk. Throws CallFailure `not-found`, `no-change`.
 */
export function writeCorrection(
  context: Context,
  operatorId: string | null,
  input: { delegateId: string; correction: Correction },
): void {
  context.db
    .transaction(() => {
      const known = findDelegateById(context.db, context.event.file.id, input.delegateId);
      if (known === null) throw new CallFailure('not-found');
      const changes = changesOf(known, input.correction);
      const fields = correctableFields.filter((field) => changes[field] !== undefined);
      if (fields.length === 0) throw new CallFailure('no-change');
      appendEvent(context, {
        type: 'spelling-corrected',
        delegateId: known.id,
        checkpoint: null,
        targetId: null,
        operatorId,
        badgeSerial: null,
        payload: { fields: fields.join(',') },
        personal: { correction: changes } satisfies CorrectionPayload,
      });
      putDelegate(context.db, context.event.file.id, { ...known, ...changes }, context.clock());
    })
    .immediate();
}

function changesOf(known: Delegate, correction: Correction): Changes {
  const changes: Changes = {};
  for (const field of correctableFields) {
    const value = correction[field];
    if (value !== undefined && value !== known[field]) changes[field] = value;
  }
  return changes;
}
