import { z } from 'zod';
import { listCredentials } from '../../db/operators.ts';
import { readSetting, writeSetting } from '../../db/settings.ts';
import type { WritableDatabase } from '../../db/types.ts';
import { leftOfWait } from '../../domain/guess-wait.ts';
import type { Operator, OperatorRole } from '../../domain/operator.ts';
import { pinMatches } from '../pin.ts';
import { waitAfter } from './operators.ts';

/** What became of a PIN that somebody typed to approve something. */
export type ApprovalAnswer =
  | { result: 'approved'; operator: Operator }
  | { result: 'wrong-pin' }
  /** Right, but of the person who asks: who requests does not approve. */
  | { result: 'same-person' }
  /** Too many wrong ones: the next is looked at after so many milliseconds. */
  | { result: 'wait'; milliseconds: number };

const settingName = 'approval-failures';
const failuresSchema = z
  .object({ failures: z.int().nonnegative(), blockedUntil: z.int() })
  .catch({ failures: 0, blockedUntil: 0 });

/**
 * Finds who approves by the PIN alone: a supervisor who is called to a desk or a kiosk types it without being
 * looked for in a list of names. Wrong ones are counted for the whole station, on the real clock, and survive
 * a restart, as at the sign-in.
 *
 * @param request.roles who may approve
 * @param request.notBy id of the operator who asks and so cannot approve; null where nobody is signed in
 */
export async function approverByPin(
  db: WritableDatabase,
  request: { pin: string; roles: readonly OperatorRole[]; notBy: string | null },
  realNow: () => number = Date.now,
): Promise<ApprovalAnswer> {
  const { failures: before, blockedUntil: until } = failuresSchema.parse(
    readSetting(db, settingName),
  );
  const wait = leftOfWait({ until, longest: waitAfter(before) }, realNow(), (blockedUntil) =>
    writeSetting(db, settingName, { failures: before, blockedUntil }),
  );
  if (wait > 0) return { result: 'wait', milliseconds: wait };
  // Counted before the slow comparisons, so that many attempts at once cannot all count as the first.
  const failures = before + 1;
  writeSetting(db, settingName, { failures, blockedUntil: realNow() + waitAfter(failures) });
  const found = await findByPin(db, request);
  if (found === null) return { result: 'wrong-pin' };
  // Forgives itself and nothing else: between two guesses at the other's PIN one's own would forgive them all.
  if (found.id === request.notBy) {
    const counted = failuresSchema.parse(readSetting(db, settingName));
    const isLast = counted.failures === failures;
    writeSetting(db, settingName, {
      failures: counted.failures - 1,
      blockedUntil: isLast ? until : counted.blockedUntil,
    });
    return { result: 'same-person' };
  }
  writeSetting(db, settingName, { failures: 0, blockedUntil: 0 });
  return { result: 'approved', operator: found };
}

/** Two people may have chosen the same PIN: somebody other than who asks is preferred. */
async function findByPin(
  db: WritableDatabase,
  request: { pin: string; roles: readonly OperatorRole[]; notBy: string | null },
): Promise<Operator | null> {
  let asker: Operator | null = null;
  for (const { id, name, role, pinHash } of listCredentials(db, request.roles)) {
    if (!(await pinMatches(request.pin, pinHash))) continue;
    if (id !== request.notBy) return { id, name, role };
    asker = { id, name, role };
  }
  return asker;
}
