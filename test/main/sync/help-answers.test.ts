import { afterEach, expect, test } from 'vitest';
import { answerHelp, helpCallViews } from '../../../main/kiosk/help-at-desk.ts';
import { callForHelp, helpCallState } from '../../../main/kiosk/kiosk-calls.ts';
import { cleanUp, makeDesk, rigWithDesk } from './support.ts';

afterEach(cleanUp);

test('“I am going” on the organiser’s page reaches the kiosk that called, and desks by name', async () => {
  const { rig, a } = await rigWithDesk();
  const kiosk = await makeDesk(rig, { name: 'K', mode: 'kiosk' });
  await kiosk.sync();
  const { callId } = callForHelp(kiosk.context, { reason: 'asked', code: null });
  for (const one of [kiosk, a]) await one.sync();
  expect(helpCallState(kiosk.context, callId)).toEqual({ answered: false });
  expect(helpCallViews(a.context)).toMatchObject([{ id: callId, answer: null }]);
  await rig.hub.organiser.answerHelp(callId, 'Marie DUPONT');
  for (const one of [kiosk, a]) await one.sync();
  expect(helpCallState(kiosk.context, callId)).toEqual({ answered: true });
  expect(helpCallViews(a.context)).toMatchObject([
    { id: callId, answer: { operatorName: 'Marie DUPONT' } },
  ]);
  expect(() => answerHelp(a.context, a.caller, callId)).toThrow('already-done');
  expect(await rig.hub.checkAll()).toEqual([]);
});
