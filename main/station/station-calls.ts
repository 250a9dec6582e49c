import { listOperators, listSignIns } from '../../db/operators.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { textOrder } from '../../domain/base/text-order.ts';
import type { Operator } from '../../domain/operators/rights.ts';
import { healthCalls, type Station, stationCalls } from '../../preload/contract/station/station.ts';
import type { ParsedCallInput } from '../../preload/contract.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { operatorIdOf } from '../base/context.ts';
import { adoptOperator } from '../operators/adopt.ts';
import { addOperator, createFirstSupervisor, signIn } from '../operators/operators.ts';
import type { DeskSession } from '../operators/session.ts';
import { deskCounts } from '../roster/views.ts';
import type { StationHealth } from './health/station-health.ts';

interface Parts extends Pick<CallParts, 'context' | 'log'> {
  /** Reports to the hub that an operator was added. */
  link: { nudge(): void };
  session: DeskSession;
  health: Pick<StationHealth, 'camera'>;
  station(): Station;
  saveSettings(change: ParsedCallInput<'saveStationSettings'>): Station;
}

/** Supervisors first, then by name. */
function operatorOrder(language: ScreenLanguage) {
  const order = textOrder(language);
  return (a: Operator, b: Operator): number =>
    Number(b.role === 'supervisor') - Number(a.role === 'supervisor') || order(a.name, b.name);
}

/** The calls that every start makes: the station's state, and the sign-in. */
export function stationAnswers(desk: Parts) {
  const { context, session, health, link, log } = desk;
  return answers(
    { ...stationCalls, ...healthCalls },
    {
      getStation: () => desk.station(),
      tellCamera: ({ state }) => health.camera(state),
      getCounts: () => deskCounts(context),
      listOperators: () => listOperators(context.db).sort(operatorOrder(context.language)),
      listSignIns: () =>
        listSignIns(context.db).sort(
          (a, b) => Number(a.isNew) - Number(b.isNew) || operatorOrder(context.language)(a, b),
        ),
      signIn: async (input) => {
        const answer = await signIn(context.db, input);
        if (answer.result === 'signed-in') session.signIn(answer.operator);
        return answer;
      },
      adoptOperator: async (input) => {
        const answer = await adoptOperator(context.db, input);
        const { result } = answer;
        log.info({ operator: input.operatorId, result }, 'operator of another station');
        if (answer.result === 'adopted') session.signIn(answer.operator);
        return answer;
      },
      lock: () => session.signOut(),
      createFirstSupervisor: async (input) => {
        const operator = await createFirstSupervisor(context.db, input);
        session.signIn(operator);
        link.nudge();
        return operator;
      },
      addOperator: async (input, caller) => {
        const operator = await addOperator(context.db, input, operatorIdOf(caller));
        link.nudge();
        return operator;
      },
      saveStationSettings: (input) => desk.saveSettings(input),
    },
  );
}
