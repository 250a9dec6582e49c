import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertOperator, listForHub, listSignIns, listUnvouched } from '../../../db/operators.ts';
import { maxOperators, type Operator, rolesWith } from '../../../domain/operators/rights.ts';
import type { Caller } from '../../../main/base/context.ts';
import { approverByPin } from '../../../main/operators/approve.ts';
import {
  changePin,
  changeRole,
  resetPin,
  vouchForOperator,
} from '../../../main/operators/operator-changes.ts';
import { addOperator } from '../../../main/operators/operators.ts';
import { applySettingsFile, settingsFileOf } from '../../../main/station/settings-file.ts';
import { leaveStation } from '../../../main/station/station-care-calls.ts';
import { activityOfCall } from '../../support/activity-of-call.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
  // The context's own operators have no comparable PIN.
  desk.context.db.prepare('DELETE FROM operator').run();
});
afterEach(() => desk.close());

const pins = { Anna: '1051', Ben: '2762', Carla: '3073', Dora: '4084', Otto: '5095' };
type Name = keyof typeof pins;

function make(name: Name, by: Operator | null = null, role: Operator['role'] = 'supervisor') {
  return addOperator(desk.context.db, { name, pin: pins[name], role }, by?.id);
}
const as = (operator: Operator): Caller => ({ operator });

/** The outcome of a purge that `asker` requests and the holder of `pin` approves. */
async function approval(asker: Operator, pin: string): Promise<string> {
  const request = { pin, roles: rolesWith('approve-purge'), notBy: asker.id };
  return (await approverByPin(desk.context.db, request)).result;
}

function vouch(by: Operator, pin: string, operator: Operator) {
  return vouchForOperator(desk.context, as(by), { operatorId: operator.id, pin });
}

describe('one supervisor is not two persons', () => {
  it('by making another one, whichever of the two then asks', async () => {
    const anna = await make('Anna');
    const ben = await make('Ben', anna);
    expect(await approval(anna, pins.Ben)).toBe('not-independent');
    expect(await approval(ben, pins.Anna)).toBe('not-independent');
  });

  it('by making two, or one through the other', async () => {
    const anna = await make('Anna');
    const ben = await make('Ben', anna);
    const carla = await make('Carla', anna);
    await make('Dora', ben);
    expect(await approval(carla, pins.Ben)).toBe('not-independent');
    expect(await approval(anna, pins.Dora)).toBe('not-independent');
    expect(await approval(carla, pins.Dora)).toBe('not-independent');
  });

  it('by choosing another’s PIN or role', async () => {
    const { db } = desk.context;
    const [anna, ben, carla] = [await make('Anna'), await make('Ben'), await make('Carla')];
    expect(await approval(anna, pins.Ben)).toBe('approved');
    await resetPin(db, as(anna), { operatorId: ben.id, newPin: '6274' });
    expect(await approval(anna, '6274')).toBe('not-independent');
    expect(await approval(carla, '6274')).toBe('approved');
    const otto = await make('Otto', carla, 'operator');
    changeRole(db, as(anna), { operatorId: otto.id, role: 'supervisor' });
    // Carla chose the PIN: Otto depends on her, whoever gave him the role.
    expect(await approval(carla, pins.Otto)).toBe('not-independent');
  });

  it('by a settings file that names another supervisor', async () => {
    const { db } = desk.context;
    const anna = await make('Anna');
    const file = settingsFileOf(db, {}, anna.id);
    if (file.supervisor === null) throw new Error('no supervisor in the file');
    applySettingsFile(db, { ...file, supervisor: { ...file.supervisor, name: 'Eve' } }, 1, anna.id);
    expect(listUnvouched(db)).toHaveLength(1);
  });
});

