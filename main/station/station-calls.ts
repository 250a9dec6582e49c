import { listOperators } from '../../db/operators.ts';
import { healthCalls, type Station, stationCalls } from '../../preload/contract/station/station.ts';
import type { ParsedCallInput } from '../../preload/contract.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { operatorIdOf } from '../base/context.ts';
import { addOperator, createFirstSupervisor, signIn } from '../operators/operators.ts';
import type { DeskSession } from '../operators/session.ts';
import { deskCounts } from '../roster/views.ts';
import type { StationHealth } from './health/station-health.ts';

interface Parts extends Pick<CallParts, 'context'> {
  session: DeskSession;
  health: Pick<StationHealth, 'camera'>;
  station(): Station;
  saveSettings(change: ParsedCallInput<'saveStationSettings'>): Station;
}

/** The calls that every start makes: how the station is, and who signs in. */
export function stationAnswers(desk: Parts) {
  const { context, session, health } = desk;
  return answers(
    { ...stationCalls, ...healthCalls },
    {
      getStation: () => desk.station(),
      tellCamera: ({ state }) => health.camera(state),
      getCounts: () => deskCounts(context),
      listOperators: () => listOperators(context.db),
      signIn: async (input) => {
        const answer = await signIn(context.db, input);
        if (answer.result === 'signed-in') session.signIn(answer.operator);
        return answer;
      },
      lock: () => session.signOut(),
      createFirstSupervisor: async (input) => {
        const operator = await createFirstSupervisor(context.db, input);
        session.signIn(operator);
        return operator;
      },
      addOperator: (input, caller) => addOperator(context.db, input, operatorIdOf(caller)),
      saveStationSettings: (input) => desk.saveSettings(input),
    },
  );
}
