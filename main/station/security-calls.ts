import { listOperators } from '../../db/operators.ts';
import { securityCalls } from '../../preload/contract/station/care.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { type Caller, operatorIdOf } from '../base/context.ts';
import { type SignInAnswer, signIn } from '../operators/operators.ts';
import type { KeyHolders } from './key-holders.ts';

type Changed = { result: 'done' } | Exclude<SignInAnswer, { result: 'signed-in' }>;

interface SecurityParts extends Pick<CallParts, 'context' | 'log'> {
  keyHolders: KeyHolders;
}

/** Calls about what guards the store's key, and whose passphrase opens it. */
export function securityAnswers({ context, keyHolders, log }: SecurityParts) {
  const { db } = context;
  const afterPin = async (
    caller: Caller,
    pin: string,
    act: () => void | Promise<void>,
  ): Promise<Changed> => {
    // A desk that was left open must not reveal its key.
    const answer = await signIn(db, { operatorId: operatorIdOf(caller), pin });
    if (answer.result !== 'signed-in') return answer;
    await act();
    return { result: 'done' };
  };
  return answers(securityCalls, {
    unlockStore: () => {
      throw new CallFailure('already-done');
    },
    getKeyProtection: () => {
      const operators = listOperators(db);
      return {
        protection: keyHolders.protection(),
        holders: keyHolders.list().map(({ id, operatorId, since }) => ({
          id,
          operator: operators.find((one) => one.id === operatorId) ?? null,
          since,
        })),
      };
    },
    giveKey: ({ operatorId, phrase, pin }, caller) => {
      if (!listOperators(db).some(({ id }) => id === operatorId))
        throw new CallFailure('not-found');
      return afterPin(caller, pin, async () => {
        await keyHolders.add(operatorId, phrase);
        log.info({ operator: operatorId, by: caller.operator?.id }, 'pass phrase given');
      });
    },
    takeKey: ({ id, pin }, caller) =>
      afterPin(caller, pin, () => {
        keyHolders.remove(id);
        const left = keyHolders.list().length;
        log.info({ left, by: caller.operator?.id }, 'pass phrase taken');
      }),
  });
}
