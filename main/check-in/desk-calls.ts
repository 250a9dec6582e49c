import { delegationCalls } from '../../preload/contract/delegation.ts';
import { fromPaperCalls } from '../../preload/contract/from-paper.ts';
import { overrideCalls } from '../../preload/contract/override.ts';
import { answers } from '../base/calls.ts';
import { delegationView } from '../delegations.ts';
import { writeNote } from '../ledger/notes.ts';
import { type CheckInParts, checkInAnswered } from './check-in-calls.ts';
import { enterFromPaper } from './from-paper.ts';
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
