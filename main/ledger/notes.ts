import { z } from 'zod';
import { notesOfDelegate } from '../../db/check-in/notes.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import { jsonOf } from '../../domain/base/json.ts';
import type { DelegateNote } from '../../preload/contract/check-in.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { appendEvent } from './append-event.ts';
import { stationNameOf } from './station-names.ts';

/** Of a `note-written` fact. */
const notePayloadSchema = z.object({ text: z.string() }).catch({ text: '' });

/**
 * Writes a note on a delegate, for every desk. A wrong note is corrected by another. Throws
 * CallFailure `not-found`, `sign-in-needed`.
 */
export function writeNote(
  context: Context,
  caller: Caller,
  input: { delegateId: string; text: string },
): { factId: string } {
  const operatorId = operatorIdOf(caller);
  return context.db
    .transaction(() => {
      if (findDelegateById(context.db, context.event.file.id, input.delegateId) === null)
        throw new CallFailure('not-found');
      const { id } = appendEvent(context, {
        type: 'note-written',
        delegateId: input.delegateId,
        checkpoint: null,
        targetId: null,
        operatorId,
        badgeSerial: null,
        payload: {},
        personal: { text: input.text },
      });
      return { factId: id };
    })
    .immediate();
}

/** Newest first. */
export function notesOn(context: Context, delegateId: string): DelegateNote[] {
  return notesOfDelegate(context.db, context.event.file.id, delegateId).flatMap((row) => {
    const said = notePayloadSchema.safeParse(jsonOf(row.personal)).data;
    if (said === undefined) return [];
    const { factId, wall, operatorName } = row;
    const stationName = stationNameOf(context, row.station, row.stationName);
    return [{ factId, text: said.text, wall, stationName, operatorName }];
  });
}
