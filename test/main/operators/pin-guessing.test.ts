import { afterEach, beforeEach, expect, it } from 'vitest';
import { addOperator, signIn } from '../../../main/operators/operators.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

it('a hundred guesses at a PIN, one after the other: three are looked at, the others told to wait', async () => {
  const { db } = desk.context;
  const operator = await addOperator(db, { name: 'Ana', pin: '0192', role: 'operator' });
  const results: string[] = [];
  for (let guess = 0; guess < 100; guess += 1) {
    const pin = String(guess).padStart(4, '0');
    const answer = await signIn(db, { operatorId: operator.id, pin }, () => 1_000_000);
    results.push(answer.result);
  }
  expect(results.filter((result) => result === 'wrong-pin')).toHaveLength(3);
  expect(results.slice(3).every((result) => result === 'wait')).toBe(true);
});

it('whoever waits each time needs longer for every guess, up to a limit', async () => {
  const { db } = desk.context;
  const operator = await addOperator(db, { name: 'Ana', pin: '4711', role: 'operator' });
  let now = 1_000_000;
  const waits: number[] = [];
  for (let guess = 0; guess < 11; guess += 1) {
    const question = { operatorId: operator.id, pin: String(guess).padStart(4, '0') };
    expect((await signIn(db, question, () => now)).result).toBe('wrong-pin');
    const told = await signIn(db, question, () => now);
    if (told.result !== 'wait') continue;
    waits.push(told.milliseconds);
    now += told.milliseconds;
  }
  expect(waits.length).toBeGreaterThan(6);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  // At the maximum wait, the ten thousand PINs of four digits take longer than a conference.
  const hours = (10_000 * (waits.at(-1) ?? 0)) / 3_600_000;
  expect(hours).toBeGreaterThan(72);
  // And the right one is still accepted after the wait.
  expect(await signIn(db, { operatorId: operator.id, pin: '4711' }, () => now)).toMatchObject({
    result: 'signed-in',
  });
});

it('a clock that was put back by three days makes nobody wait longer than before', async () => {
  const { db } = desk.context;
  const operator = await addOperator(db, { name: 'Ana', pin: '4711', role: 'operator' });
  const at = (now: number, pin: string) => signIn(db, { operatorId: operator.id, pin }, () => now);
  const ahead = Date.parse('2018-10-04T09:00:00Z');
  for (let guess = 0; guess < 3; guess += 1) await at(ahead, '0000');
  const put = ahead - 3 * 86_400_000;
  expect(await at(put, '4711')).toEqual({ result: 'wait', milliseconds: 2_000 });
  expect(await at(put + 1_000, '4711')).toEqual({ result: 'wait', milliseconds: 1_000 });
  expect(await at(put + 2_000, '4711')).toMatchObject({ result: 'signed-in' });
});
