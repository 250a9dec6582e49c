// clock: stamps accounts.

import type { WritableDatabase } from '../../db/base/types.ts';
import { findAdoptable, findOperatorCredentials, insertOperator } from '../../db/operators.ts';
import { isSamePerson } from '../../domain/operators/people.ts';
import { type Operator, rolesWith } from '../../domain/operators/rights.ts';
import { CallFailure } from '../base/call-failure.ts';
import { unmovedNow } from '../base/clock.ts';
import { approverByPin } from './approve.ts';
import { roomForOperator } from './operators.ts';
import { hashNewPin } from './pin.ts';
import type { DeskSession } from './session.ts';

export type AdoptionAnswer =
  | { result: 'adopted'; operator: Operator; approver: string }
  | { result: 'wrong-pin' }
  /** The approver has the supervisor's own name: people cannot confirm themselves. */
  | { result: 'same-person' }
  | { result: 'wait'; milliseconds: number };

/**
 * Gives an operator whom the hub named a PIN at this station, once a supervisor of this station
 * confirms it. One person alone may have typed both PINs: the two cannot approve each other's
 * requests until a third person vouches. Throws CallFailure `not-found` for a person whom the hub
 * does not name (any more), `too-many-operators`, `easy-pin`.
 *
 * @param input.approval the supervisor's own PIN; wrong ones count as for every approval
 */
export async function adoptOperator(
  db: WritableDatabase,
  input: { operatorId: string; pin: string; approval: string },
  realNow: () => number = unmovedNow,
): Promise<AdoptionAnswer> {
  adoptable(db, input.operatorId);
  const request = { pin: input.approval, roles: rolesWith('manage-operators'), notBy: null };
  const approval = await approverByPin(db, request, realNow);
  if (approval.result === 'wait' || approval.result === 'wrong-pin') return approval;
  if (approval.result !== 'approved') return { result: 'same-person' };
  const by = approval.operator;
  const pinHash = await hashNewPin(input.pin);
  // Read again after the slow hash: the hub may have deactivated them, or given another role.
  const operator = adoptable(db, input.operatorId);
  const isSelf = isSamePerson({ kind: 'operator', ...operator }, { kind: 'operator', ...by });
  if (isSelf && operator.role === 'supervisor') return { result: 'same-person' };
  roomForOperator(db);
  insertOperator(db, { ...operator, pinHash, wall: Date.now(), madeBy: by.id });
  return { result: 'adopted', operator, approver: by.name };
}

function adoptable(db: WritableDatabase, id: string): Operator {
  const operator = findAdoptable(db, id);
  if (operator === null) throw new CallFailure('not-found');
  return operator;
}

/**
 * Call it after the hub's directory was read. Deactivated operators are signed out, and their
 * passphrase no longer opens the store.
 */
export function dropDeactivated(
  db: WritableDatabase,
  session: Pick<DeskSession, 'follow'>,
  keyHolders: {
    list(): { operatorId: string | null }[];
    leave(operatorId: string): void;
  },
): void {
  const find = (id: string): Operator | null => {
    const known = findOperatorCredentials(db, id);
    return known === null ? null : { id, name: known.name, role: known.role };
  };
  session.follow(find);
  for (const { operatorId } of keyHolders.list()) {
    if (operatorId !== null && find(operatorId) === null) keyHolders.leave(operatorId);
  }
}
