import { z } from 'zod';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import type { WritableDatabase } from '../../db/base/types.ts';
import { listCredentials, listMakers } from '../../db/operators.ts';
import { leftOfWait } from '../../domain/base/guess-wait.ts';
import { areIndependent } from '../../domain/operators/independent.ts';
import {
  type Operator,
  type OperatorRole,
  type Right,
  rolesWith,
} from '../../domain/operators/rights.ts';
import { unmovedNow } from '../base/clock.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { waitAfter } from './operators.ts';
import { pinMatches } from './pin.ts';

export type ApprovalAnswer =
  | { result: 'approved'; operator: Operator }
  | { result: 'wrong-pin' }
  /** The PIN is right, but the requester's own: people cannot approve their own request. */
  | { result: 'same-person' }
  /** The PIN is right, but one person alone may know both PINs (`areIndependent`). */
  | { result: 'not-independent' }
  /** Too many wrong PINs: the next is checked after so many milliseconds. */
  | { result: 'wait'; milliseconds: number };

/** Milliseconds after which wrong PINs are forgotten: 72 guesses a day, against 10,000 PINs. */
const memory = 60 * 60_000;
const settingName = 'approval-failures';
const noFailures = { failures: 0, blockedUntil: 0 };
const failuresSchema = z
  .object({ failures: z.int().nonnegative(), blockedUntil: z.int() })
  .catch(noFailures);

/**
 * Finds the approver by the PIN alone: a supervisor who is called to a desk or a kiosk types it
 * without being chosen from a list of names. Wrong PINs are counted for the whole station and
 * survive a restart, as at the sign-in.
 *
 * @param request.roles roles that may approve
 * @param request.notBy id of the requester, who cannot approve; null where no operator is signed in
 */
export async function approverByPin(
  db: WritableDatabase,
  request: { pin: string; roles: readonly OperatorRole[]; notBy: string | null },
  realNow: () => number = unmovedNow,
): Promise<ApprovalAnswer> {
  const stored = failuresSchema.parse(readSetting(db, settingName));
  const isForgotten = realNow() - stored.blockedUntil > memory;
  const { failures: before, blockedUntil: until } = isForgotten ? noFailures : stored;
  const wait = leftOfWait({ until, max: waitAfter(before) }, realNow(), (blockedUntil) =>
    writeSetting(db, settingName, { failures: before, blockedUntil }),
  );
  if (wait > 0) return { result: 'wait', milliseconds: wait };
  // Counted before the slow comparisons, so that many attempts at once cannot all be the first.
  const failures = before + 1;
  writeSetting(db, settingName, { failures, blockedUntil: realNow() + waitAfter(failures) });
  const found = await findByPin(db, request);
  if (found === null) return { result: 'wrong-pin' };
  if (found.isSecond && request.notBy !== null) {
    writeSetting(db, settingName, noFailures);
    return { result: 'approved', operator: found.operator };
  }
  // Forgives only itself: otherwise one's own PIN would forgive all guesses at the other's.
  const counted = failuresSchema.parse(readSetting(db, settingName));
  const isLast = counted.failures === failures;
  writeSetting(db, settingName, {
    failures: counted.failures - 1,
    blockedUntil: isLast ? until : counted.blockedUntil,
  });
  if (found.isSecond) return { result: 'approved', operator: found.operator };
  return { result: found.operator.id === request.notBy ? 'same-person' : 'not-independent' };
}

interface Found {
  operator: Operator;
  /** Not the requester, as far as this station can tell. */
  isSecond: boolean;
}

/** Two people may have chosen the same PIN: another operator than the requester is preferred. */
async function findByPin(
  db: WritableDatabase,
  request: { pin: string; roles: readonly OperatorRole[]; notBy: string | null },
): Promise<Found | null> {
  let found: Found | null = null;
  for (const { id, name, role, pinHash } of listCredentials(db, request.roles)) {
    if (!(await pinMatches(request.pin, pinHash))) continue;
    // Read after the slow comparison: a PIN that was reset meanwhile counts.
    const isSecond = request.notBy === null || areIndependent(request.notBy, id, listMakers(db));
    if (isSecond || id === request.notBy || found === null)
      found = { operator: { id, name, role }, isSecond };
    if (isSecond) return found;
  }
  return found;
}

export type SecondPersonRefusal = Exclude<ApprovalAnswer, { result: 'approved' }>;

/**
 * Runs an action that needs two people: checks the PIN, and acts only if it belongs to another
 * operator with the right. Throws what `act` throws, and CallFailure `sign-in-needed`.
 *
 * @param realNow the real clock in milliseconds, for the wait after wrong PINs
 */
export async function withSecondPerson<T extends object>(
  context: Context,
  caller: Caller,
  request: { pin: string; right: Right },
  act: (approver: Operator) => T | Promise<T>,
  realNow: () => number = unmovedNow,
): Promise<({ result: 'done' } & T) | SecondPersonRefusal> {
  const notBy = operatorIdOf(caller);
  const approval = await approverByPin(
    context.db,
    { pin: request.pin, roles: rolesWith(request.right), notBy },
    realNow,
  );
  if (approval.result !== 'approved') return approval;
  return { result: 'done', ...(await act(approval.operator)) };
}
