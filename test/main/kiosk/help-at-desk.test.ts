import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerHelp, hearHelpCalls, helpCallViews } from '../../../main/kiosk/help-at-desk.ts';
import { callForHelp, helpCallState } from '../../../main/kiosk/kiosk-calls.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

describe('calls for help at a desk', () => {
  it('are answered once, and the station that called is told', () => {
    const { callId } = callForHelp(desk.context, { reason: 'printer', code: 'BCDF' });
    expect(helpCallViews(desk.context)).toMatchObject([
      { id: callId, stationName: 'Desk 1', reason: 'printer', code: 'BCDF', answer: null },
    ]);
    answerHelp(desk.context, desk.caller, callId);
    expect(helpCallState(desk.context, callId)).toEqual({ answered: true });
    expect(helpCallViews(desk.context)).toMatchObject([{ answer: { operatorName: 'Operator' } }]);
    expect(() => answerHelp(desk.context, desk.supervisor, callId)).toThrowError(
      expect.objectContaining({ code: 'already-done' }),
    );
  });

  it('stay listed but quiet after a quarter of an hour', () => {
    callForHelp(desk.context, { reason: 'asked', code: null });
    expect(helpCallViews(desk.context)).toMatchObject([{ quiet: false }]);
    desk.pass(16 * 60_000);
    expect(helpCallViews(desk.context)).toMatchObject([{ quiet: true }]);
    desk.pass(12 * 3_600_000);
    expect(helpCallViews(desk.context)).toEqual([]);
  });

  it.each(['2018-08-23T09:00:00+02:00', '2018-11-11T09:00:00+01:00'])(
    'are shown and loud when they arrive, though the clock of the caller or of the desk says %s',
    (moved) => {
      hearHelpCalls(desk.context);
      desk.setClock(moved);
      const { callId } = callForHelp(desk.context, { reason: 'asked', code: null });
      desk.setClock('2018-10-02T09:00:00+02:00');
      expect(helpCallViews(desk.context)).toMatchObject([{ id: callId, quiet: false }]);
      desk.setClock(moved);
      expect(helpCallViews(desk.context)).toMatchObject([{ id: callId, quiet: false }]);
    },
  );

  it('keep who asks and what is no call out', () => {
    expect(() =>
      answerHelp(desk.context, desk.caller, '00000000-0000-7000-8000-000000000000'),
    ).toThrowError(expect.objectContaining({ code: 'not-found' }));
    const { callId } = callForHelp(desk.context, { reason: 'asked', code: null });
    expect(() => answerHelp(desk.context, { operator: null }, callId)).toThrowError(
      expect.objectContaining({ code: 'sign-in-needed' }),
    );
  });

  it('know a reason that a newer version wrote as another one', () => {
    callForHelp(desk.context, { reason: 'lost-child', code: null });
    expect(helpCallViews(desk.context)).toMatchObject([{ reason: 'other' }]);
  });
});
