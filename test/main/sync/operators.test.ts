import { afterEach, describe, expect, it } from 'vitest';
import type { ReadableDatabase } from '../../../db/base/types.ts';
import { listForHub, listOperators, listSignIns } from '../../../db/operators.ts';
import { textOrder } from '../../../domain/base/text-order.ts';
import type { Operator, OperatorRole } from '../../../domain/operators/rights.ts';
import { adoptOperator } from '../../../main/operators/adopt.ts';
import { approverByPin } from '../../../main/operators/approve.ts';
import {
  changeRole,
  deactivateOperator,
  vouchForOperator,
} from '../../../main/operators/operator-changes.ts';
import { addOperator, signIn } from '../../../main/operators/operators.ts';
import type { SyncParts } from '../../../main/sync/sync-parts.ts';
import { cleanUp, makeDesk, person, rigWithDesk, type SyncDesk } from './support.ts';

afterEach(cleanUp);

const as = (operator: Operator) => ({ operator });
const dbOf = (desk: SyncDesk) => desk.context.db;

/** Two desks of one hub, each with its own supervisor, and another supervisor at the first. */
async function twoDesks() {
  const { rig } = await rigWithDesk();
  const open = async (name: string): Promise<SyncDesk> => {
    let made: SyncDesk | null = null;
    const describe: SyncParts['describe'] = () => ({
      name,
      version: '1',
      operators: made === null ? [] : listForHub(dbOf(made)),
    });
    const desk = await makeDesk(rig, { name, parts: { describe } });
    made = desk;
    // The context's own operators have no comparable PIN.
    dbOf(desk).prepare('DELETE FROM operator').run();
    return desk;
  };
  const [one, two] = [await open('Desk 1'), await open('Desk 2')];
  const sara = await add(one, 'Sara', '7391', 'supervisor');
  const sven = await add(one, 'Sven', '7392', 'supervisor');
  const tom = await add(two, 'Tom', '8402', 'supervisor');
  return { rig, open, one, two, sara, sven, tom };
}

const add = (
  { context }: SyncDesk,
  name: string,
  pin: string,
  role: OperatorRole = 'operator',
  by: Operator | null = null,
) => addOperator(context.db, { name, pin, role }, by?.id ?? null);

/** Syncs so that the first desk's changes reach the others. */
async function meet(...desks: readonly SyncDesk[]): Promise<void> {
  for (const desk of desks) await desk.sync();
  for (const desk of desks) await desk.sync();
}

// Fixed: on a busy machine three PINs may take longer than the wait after them.
const now = Date.now();
const adopt = ({ context }: SyncDesk, { id }: Operator, approval: string, pin = '9174') =>
  adoptOperator(context.db, { operatorId: id, pin, approval }, () => now);

/** The sign-in's order: supervisors first, then by name. */
const inOrder = (a: Operator, b: Operator): number =>
  Number(b.role === 'supervisor') - Number(a.role === 'supervisor') ||
  textOrder('en')(a.name, b.name);
const signInsOf = (db: ReadableDatabase) =>
  listSignIns(db).sort((a, b) => Number(a.isNew) - Number(b.isNew) || inOrder(a, b));
const newAt = (desk: SyncDesk) =>
  signInsOf(dbOf(desk)).flatMap(({ name, role, madeAt, isNew }) =>
    isNew ? [`${name}, ${role}, ${madeAt}`] : [],
  );

const rolesAt = (desk: SyncDesk) =>
  listOperators(dbOf(desk))
    .sort(inOrder)
    .map((one) => `${one.name} ${one.role}`);

