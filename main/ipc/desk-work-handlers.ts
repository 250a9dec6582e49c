import { listUnvouched } from '../../db/operators.ts';
import { delegationView } from '../use-cases/delegation-roster.ts';
import { writeNote } from '../use-cases/notes.ts';
import {
  changePin,
  changeRole,
  deactivateOperator,
  resetPin,
  vouchForOperator,
} from '../use-cases/operator-changes.ts';
import { overrideRefusal } from '../use-cases/override-refusal.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

type DeskWorkHandlers = Pick<
  Handlers,
  | 'overrideRefusal'
  | 'getDelegation'
  | 'writeNote'
  | 'changePin'
  | 'resetPin'
  | 'changeRole'
  | 'deactivateOperator'
  | 'listUnvouched'
  | 'vouchForOperator'
>;

/** Overrides, delegations, notes, and changes of operators. */
export function deskWorkHandlers(desk: Desk): DeskWorkHandlers {
  const { context, log } = desk;
  const { db } = context;
  return {
    overrideRefusal: async (input, caller) => {
      const answer = await overrideRefusal(context, caller, input);
      log.info({ outcome: input.outcome, result: answer.result }, 'override');
      if (answer.result === 'granted') {
        const target = { kind: 'delegate' as const, delegateId: input.delegateId };
        const { key, identity } = input;
        desk.answered({ key, target, identity }, answer.answer);
      }
      return answer;
    },
    getDelegation: ({ code }) => delegationView(context, code),
    writeNote: (input, caller) => {
      const written = writeNote(context, caller, input);
      desk.factWritten();
      return written;
    },
    changePin: (input, caller) => changePin(db, caller, input),
    resetPin: async (input, caller) => {
      const operator = await resetPin(db, caller, input);
      log.info({ operator: operator.id, by: caller.operator?.id }, 'PIN reset');
      desk.notify('stationChanged', null);
      return operator;
    },
    changeRole: (input, caller) => {
      const operator = changeRole(db, caller, input);
      log.info({ operator: operator.id, by: caller.operator?.id }, 'role changed');
      return operator;
    },
    deactivateOperator: (input, caller) => {
      const operator = deactivateOperator(db, caller, input);
      desk.keyHolders.leave(input.operatorId);
      log.info({ operator: input.operatorId, by: caller.operator?.id }, 'operator deactivated');
      desk.notify('stationChanged', null);
      return operator;
    },
    listUnvouched: () => listUnvouched(db),
    vouchForOperator: async (input, caller) => {
      const answer = await vouchForOperator(context, caller, input);
      const { result } = answer;
      log.info({ operator: input.operatorId, by: caller.operator?.id, result }, 'vouched for');
      desk.notify('stationChanged', null);
      return answer;
    },
  };
}
