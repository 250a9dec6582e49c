import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approverByPin } from '../../../main/operators/approve.ts';
import { addOperator } from '../../../main/operators/operators.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
  // The context's own operators have no comparable PIN.
  desk.context.db.prepare('DELETE FROM operator').run();
});
afterEach(() => desk.close());

const supervisors = ['supervisor'] as const;

describe('the approver by PIN', () => {
  it('is the supervisor whose PIN it is', async () => {
    const anna = await addOperator(desk.context.db, {
      name: 'Anna',
      pin: '24681',
      role: 'supervisor',
    });
    await addOperator(desk.context.db, { name: 'Otto', pin: '13570', role: 'operator' });
    const ask = (pin: string) =>
      approverByPin(desk.context.db, { pin, roles: supervisors, notBy: null });
    expect(await ask('24681')).toEqual({ result: 'approved', operator: anna });
    expect(await ask('13570')).toEqual({ result: 'wrong-pin' });
  });

  it('is not who asks, but another with the same PIN is', async () => {
    const { db } = desk.context;
    const anna = await addOperator(db, { name: 'Anna', pin: '24681', role: 'supervisor' });
    const request = { pin: '24681', roles: supervisors, notBy: anna.id };
    expect(await approverByPin(db, request)).toEqual({ result: 'same-person' });
    const ben = await addOperator(db, { name: 'Ben', pin: '24681', role: 'supervisor' });
    expect(await approverByPin(db, request)).toEqual({ result: 'approved', operator: ben });
  });

  it('makes a hundred guesses take hours', async () => {
    const { db } = desk.context;
    await addOperator(db, { name: 'Anna', pin: '24681', role: 'supervisor' });
    let now = 0;
    let looked = 0;
    for (let guess = 0; guess < 100; guess += 1) {
      const pin = String(1000 + guess);
      const answer = await approverByPin(db, { pin, roles: supervisors, notBy: null }, () => now);
      if (answer.result === 'wait') now += answer.milliseconds;
      else looked += 1;
    }
    expect(looked).toBeLessThan(60);
    expect(now).toBeGreaterThan(3 * 3_600_000);
  });

  it('is not found by guesses between which who asks types the own PIN', async () => {
    const { db } = desk.context;
    const anna = await addOperator(db, { name: 'Anna', pin: '31141', role: 'supervisor' });
    await addOperator(db, { name: 'Ben', pin: '1020', role: 'supervisor' });
    const request = { roles: supervisors, notBy: anna.id };
    const results: string[] = [];
    for (let pin = 1000; pin < 1030; pin += 1) {
      // The clock is fixed: no wait ever ends.
      for (const typed of [String(pin), '31141'])
        results.push((await approverByPin(db, { ...request, pin: typed }, () => 0)).result);
    }
    expect(results.filter((result) => result !== 'wait')).toEqual([
      'wrong-pin',
      'same-person',
      'wrong-pin',
      'same-person',
      'wrong-pin',
    ]);
  });

  it('waits no longer where the clock was put back meanwhile', async () => {
    const { db } = desk.context;
    await addOperator(db, { name: 'Anna', pin: '24681', role: 'supervisor' });
    const at = (now: number, pin: string) =>
      approverByPin(db, { pin, roles: supervisors, notBy: null }, () => now);
    const ahead = 3 * 86_400_000;
    for (let guess = 0; guess < 3; guess += 1) await at(ahead, '0000');
    expect(await at(0, '24681')).toEqual({ result: 'wait', milliseconds: 2_000 });
    expect((await at(2_000, '24681')).result).toBe('approved');
  });
});
