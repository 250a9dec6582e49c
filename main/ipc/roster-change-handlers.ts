import { correctSpelling, registerWalkIn, replaceDelegate } from '../use-cases/roster-changes.ts';
import { withSecondPerson } from '../use-cases/second-person.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

type RosterChangeHandlers = Pick<
  Handlers,
  'registerWalkIn' | 'correctSpelling' | 'replaceDelegate'
>;

/** The calls by which a desk changes the roster: facts first, which travel to the hub. */
export function rosterChangeHandlers(desk: Desk): RosterChangeHandlers {
  const { context } = desk;
  return {
    registerWalkIn: (input, caller) => {
      const registered = registerWalkIn(context, caller, input);
      desk.factWritten();
      return registered;
    },
    correctSpelling: (input, caller) => {
      correctSpelling(context, caller, input);
      // A badge that waits shows the name as it is when it prints.
      desk.queue.wake();
      desk.factWritten();
    },
    replaceDelegate: ({ pin, ...input }, caller) =>
      withSecondPerson(context, caller, { pin, right: 'approve-replacement' }, (by) => {
        const approved = { approver: by.name, approvedBy: by.id };
        const replaced = replaceDelegate(context, caller, { ...input, ...approved });
        desk.queue.wake();
        desk.factWritten();
        return replaced;
      }),
  };
}
