import { expect, test } from 'vitest';
import { deactivateOperator, replaceRole } from '../../../db/operators.ts';
import { dropDeactivated } from '../../../main/operators/adopt.ts';
import { createSession } from '../../../main/operators/session.ts';
import { makeDeskContext } from '../../support/desk-context.ts';

const minute = 60_000;

/** A session on a monotonic clock that the test moves, with its alarms. */
function makeSession(afterMinutes: number) {
  const desk = makeDeskContext();
  const { operator } = desk.caller;
  desk.close();
  if (operator === null) throw new Error('nobody to sign in');
  let now = 1_000_000;
  let changes = 0;
  const alarms = new Set<{ at: number; action: () => void }>();
  const changed = (): void => {
    changes += 1;
  };
  const session = createSession(changed, {
    afterMinutes: () => afterMinutes,
    steady: () => now,
    timers: {
      after: (milliseconds, action) => {
        const alarm = { at: now + milliseconds, action };
        alarms.add(alarm);
        return () => alarms.delete(alarm);
      },
    },
  });
  /** Time passes; `isAwake` false: no alarm goes off. */
  const pass = (milliseconds: number, isAwake = true): void => {
    const end = now + milliseconds;
    for (; isAwake; ) {
      const [next] = [...alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      now = next.at;
      alarms.delete(next);
      next.action();
    }
    now = end;
  };
  session.signIn(operator);
  return { session, pass, changes: () => changes };
}

test('a session ends after the idle time without the page’s help, and says so', () => {
  const { session, pass, changes } = makeSession(10);
  pass(9 * minute);
  expect(session.caller().operator).not.toBe(null);
  session.noteUse();
  pass(9.5 * minute);
  expect(changes()).toBe(1);
  pass(minute);
  expect(changes()).toBe(2);
  expect(session.caller().operator).toBe(null);
});

test('neither a call nor a key that comes too late carries it on, though no alarm went off', () => {
  const called = makeSession(10);
  called.pass(10 * minute, false);
  expect(called.session.caller().operator).toBe(null);
  const used = makeSession(10);
  used.pass(10 * minute, false);
  used.session.noteUse();
  expect(used.session.caller().operator).toBe(null);
});

test('a desk that never locks stays signed in', () => {
  const { session, pass } = makeSession(0);
  pass(600 * minute);
  expect(session.caller().operator).not.toBe(null);
});

test('who was deactivated from another desk is signed out, and their pass phrase goes', () => {
  const { session, changes } = makeSession(10);
  const desk = makeDeskContext();
  const { db } = desk.context;
  const { operator } = desk.caller;
  if (operator === null) throw new Error('nobody to sign in');
  const left: string[] = [];
  const other = desk.supervisor.operator?.id ?? '';
  const holders = {
    list: () => [{ operatorId: operator.id }, { operatorId: other }, { operatorId: null }],
    leave: (id: string) => void left.push(id),
  };
  dropDeactivated(db, session, holders);
  expect([changes(), left]).toEqual([1, []]);
  replaceRole(db, operator.id, 'protocol', other);
  dropDeactivated(db, session, holders);
  expect(session.caller().operator?.role).toBe('protocol');
  deactivateOperator(db, operator.id);
  dropDeactivated(db, session, holders);
  expect([session.caller().operator, changes(), left]).toEqual([null, 3, [operator.id]]);
  desk.close();
});