describe('where one supervisor made all others', () => {
  it('each becomes a person of their own by choosing the PIN in private', async () => {
    const { db } = desk.context;
    const anna = await make('Anna');
    const [ben, carla] = [await make('Ben', anna), await make('Carla', anna)];
    const isShared = () =>
      listSignIns(db).flatMap(({ name, isPinShared }) => (isPinShared ? [name] : []));
    expect(isShared()).toEqual(['Ben', 'Carla']);
    // Whoever chose the PIN still knows it if it is set again unchanged.
    await expect(changePin(db, as(ben), { pin: pins.Ben, newPin: pins.Ben })).rejects.toThrow(
      'bad-input',
    );
    expect(await approval(anna, pins.Ben)).toBe('not-independent');
    await changePin(db, as(ben), { pin: pins.Ben, newPin: '8263' });
    expect(isShared()).toEqual(['Carla']);
    expect(await approval(anna, '8263')).toBe('approved');
    expect(await approval(ben, pins.Anna)).toBe('approved');
    expect(await approval(carla, '8263')).toBe('approved');
    expect(await approval(anna, pins.Carla)).toBe('not-independent');
    // Now two people can vouch, and a PIN that another person sets depends on that person again.
    expect(await vouch(anna, '8263', carla)).toMatchObject({ result: 'done' });
    await resetPin(db, as(anna), { operatorId: ben.id, newPin: '9174' });
    expect(await approval(anna, '9174')).toBe('not-independent');
  });

  it('no hub hears of a colleague for whom one person alone speaks, whatever the PIN', async () => {
    const { db } = desk.context;
    const anna = await make('Anna');
    const ben = await make('Ben', anna);
    await changePin(db, as(ben), { pin: pins.Ben, newPin: '8263' });
    expect(listForHub(db)).toContainEqual(expect.objectContaining({ id: ben.id, vouched: false }));
    expect(listUnvouched(db)).toEqual([ben.id]);
  });
});

describe('two supervisors vouch', () => {
  it('and whom one made is a person of their own from then on', async () => {
    const [anna, carla] = [await make('Anna'), await make('Carla')];
    const ben = await make('Ben', anna);
    expect(listUnvouched(desk.context.db)).toEqual([ben.id]);
    expect(await vouch(anna, pins.Ben, ben)).toEqual({ result: 'not-independent' });
    expect(await vouch(anna, pins.Anna, ben)).toEqual({ result: 'same-person' });
    await expect(vouch(carla, pins.Ben, ben)).rejects.toThrow('not-allowed');
    await expect(vouch(ben, pins.Carla, ben)).rejects.toThrow('not-allowed');
    const done = { result: 'done', operator: ben, approver: carla.name };
    expect(await vouch(anna, pins.Carla, ben)).toEqual(done);
    expect(listUnvouched(desk.context.db)).toEqual([]);
    expect(await approval(anna, pins.Ben)).toBe('approved');
  });
});

it('no more than two hundred operators are made, also by many calls at once', async () => {
  const { db } = desk.context;
  for (let wall = 0; wall < maxOperators - 1; wall += 1) {
    const id = `00000000-0000-7000-8000-${String(wall).padStart(12, '0')}`;
    insertOperator(db, { id, name: `Op ${wall}`, role: 'operator', pinHash: 'none', wall });
  }
  const made = await Promise.allSettled([make('Anna'), make('Ben'), make('Carla')]);
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(make('Dora')).rejects.toThrow('too-many-operators');
});

it('guesses are not forgiven by one’s own PIN at another place that asks for a supervisor’s', async () => {
  const { db } = desk.context;
  const anna = await make('Anna');
  await make('Ben');
  const results: string[] = [];
  for (let guess = 1990; guess < 1996; guess += 1) {
    const request = { pin: String(guess), roles: rolesWith('approve-purge'), notBy: anna.id };
    // The clock is fixed: no wait ever ends.
    results.push((await approverByPin(db, request, () => 0)).result);
    await leaveStation({ db }, { pin: pins.Anna, to: 'ask' }, () => 0);
  }
  expect(results.filter((result) => result !== 'wait')).toEqual(Array(3).fill('wrong-pin'));
});

it('an hour after the last wrong PIN three more are free', async () => {
  const { db } = desk.context;
  await make('Anna');
  const at = async (minute: number, pin: string) =>
    (await leaveStation({ db }, { pin, to: 'ask' }, () => minute * 60_000)).result;
  for (const minute of [100, 101, 102]) expect(await at(minute, '0000')).toBe('wrong-pin');
  expect(await at(102, pins.Anna)).toBe('wait');
  for (const _ of [1, 2, 3]) expect(await at(163.1, '0000')).toBe('wrong-pin');
  expect(await at(163.1, pins.Anna)).toBe('wait');
});

it('the activity log says whose PIN was reset, and who vouched for whom', async () => {
  const anna = await make('Anna');
  const ben = await make('Ben', anna);
  const reset = activityOfCall('resetPin', { operatorId: ben.id, newPin: '6274' }, ben);
  expect(reset).toMatchObject({ kind: 'settings', detail: 'operator Ben: PIN reset' });
  const value = { result: 'done', operator: ben, approver: 'Carla' };
  expect(activityOfCall('vouchForOperator', {}, value)).toMatchObject({
    detail: 'operator Ben: vouched for, with Carla',
  });
});
