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
  // The context's own operators have no comparable PIN.
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
    const asker = await person('Paula', 'protocol', '161718');
    await person('Petra', 'protocol', '272829');
    expect(await ask(asker, '272829')).toEqual({
      answer: { result: 'done' },
      approvedBy: 'Petra',
    });
  });

  it('is not done with one’s own PIN, nor with that of somebody without the right', async () => {
    const asker = await person('Paula', 'protocol', '161718');
    await person('Otto', 'operator', '373839');
    await person('Sven', 'security-officer', '474849');
    for (const [pin, result] of [
      ['161718', 'same-person'],
      ['373839', 'wrong-pin'],
      ['474849', 'wrong-pin'],
    ] as const) {
      expect(await ask(asker, pin), pin).toEqual({ answer: { result }, approvedBy: null });
    }
    expect((await ask(asker, '474849', 'approve-stop-list')).approvedBy).toBe('Sven');
  });

  it('follows a role that a supervisor gave, which nobody gives to themselves', async () => {
    const { db } = desk.context;
    const chief = await person('Anna', 'supervisor', '575859');
    const petra = await person('Petra', 'protocol', '272829');
    const otto = await person('Otto', 'operator', '373839');
    const operatorId = otto.operator?.id ?? '';
    expect((await ask(chief, '373839')).answer.result).toBe('wrong-pin');
    changeRole(db, chief, { operatorId, role: 'protocol' });
    expect((await ask(chief, '373839')).answer.result).toBe('not-independent');
    expect((await ask(petra, '373839')).approvedBy).toBe('Otto');
    expect(await signIn(db, { operatorId, pin: '373839' })).toMatchObject({
      operator: { role: 'protocol' },
    });
    const own = { operatorId: chief.operator?.id ?? '', role: 'operator' as const };
    expect(() => changeRole(db, chief, own)).toThrowError(
      expect.objectContaining({ code: 'not-allowed' }),
    );
  });
});
