import type { Mutation } from '../mutation.ts';

/** Faults of PINs, roles, approvals and sign-in. */
export const operators: readonly Mutation[] = [
  {
    name: 'a fourth wrong PIN is free',
    caughtBy: 'test/main/operators/operators.test.ts',
    only: 'waits from the third wrong PIN on',
    edits: [
      {
        file: 'main/operators/operators.ts',
        find: 'if (failures < freeFailures) return 0;',
        put: 'if (failures <= freeFailures) return 0;',
      },
    ],
  },
  {
    name: 'the wait after wrong PINs does not double',
    caughtBy: 'test/main/operators/operators.test.ts',
    only: 'waits from the third wrong PIN on',
    edits: [
      {
        file: 'main/operators/operators.ts',
        find: 'firstWaitMilliseconds * 2 ** (failures - freeFailures)',
        put: 'firstWaitMilliseconds * (failures - freeFailures + 1)',
      },
    ],
  },
  {
    name: 'the wait after wrong PINs has no limit',
    caughtBy: 'test/main/operators/operators.test.ts',
    only: 'waits from the third wrong PIN on',
    edits: [
      {
        file: 'main/operators/operators.ts',
        find: 'maxWaitMs);',
        put: 'Number.MAX_SAFE_INTEGER);',
      },
    ],
  },
  {
    name: 'wrong PINs are counted after they were looked at',
    caughtBy: 'test/main/operators/operators.test.ts',
    edits: [
      {
        file: 'main/operators/operators.ts',
        find: "  recordPinFailures(db, known.id, failures, realNow() + waitAfter(failures));\n  if (!(await pinMatches(input.pin, known.pinHash))) return { result: 'wrong-pin' };",
        put: "  if (!(await pinMatches(input.pin, known.pinHash))) {\n    recordPinFailures(db, known.id, failures, realNow() + waitAfter(failures));\n    return { result: 'wrong-pin' };\n  }",
      },
    ],
  },
  {
    name: 'a right PIN does not forget the wrong ones',
    caughtBy: 'test/main/operators/operators.test.ts',
    edits: [
      {
        file: 'main/operators/operators.ts',
        find: '  recordPinFailures(db, known.id, 0, 0);\n',
        put: '',
      },
    ],
  },
  {
    name: 'two first supervisors are made at once',
    caughtBy: 'test/main/operators/operators.test.ts',
    edits: [
      {
        file: 'main/operators/operators.ts',
        find: "  if (hasSupervisor(db)) throw new CallFailure('first-supervisor-exists');\n  return writeOperator",
        put: '  return writeOperator',
      },
    ],
  },
  {
    name: 'who asks approves',
    caughtBy: 'test/main/operators/approve.test.ts',
    edits: [
      {
        file: 'main/operators/approve.ts',
        find: 'request.notBy === null || areIndependent(request.notBy, id, listMakers(db));',
        put: "request.notBy !== '';",
      },
    ],
  },
  {
    name: 'somebody else with the same PIN is not preferred',
    caughtBy: 'test/main/operators/approve.test.ts',
    edits: [
      {
        file: 'main/operators/approve.ts',
        find: '    if (isSecond) return found;\n  }',
        put: '    return found;\n  }',
      },
    ],
  },
  {
    name: 'anybody approves, whatever the role',
    caughtBy: 'test/main/operators/second-person.test.ts',
    edits: [
      {
        file: 'db/operators.ts',
        find: 'WHERE active = 1 AND role IN (SELECT value FROM json_each(?)) ORDER BY rowid`',
        put: 'WHERE active = 1 AND ? IS NOT NULL ORDER BY rowid`',
      },
    ],
  },
  {
    name: 'guesses at an approval are not counted',
    caughtBy: 'test/main/operators/approve.test.ts',
    edits: [
      {
        file: 'main/operators/approve.ts',
        find: '  writeSetting(db, settingName, { failures, blockedUntil: realNow() + waitAfter(failures) });\n',
        put: '',
      },
    ],
  },
  {
    name: 'somebody deactivated signs in',
    caughtBy: 'test/main/operators/operators.test.ts',
    edits: [
      {
        file: 'db/operators.ts',
        find: '       FROM operator WHERE id = ? AND active = 1`',
        put: '       FROM operator WHERE id = ?`',
      },
    ],
  },
  {
    name: 'a supervisor changes the own role',
    caughtBy: 'test/main/operators/second-person.test.ts',
    edits: [
      {
        file: 'main/operators/operator-changes.ts',
        find: "  if (operatorId === operatorIdOf(caller)) throw new CallFailure('not-allowed');\n",
        put: '  operatorIdOf(caller);\n',
      },
    ],
  },
  {
    name: 'a new PIN leaves the wait of the old one',
    caughtBy: 'test/main/operators/operators.test.ts',
    edits: [
      {
        file: 'db/operators.ts',
        find: 'own_pin = @by IS NULL, failures = 0, blocked_until = 0',
        put: 'own_pin = @by IS NULL',
      },
    ],
  },
  {
    name: 'every role has every right',
    caughtBy: 'test/domain/rights.test.ts',
    edits: [
      {
        file: 'domain/operators/rights.ts',
        find: 'return role !== null && rolesWith(right).includes(role);',
        put: 'return role !== null && rolesWith(right).length > 0;',
      },
    ],
  },
  {
    name: 'an operator makes a call of supervisors',
    caughtBy: 'test/main/app/call-access.test.ts',
    edits: [
      {
        file: 'main/app/gateway/register.ts',
        find: "if (access === 'operator' || role === 'supervisor') return;",
        put: "if (access === 'operator' || role !== 'operator') return;",
      },
    ],
  },
  {
    name: 'at the hub an ended account signs in',
    caughtBy: 'test/hub/http/organiser/sign-in.test.ts',
    edits: [
      {
        file: 'hub/accounts/sign-in.ts',
        find: 'account?.active === 1 ? account.password_hash : null',
        put: 'account?.password_hash ?? null',
      },
    ],
  },
  {
    name: 'a password that changed since leaves the second step open',
    caughtBy: 'test/hub/http/organiser/sign-in.test.ts',
    edits: [
      {
        file: 'hub/accounts/sign-in.ts',
        find: 'account?.active !== 1 || account.password_hash !== begun.passwordHash',
        put: 'account?.active !== 1',
      },
    ],
  },
  {
    name: 'a session lasts though nobody uses it',
    caughtBy: 'test/hub/http/organiser/sign-in.test.ts',
    edits: [
      {
        file: 'hub/accounts/sessions.ts',
        find: "return !isOver(context, 'whole', id, opened) && !isOver(context, 'idle', id, last_seen);",
        put: "return !isOver(context, 'whole', id, opened);",
      },
    ],
  },
  {
    name: 'guesses from one address at many names are free',
    caughtBy: 'test/hub/http/organiser/throttle.test.ts',
    edits: [
      {
        file: 'hub/accounts/sign-in.ts',
        find: "    { kind: 'address', value: address },\n",
        put: '',
      },
    ],
  },
  {
    name: 'at the hub wrong passwords are forgotten by a right code elsewhere',
    caughtBy: 'test/hub/http/organiser/throttle.test.ts',
    edits: [
      {
        file: 'hub/accounts/sign-in.ts',
        find: "throttle.clear(keys.filter(({ kind }) => kind !== 'address'));",
        put: 'throttle.clear(keys);',
      },
    ],
  },
  {
    name: 'one’s own PIN forgives guesses at another’s',
    caughtBy: 'test/main/operators/approve.test.ts',
    edits: [
      {
        file: 'main/operators/approve.ts',
        find: 'failures: counted.failures - 1,',
        put: 'failures: 0,',
      },
    ],
  },
  {
    name: 'a clock that was put back locks sign-in for days',
    caughtBy: 'test/main/operators/pin-guessing.test.ts',
    edits: [
      {
        file: 'domain/base/guess-wait.ts',
        find: '  if (left <= longest) return left;\n  restart(now + longest);\n  return longest;',
        put: '  return left;',
      },
    ],
  },
  {
    name: 'a session at a desk ends only when the page asks for it',
    caughtBy: 'test/main/operators/session.test.ts',
    edits: [
      {
        file: 'main/operators/session.ts',
        find: '    if (operator === null || rested < minute) return;',
        put: '    if (operator === null || rested >= 0) return;',
      },
    ],
  },
  {
    name: 'a key that comes after the idle time carries the session on',
    caughtBy: 'test/main/operators/session.test.ts',
    edits: [
      {
        file: 'main/operators/session.ts',
        find: '    noteUse: (): void => {\n      endIfIdle();\n',
        put: '    noteUse: (): void => {\n',
      },
    ],
  },
  {
    name: 'who waits for a second person chooses a PIN at another desk',
    caughtBy: 'test/main/sync/operators.test.ts',
    only: 'by one person alone',
    edits: [
      {
        file: 'hub/sync/directory.ts',
        find: "          .where('operator.waiting', '=', 0)\n",
        put: '',
      },
    ],
  },
  {
    name: 'a desk alone makes its operator a supervisor of every desk',
    caughtBy: 'test/main/sync/operators.test.ts',
    only: 'that vouches for a supervisor alone',
    edits: [
      {
        file: 'db/operators.ts',
        find: 'const follows = isWithin(roleThere, role) && ',
        put: 'const follows = ',
      },
    ],
  },
  {
    name: 'the last supervisor of a desk is deactivated from another one',
    caughtBy: 'test/main/sync/operators.test.ts',
    only: 'deactivated at one desk',
    edits: [
      {
        file: 'db/operators.ts',
        find: 'if (!isLastSupervisor(db, one)) deactivateOperator(db, id);',
        put: 'deactivateOperator(db, id);',
      },
    ],
  },
  {
    name: 'a supervisor is a second person for the PIN that they confirmed alone',
    caughtBy: 'test/main/sync/operators.test.ts',
    only: 'is no second person',
    edits: [
      {
        file: 'main/operators/adopt.ts',
        find: 'wall: Date.now(), madeBy: by.id',
        put: 'wall: Date.now(), madeBy: null',
      },
    ],
  },
  {
    name: 'a supervisor confirms themself under the name of another desk',
    caughtBy: 'test/main/sync/operators.test.ts',
    only: 'under one name',
    edits: [
      {
        file: 'main/operators/adopt.ts',
        find: "if (isSelf && operator.role === 'supervisor')",
        put: 'if (isSelf && operator.id === by.id)',
      },
    ],
  },
  {
    name: 'one person alone gives an operator more rights at every desk',
    caughtBy: 'test/hub/ledger/bounded-claims.test.ts',
    only: 'sqlite\\W+of operators: name and role',
    edits: [
      {
        file: 'hub/operators.ts',
        find: 'role: isHeard ? said.role : row.role,',
        put: 'role: said.role,',
      },
    ],
  },
];