describe('an operator made at one desk', () => {
  it('signs in at another with a PIN of that desk, once a supervisor there confirms it', async () => {
    const { one, two, sara } = await twoDesks();
    const ana = await add(one, 'Ana', '4711');
    await meet(one, two);
    expect(newAt(two)).toEqual([
      'Sara, supervisor, Desk 1',
      'Sven, supervisor, Desk 1',
      'Ana, operator, Desk 1',
    ]);
    expect(newAt(one)).toEqual(['Tom, supervisor, Desk 2']);
    const attempt = (pin: string) => signIn(dbOf(two), { operatorId: ana.id, pin });
    await expect(attempt('4711')).rejects.toThrow('not-found');
    // Neither the new PIN itself nor the PIN of another desk's supervisor confirms it.
    expect(await adopt(two, ana, '9174')).toEqual({ result: 'wrong-pin' });
    expect(await adopt(two, ana, '7391')).toEqual({ result: 'wrong-pin' });
    await expect(attempt('9174')).rejects.toThrow('not-found');
    expect(await adopt(two, ana, '8402')).toEqual({
      result: 'adopted',
      operator: ana,
      approver: 'Tom',
    });
    expect(await attempt('4711')).toEqual({ result: 'wrong-pin' });
    expect(await attempt('9174')).toEqual({ result: 'signed-in', operator: ana });
    expect(await signIn(dbOf(one), { operatorId: ana.id, pin: '4711' })).toMatchObject({
      operator: ana,
    });
    await expect(adopt(two, ana, '8402')).rejects.toThrow('not-found');
    two.caller.operator = ana;
    expect(two.admit(person(1)).outcome).toBe('admitted');
    await meet(two, one);
    expect(
      dbOf(one)
        .prepare('SELECT DISTINCT operator_id FROM attendance_event WHERE operator_id IS NOT NULL')
        .pluck()
        .all(),
    ).toEqual([ana.id]);
    expect(listOperators(dbOf(one)).map(({ id }) => id)).toContain(sara.id);
  });

  it('waits after wrong confirmations like after wrong PINs', async () => {
    const { one, two, sara } = await twoDesks();
    await meet(one, two);
    for (let times = 0; times < 3; times += 1) {
      expect(await adopt(two, sara, '0000')).toEqual({ result: 'wrong-pin' });
    }
    expect(await adopt(two, sara, '8402')).toMatchObject({ result: 'wait' });
    expect(newAt(two)).toContain('Sara, supervisor, Desk 1');
  });

  it('by one person alone is offered nowhere before a second one vouches', async () => {
    const { one, two, sara, sven } = await twoDesks();
    const mallory = await add(one, 'Mallory', '6167', 'supervisor', sara);
    await meet(one, two);
    expect(newAt(two).join()).not.toContain('Mallory');
    await expect(adopt(two, mallory, '8402')).rejects.toThrow('not-found');
    const vouch = { operatorId: mallory.id, pin: '7392' };
    expect(await vouchForOperator(one.context, as(sara), vouch)).toMatchObject({ result: 'done' });
    await meet(one, two);
    expect(newAt(two)).toContain('Mallory, supervisor, Desk 1');
    expect(sven.name).toBe('Sven');
  });

  it('is no second person for the supervisor who confirmed the PIN, and may have chosen it', async () => {
    const { one, two, sara, tom } = await twoDesks();
    await meet(one, two);
    expect(await adopt(two, sara, '8402')).toMatchObject({ result: 'adopted' });
    const request = { pin: '9174', roles: ['supervisor' as const], notBy: tom.id };
    expect(await approverByPin(dbOf(two), request)).toEqual({ result: 'not-independent' });
  });

  it('under one name at two desks is two operators; a supervisor does not confirm themself', async () => {
    const { one, two } = await twoDesks();
    await add(two, 'sara', '5093', 'supervisor');
    await meet(one, two);
    expect(signInsOf(dbOf(two)).filter(({ name }) => /sara/i.test(name))).toMatchObject([
      { name: 'sara', madeAt: null, isNew: false },
      { name: 'Sara', madeAt: 'Desk 1', isNew: true },
    ]);
    const sara = signInsOf(dbOf(two)).find(({ name }) => name === 'Sara');
    if (sara === undefined) throw new Error('no Sara');
    expect(await adopt(two, sara, '5093')).toEqual({ result: 'same-person' });
    expect(await adopt(two, sara, '8402')).toMatchObject({ result: 'adopted' });
  });
});

