import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OperatorRole, Right } from '../../../domain/operators/rights.ts';
import type { Caller } from '../../../main/base/context.ts';
import { withSecondPerson } from '../../../main/operators/approve.ts';
import { changeRole } from '../../../main/operators/operator-changes.ts';
import { addOperator, signIn } from '../../../main/operators/operators.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
  // The context's own operators have no PIN that could be compared.
  desk.context.db.prepare('DELETE FROM operator').run();
});
afterEach(() => desk.close());

async function person(name: string, role: OperatorRole, pin: string): Promise<Caller> {
  return { operator: await addOperator(desk.context.db, { name, role, pin }) };
}
function ask(caller: Caller, pin: string, right: Right = 'approve-replacement') {
  let approvedBy: string | null = null;
  return withSecondPerson(desk.context, caller, { pin, right }, (by) => {
    approvedBy = by.name;
    return {};
  }).then((answer) => ({ answer, approvedBy }));
}

describe('what needs four eyes', () => {
  it('is done with the PIN of somebody else who has the right', async () => {
    const asker = await person('Paula', 'protocol', '111111');
    await person('Petra', 'protocol', '222222');
    expect(await ask(asker, '222222')).toEqual({
      answer: { result: 'done' },
      approvedBy: 'Petra',
    });
  });

  it('is not done with one’s own PIN, nor with that of somebody without the right', async () => {
    const asker = await person('Paula', 'protocol', '111111');
    await person('Otto', 'operator', '333333');
    await person('Sven', 'security-officer', '444444');
    for (const [pin, result] of [
      ['111111', 'same-person'],
      ['333333', 'wrong-pin'],
      ['444444', 'wrong-pin'],
    ] as const) {
      expect(await ask(asker, pin), pin).toEqual({ answer: { result }, approvedBy: null });
    }
    expect((await ask(asker, '444444', 'approve-stop-list')).approvedBy).toBe('Sven');
  });

  it('follows a role that a supervisor gave, which nobody gives to themselves', async () => {
    const { db } = desk.context;
    const chief = await person('Anna', 'supervisor', '555555');
    const petra = await person('Petra', 'protocol', '222222');
    const otto = await person('Otto', 'operator', '333333');
    const operatorId = otto.operator?.id ?? '';
    expect((await ask(chief, '333333')).answer.result).toBe('wrong-pin');
    changeRole(db, chief, { operatorId, role: 'protocol' });
    expect((await ask(chief, '333333')).answer.result).toBe('not-independent');
    expect((await ask(petra, '333333')).approvedBy).toBe('Otto');
    expect(await signIn(db, { operatorId, pin: '333333' })).toMatchObject({
      operator: { role: 'protocol' },
    });
    const own = { operatorId: chief.operator?.id ?? '', role: 'operator' as const };
    expect(() => changeRole(db, chief, own)).toThrowError(
      expect.objectContaining({ code: 'not-allowed' }),
    );
  });
});
