import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { callForHelp, helpCallState } from '../../../main/kiosk/kiosk-calls.ts';
import { appendEvent } from '../../../main/ledger/append-event.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

const events = () => chainOf(desk.context.db, desk.context.self.station, 1);

describe('help', () => {
  it('is a fact that says nothing of the person, and its answer is seen', () => {
    const { callId, code } = callForHelp(desk.context, { reason: 'asked', code: null });
    expect(code).toMatch(/^[A-Z]{4}$/);
    expect(events()).toMatchObject([{ type: 'help-called', delegateId: null, operatorId: null }]);
    expect(helpCallState(desk.context, callId)).toEqual({ answered: false });
    desk.context.db
      .transaction(() =>
        appendEvent(desk.context, {
          type: 'help-answered',
          delegateId: null,
          checkpoint: null,
          targetId: callId,
          operatorId: desk.caller.operator?.id ?? null,
          badgeSerial: null,
          payload: {},
        }),
      )
      .immediate();
    expect(helpCallState(desk.context, callId)).toEqual({ answered: true });
  });

  it('keeps the code that is on the screen', () => {
    expect(callForHelp(desk.context, { reason: 'see-desk', code: 'BCDF' }).code).toBe('BCDF');
  });
});
