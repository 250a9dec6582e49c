import { findRefusalKey, insertRefusalKey } from '../../db/check-in/check-in-keys.ts';
import { alertOfRefusal, refusalOf } from '../../domain/station/alerts.ts';
import type { Context } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';
import type { Examination } from './examine.ts';

/**
 * Whether a desk records a refusal: those that security must learn of, and badges of unknown
 * serials, which raise an alert where they are many. Doors may record every refusal.
 */
export function isAlertingRefusal({ verdict }: Pick<Examination, 'verdict'>): boolean {
  const refusal = refusalOf(verdict);
  if (refusal === null) return false;
  return refusal.doubt === 'unheard' || alertOfRefusal(refusal) !== null;
}

export interface RefusalBy {
  /** Null at a kiosk, or at a door without a steward. */
  operatorId: string | null;
  /** The same key writes one refusal, however often the page calls; null without a key. */
  key: string | null;
  /** Replaces the verdict where a door has another reason to refuse (a full room). */
  outcome?: string;
}

/**
 * Records that a person was refused at this station's checkpoint, and why. Desks, kiosks and doors
 * all use this function. Alerts follow from the fact alone, here and at every other desk. Call it
 * inside a transaction, and `desk.factWritten()` after its commit.
 *
 * @returns the fact's id; null where the key was written before
 * @throws Error if the verdict admits and no other outcome is given
 */
export function writeRefusal(
  context: Context,
  seen: Pick<Examination, 'verdict' | 'delegateId' | 'badge'>,
  { operatorId, key, outcome }: RefusalBy,
): string | null {
  const refusal = refusalOf(seen.verdict);
  const said = outcome ?? refusal?.outcome;
  if (said === undefined) throw new Error('writeRefusal: nobody was refused');
  if (key !== null && findRefusalKey(context.db, key) !== null) return null;
  const { id } = appendEvent(context, {
    type: 'refused',
    delegateId: seen.delegateId,
    checkpoint: context.checkpoint().id,
    targetId: null,
    operatorId,
    // Never in the column: the fold of badges must not see a refusal.
    badgeSerial: null,
    payload: {
      outcome: said,
      serial: seen.badge?.serial ?? null,
      ...(refusal?.what == null ? {} : { what: refusal.what }),
      ...(refusal?.doubt == null ? {} : { doubt: refusal.doubt }),
    },
  });
  if (key !== null) insertRefusalKey(context.db, key, id);
  return id;
}
