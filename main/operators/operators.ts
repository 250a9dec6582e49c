// clock: stamps accounts.

import { v7 as uuidv7 } from 'uuid';
import type { WritableDatabase } from '../../db/base/types.ts';
import {
  countOperators,
  findOperatorCredentials,
  hasSupervisor,
  insertOperator,
  recordPinFailures,
} from '../../db/operators.ts';
import { leftOfWait } from '../../domain/base/guess-wait.ts';
import { maxOperators, type Operator, type OperatorRole } from '../../domain/operators/rights.ts';
import { CallFailure } from '../base/call-failure.ts';
import { unmovedNow } from '../base/clock.ts';
import { hashNewPin, pinMatches } from './pin.ts';

export type SignInAnswer =
  | { result: 'signed-in'; operator: Operator }
  | { result: 'wrong-pin' }
  | { result: 'wait'; milliseconds: number };

/** Wrong PINs in a row without a wait. */
const freeFailures = 3;
const firstWaitMilliseconds = 2_000;
const maxWaitMs = 5 * 60_000;

/**
 * Signs an operator in. After three wrong PINs each further one doubles the wait, from 2 s to 5
 * minutes; the wait survives a restart. It runs on the machine's clock as it was at the start
 * ({@link unmovedNow}), whatever the event's clock shows. Throws CallFailure `not-found` for an
 * unknown operator.
 */
export async function signIn(
  db: WritableDatabase,
  input: { operatorId: string; pin: string },
  realNow: () => number = unmovedNow,
): Promise<SignInAnswer> {
  const known = findOperatorCredentials(db, input.operatorId);
  if (known === null) throw new CallFailure('not-found');
  const { failures: before, blockedUntil: until } = known;
  const wait = leftOfWait({ until, max: waitAfter(before) }, realNow(), (end) =>
    recordPinFailures(db, known.id, before, end),
  );
  if (wait > 0) return { result: 'wait', milliseconds: wait };
  // Counted before the slow comparison, so that many attempts at once cannot all be the first.
  const failures = before + 1;
  recordPinFailures(db, known.id, failures, realNow() + waitAfter(failures));
  if (!(await pinMatches(input.pin, known.pinHash))) return { result: 'wrong-pin' };
  recordPinFailures(db, known.id, 0, 0);
  return { result: 'signed-in', operator: { id: known.id, name: known.name, role: known.role } };
}

/**
 * Makes an operator with a hashed PIN. Throws CallFailure `too-many-operators`, `easy-pin`.
 *
 * @param madeBy id of the operator who makes them alone; null for the configuration's
 */
export async function addOperator(
  db: WritableDatabase,
  input: { name: string; pin: string; role: OperatorRole },
  madeBy: string | null = null,
): Promise<Operator> {
  return writeOperator(db, {
    madeBy,
    name: input.name,
    role: input.role,
    pinHash: await hashNewPin(input.pin),
  });
}

/** Makes the first supervisor. Throws CallFailure `first-supervisor-exists`, `easy-pin`. */
export async function createFirstSupervisor(
  db: WritableDatabase,
  input: { name: string; pin: string },
): Promise<Operator> {
  const pinHash = await hashNewPin(input.pin);
  // Checked after the slow hash, with no await in between: two calls at once make only one.
  if (hasSupervisor(db)) throw new CallFailure('first-supervisor-exists');
  return writeOperator(db, { name: input.name, role: 'supervisor', pinHash, madeBy: null });
}

function writeOperator(
  db: WritableDatabase,
  input: { name: string; role: OperatorRole; pinHash: string; madeBy: string | null },
): Operator {
  // With no await in between: many calls at once cannot exceed the maximum.
  roomForOperator(db);
  const operator: Operator = { id: uuidv7(), name: input.name, role: input.role };
  insertOperator(db, {
    ...operator,
    pinHash: input.pinHash,
    madeBy: input.madeBy,
    wall: Date.now(),
  });
  return operator;
}

/** Throws CallFailure `too-many-operators`. */
export function roomForOperator(db: WritableDatabase): void {
  if (countOperators(db) >= maxOperators) throw new CallFailure('too-many-operators');
}

/** Milliseconds to wait after so many wrong PINs in a row. */
export function waitAfter(failures: number): number {
  if (failures < freeFailures) return 0;
  return Math.min(firstWaitMilliseconds * 2 ** (failures - freeFailures), maxWaitMs);
}
