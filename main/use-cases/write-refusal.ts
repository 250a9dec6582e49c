import { alertOfRefusal, refusalOf } from '../../domain/alerts.ts';
import type { AttendanceEvent } from '../../domain/attendance.ts';
import { appendEvent } from './append-event.ts';
import type { Context } from './context.ts';
import type { Examination } from './examine.ts';

/** Whether a refusal is written at a desk: those that security hears of. Doors may write every refusal. */
export function isAlertingRefusal({ verdict }: Pick<Examination, 'verdict'>): boolean {
  const refusal = refusalOf(verdict);
  return refusal !== null && alertOfRefusal(refusal) !== null;
}

/**
 * Writes that somebody was refused at this station's checkpoint, and for what: the one writer for desks,
 * kiosks and doors. Alerts follow from the fact alone, here and at every other desk. Call inside a transaction,
 * and `desk.factWritten()` after its commit.
 *
 * @param operatorId who is signed in; null at a kiosk or a door without a steward
 * @param outcome stands for the verdict where a door refuses for a reason of its own (a full room)
 * @throws Error if the verdict admits and no other outcome is given
 */
export function writeRefusal(
  context: Context,
  seen: Pick<Examination, 'verdict' | 'delegateId' | 'badge'>,
  operatorId: string | null,
  outcome?: string,
): AttendanceEvent {
  const refusal = refusalOf(seen.verdict);
  const said = outcome ?? refusal?.outcome;
  if (said === undefined) throw new Error('writeRefusal: nobody was refused');
  return appendEvent(context, {
    type: 'refused',
    delegateId: seen.delegateId,
    checkpoint: context.checkpoint().id,
    targetId: null,
    operatorId,
    // Never the column: the fold of badges must not see a refusal.
    badgeSerial: null,
    payload: {
      outcome: said,
      serial: seen.badge?.serial ?? null,
      ...(refusal?.what == null ? {} : { what: refusal.what }),
      ...(refusal?.doubt == null ? {} : { doubt: refusal.doubt }),
    },
  });
}
