import { expect, test } from 'vitest';
import { afterCall } from '../../../../main/app/start/after-call.ts';
import type { AnyCall } from '../../../../main/base/calls.ts';
import { type CallName, calls } from '../../../../preload/contract.ts';

/**
 * Answers these calls one after the other, and returns how often the drawing thread was requested.
 */
function warmUpsOf(names: readonly CallName[]): number {
  let count = 0;
  const answered = afterCall({
    activity: { note: () => undefined, flush: () => undefined },
    operations: { called: () => undefined },
    page: { answered: () => undefined },
    renderer: {
      warmUp: () => {
        count += 1;
      },
    },
  });
  for (const name of names) {
    const definition: AnyCall = calls[name];
    answered({ name, definition, input: {}, value: null, caller: { operator: null } });
  }
  return count;
}

test('the drawing thread is made once somebody comes who may get a badge', () => {
  expect(warmUpsOf(['signIn'])).toBe(1);
  expect(warmUpsOf(['kioskLookUp'])).toBe(1);
  expect(warmUpsOf(['checkIn', 'checkIn'])).toBe(2);
});

test('what a page asks at its start, and what a door does, make none', () => {
  expect(warmUpsOf(['getStation', 'listOperators', 'tellCamera', 'getCounts'])).toBe(0);
  expect(warmUpsOf(['getDoor', 'passDoor', 'turnDoor'])).toBe(0);
});
