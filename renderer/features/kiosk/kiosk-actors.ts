import { fromCallback, fromPromise } from 'xstate';
import type { KioskLookUp, KioskPrintView } from '../../../preload/contract/kiosk.ts';
import type { NoticeName } from '../../../preload/contract.ts';
import { ask, onNotice } from '../../client/ask.ts';
import { kioskMachine } from './machine/machine.ts';
import type { HelpReason, KioskEvent, Spelling } from './machine/types.ts';

/** Milliseconds between two looks where a notice may not have come. */
const lookAgain = 2_000;

/** The machine with the main process behind it. */
export const connectedKiosk = kioskMachine.provide({
  actors: {
    lookUp: fromPromise(({ input }: { input: KioskLookUp }) => ask('kioskLookUp', input)),
    correct: fromPromise(({ input }: { input: { token: string; spelling: Spelling } }) =>
      ask('kioskCorrect', { token: input.token, correction: input.spelling }),
    ),
    checkIn: fromPromise(
      ({ input }: { input: { token: string; consents: Record<string, boolean> } }) =>
        ask('kioskCheckIn', input),
    ),
    wipe: fromPromise(() => ask('kioskWipe')),
    watchPrint: fromCallback<KioskEvent, { token: string }>(({ sendBack, input }) => {
      let told = '';
      return repeated(['printJobsChanged', 'printersChanged'], async () => {
        const view = await ask('kioskPrinting', { token: input.token }).catch(() => unclear);
        const said = JSON.stringify(view);
        if (said === told) return;
        told = said;
        sendBack({ type: 'PRINT', view });
      });
    }),
    callHelp: fromPromise(({ input }: { input: { reason: HelpReason; code: string | null } }) =>
      ask('callForHelp', input),
    ),
    watchHelp: fromCallback<KioskEvent, { callId: string }>(({ sendBack, input }) =>
      repeated(['countsChanged', 'syncChanged'], async () => {
        const state = await ask('getHelpCall', { callId: input.callId }).catch(() => null);
        if (state?.answered === true) sendBack({ type: 'HELP_ANSWERED' });
      }),
    ),
  },
});

/** Nobody can say any more how the badge stands. */
const unclear: KioskPrintView = { state: 'unclear', confirmed: false, printer: null, moved: false };

/** Looks now, upon each notice and every two seconds, one look at a time; returns the function that ends it. */
function repeated(notices: readonly NoticeName[], look: () => Promise<void>): () => void {
  let open = true;
  let due = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (!open) return;
    if (due) {
      again = true;
      return;
    }
    due = true;
    again = false;
    await look();
    due = false;
    if (again) void run();
  };
  const ends = notices.map((notice) => onNotice(notice, () => void run()));
  const timer = setInterval(() => void run(), lookAgain);
  void run();
  return () => {
    open = false;
    clearInterval(timer);
    for (const end of ends) end();
  };
}
