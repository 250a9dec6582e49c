import { leaveStation } from '../use-cases/leave-station.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

/** The one way out of a kiosk or a door. */
export function stationExitHandlers(desk: Desk): Pick<Handlers, 'leaveStation'> {
  return {
    leaveStation: async (input) => {
      const answer = await leaveStation(desk.context, input);
      const operator = answer.result === 'approved' ? answer.operator.id : null;
      desk.log.info({ to: input.to, result: answer.result, operator }, 'the way out was asked for');
      if (answer.result !== 'approved') return answer;
      // After the answer has gone out.
      if (input.to === 'settings') setImmediate(() => desk.restart());
      if (input.to === 'leave') setImmediate(() => desk.leave());
      return answer;
    },
  };
}
