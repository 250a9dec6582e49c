import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  deactivateOperator,
  findOperatorCredentials,
  recordPinFailures,
  replacePin,
} from '../../../db/operators.ts';
import {
  addOperator,
  createFirstSupervisor,
  signIn,
  waitAfter,
} from '../../../main/operators/operators.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => {
  desk.close();
});

describe('signing in', () => {
  it('takes the right PIN only', async () => {
    const { db } = desk.context;
    const operator = await addOperator(db, { name: 'Ana', pin: '4711', role: 'operator' });
    expect(await signIn(db, { operatorId: operator.id, pin: '4712' })).toEqual({
      result: 'wrong-pin',
    });
    expect(await signIn(db, { operatorId: operator.id, pin: '4711' })).toEqual({
      result: 'signed-in',
      operator,
    });
  });

  it('makes guessing slow, also for guesses sent at once and after a restart', async () => {
    const { db } = desk.context;
    const operator = await addOperator(db, { name: 'Ana', pin: '4711', role: 'operator' });
    let now = 1_000_000;
    const guess = (pin: string) => signIn(db, { operatorId: operator.id, pin }, () => now);
    const answers = await Promise.all(['0000', '0001', '0002', '0003', '0004'].map(guess));
    expect(answers.map(({ result }) => result)).toEqual([
      'wrong-pin',
      'wrong-pin',
      'wrong-pin',
      'wait',
      'wait',
    ]);
    // The right PIN has to wait as well: otherwise the wait would reveal it.
    expect(await guess('4711')).toEqual({ result: 'wait', milliseconds: 2_000 });
    now += 2_000;
    expect(await guess('0005')).toEqual({ result: 'wrong-pin' });
    expect(await guess('4711')).toEqual({ result: 'wait', milliseconds: 4_000 });
    now += 4_000;
    expect(await guess('4711')).toMatchObject({ result: 'signed-in' });
    expect(await guess('0006')).toEqual({ result: 'wrong-pin' });
  });

  it('waits from the third wrong PIN on, two seconds at first and five minutes at most', () => {
    expect([1, 2, 3, 4, 5, 10, 11, 99].map((failures) => waitAfter(failures) / 1_000)).toEqual([
      0, 0, 2, 4, 8, 256, 300, 300,
    ]);
  });

  it('does not wait after a new PIN for wrong ones of the old', async () => {
    const { db } = desk.context;
    const { id } = await addOperator(db, { name: 'Ana', pin: '4711', role: 'operator' });
    recordPinFailures(db, id, 9, 5_000_000);
    replacePin(db, id, 'another hash', null);
    expect(findOperatorCredentials(db, id)).toMatchObject({ failures: 0, blockedUntil: 0 });
  });

  it('is closed to somebody who was deactivated', async () => {
    const { db } = desk.context;
    const { id } = await addOperator(db, { name: 'Ana', pin: '4711', role: 'operator' });
    deactivateOperator(db, id);
    await expect(signIn(db, { operatorId: id, pin: '4711' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('lets only one first supervisor be made', async () => {
    const { db } = desk.context;
    db.prepare('DELETE FROM operator').run();
    const results = await Promise.allSettled([
      createFirstSupervisor(db, { name: 'A', pin: '7391' }),
      createFirstSupervisor(db, { name: 'B', pin: '8402' }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