describe('what becomes of an operator', () => {
  it('deactivated at one desk: deactivated at all, for good, except a last supervisor', async () => {
    const { open, one, two, sara, tom } = await twoDesks();
    const three = await open('Desk 3');
    const ana = await add(one, 'Ana', '4711');
    await meet(one, two, three);
    await adopt(two, ana, '8402');
    await adopt(two, sara, '8402');
    deactivateOperator(dbOf(two), as(tom), { operatorId: ana.id });
    deactivateOperator(dbOf(two), as(tom), { operatorId: sara.id });
    await meet(two, one, three);
    expect(rolesAt(one)).toEqual(['Sven supervisor']);
    expect(newAt(three)).toEqual(['Sven, supervisor, Desk 1', 'Tom, supervisor, Desk 2']);
    expect(newAt(two)).toEqual(['Sven, supervisor, Desk 1']);
    await adopt(two, listSignInOf(two, 'Sven'), '8402');
    deactivateOperator(dbOf(two), as(tom), { operatorId: listSignInOf(two, 'Sven').id });
    await meet(two, one, three);
    expect(signInsOf(dbOf(one))).toMatchObject([
      { name: 'Sven', isEnded: true },
      { name: 'Tom', isNew: true },
    ]);
    expect(newAt(three)).toEqual(['Tom, supervisor, Desk 2']);
  });

  it('with another role: fewer rights follow, more wait for a supervisor of the other desk', async () => {
    const { one, two, sara, sven, tom } = await twoDesks();
    const ana = await add(one, 'Ana', '4711');
    await meet(one, two);
    await adopt(two, ana, '8402');
    changeRole(dbOf(one), as(sara), { operatorId: ana.id, role: 'supervisor' });
    const vouch = { operatorId: ana.id, pin: '7392' };
    await vouchForOperator(one.context, as(sara), vouch);
    await meet(one, two);
    expect(rolesAt(two)).toEqual(['Tom supervisor', 'Ana operator']);
    const to = (role: OperatorRole) => () =>
      changeRole(dbOf(two), as(tom), { operatorId: ana.id, role });
    expect(to('organiser')).toThrow('not-allowed');
    to('supervisor')();
    await meet(two, one);
    expect(rolesAt(two)).toEqual(['Ana supervisor', 'Tom supervisor']);
    changeRole(dbOf(one), as(sven), { operatorId: ana.id, role: 'operator' });
    dbOf(one).prepare("UPDATE operator SET name = 'Ana L.' WHERE id = ?").run(ana.id);
    await meet(one, two);
    expect(rolesAt(two)).toEqual(['Tom supervisor', 'Ana L. operator']);
  });

  it('whose desk was revoked: belongs to the next desk that has them', async () => {
    const { rig, one, two, tom } = await twoDesks();
    const ana = await add(one, 'Ana', '4711');
    await meet(one, two);
    await adopt(two, ana, '8402');
    await rig.hub.revokeStation(one.context.self.station);
    await meet(two);
    changeRole(dbOf(two), as(tom), { operatorId: ana.id, role: 'protocol' });
    await meet(two);
    expect(rolesAt(two)).toContain('Ana protocol');
  });

  it('without a hub: only the desk’s own are offered, and they go on', async () => {
    const { one, two, sara } = await twoDesks();
    one.between = two.between = () => Promise.reject(new Error('no hub'));
    await expect(one.sync()).rejects.toThrow();
    expect([newAt(one), newAt(two)]).toEqual([[], []]);
    expect(await signIn(dbOf(one), { operatorId: sara.id, pin: '7391' })).toMatchObject({
      result: 'signed-in',
    });
  });
});

describe('a hostile desk', () => {
  it('that vouches for a supervisor alone gives them no sign-in at another desk', async () => {
    const { rig, two } = await twoDesks();
    const id = '0192d3a0-0000-7000-8000-00000000dead';
    let role: OperatorRole = 'operator';
    const operators = () => [{ id, name: 'Tom', role, active: true, vouched: true }];
    const describe = () => ({ name: 'Bad', version: '1', operators: operators() });
    const bad = await makeDesk(rig, { name: 'Bad', parts: { describe } });
    await meet(bad, two);
    expect(newAt(two)).toEqual(['Tom, operator, Bad']);
    await expect(signIn(dbOf(two), { operatorId: id, pin: '9174' })).rejects.toThrow('not-found');
    const wanted = { id, name: 'Tom', role };
    expect(await adopt(two, wanted, '9174')).toEqual({ result: 'wrong-pin' });
    expect(await adopt(two, wanted, '8402')).toMatchObject({ result: 'adopted' });
    role = 'supervisor';
    await meet(bad, two);
    expect(rolesAt(two)).toEqual(['Tom supervisor', 'Tom operator']);
    const request = { pin: '9174', roles: ['supervisor' as const], notBy: null };
    expect(await approverByPin(dbOf(two), request)).toEqual({ result: 'wrong-pin' });
  });
});

function listSignInOf(desk: SyncDesk, name: string): Operator {
  const found = signInsOf(dbOf(desk)).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}
