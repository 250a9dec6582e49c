import { listUnvouched } from '../../db/operators.ts';
import { delegationCalls } from '../../preload/contract/delegation.ts';
import { fromPaperCalls } from '../../preload/contract/from-paper.ts';
import { operatorCalls } from '../../preload/contract/operators.ts';
import { overrideCalls } from '../../preload/contract/override.ts';
import { answers, type CallParts } from '../calls.ts';
import type { KeyHolders } from '../security/key-holders.ts';
import { type CheckInParts, checkInAnswered } from './check-in-calls.ts';
import { delegationView } from './delegation-roster.ts';
import { enterFromPaper } from './from-paper.ts';
import { writeNote } from './notes.ts';
import {
  changePin,
  changeRole,
  deactivateOperator,
  resetPin,
  vouchForOperator,
} from './operator-changes.ts';
import { overrideRefusal } from './override-refusal.ts';

/** Admissions that a ticket alone does not make, delegations, and notes. */
export function deskAnswers(desk: CheckInParts) {
  const { context, log } = desk;
  return answers(
    { ...overrideCalls, ...fromPaperCalls, ...delegationCalls },
    {
      overrideRefusal: async (input, caller) => {
        const answer = await overrideRefusal(context, caller, input);
        log.info({ outcome: input.outcome, result: answer.result }, 'override');
        if (answer.result === 'granted') {
          const target = { kind: 'delegate' as const, delegateId: input.delegateId };
          const { key, identity } = input;
          checkInAnswered(desk, { key, target, identity }, answer.answer);
        }
        return answer;
      },
      enterFromPaper: (input, caller) => {
        const answer = enterFromPaper(context, caller, input);
        if (answer.outcome === 'entered') {
          if (answer.prints) desk.queue.wake();
          desk.factWritten();
        }
        return answer;
      },
      getDelegation: ({ code }) => delegationView(context, code),
      writeNote: (input, caller) => {
        const written = writeNote(context, caller, input);
        desk.factWritten();
        return written;
      },
    },
  );
}

interface OperatorParts extends CallParts {
  keyHolders: Pick<KeyHolders, 'leave'>;
}

/** What becomes of operators. */
export function operatorAnswers(desk: OperatorParts) {
  const { context, log } = desk;
  const { db } = context;
  return answers(operatorCalls, {
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
  });
}
