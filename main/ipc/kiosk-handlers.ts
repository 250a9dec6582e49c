import { readPrinters } from '../config/station-settings.ts';
import { callForHelp, helpCallState } from '../use-cases/help-calls.ts';
import { kioskCheckIn, kioskCorrect } from '../use-cases/kiosk-check-in.ts';
import { KioskGuesses } from '../use-cases/kiosk-guesses.ts';
import { kioskLookUp } from '../use-cases/kiosk-look-up.ts';
import { kioskPrinting } from '../use-cases/kiosk-printing.ts';
import { KioskVisits } from '../use-cases/kiosk-visits.ts';
import { badgePreview } from './badge-preview.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

type KioskHandlers = Pick<
  Handlers,
  | 'kioskLookUp'
  | 'kioskPreview'
  | 'kioskCorrect'
  | 'kioskCheckIn'
  | 'kioskPrinting'
  | 'kioskWipe'
  | 'callForHelp'
  | 'getHelpCall'
>;

/** The calls of a self-service kiosk. The delegate's identity is kept here, not on the page. */
export function kioskHandlers(desk: Desk): KioskHandlers {
  const { context } = desk;
  const visits = new KioskVisits();
  const parts = { context, visits, guesses: new KioskGuesses() };
  return {
    kioskLookUp: (input) => {
      const answer = kioskLookUp(parts, input);
      const source = input.kind === 'scan' ? input.scan.source : 'typed';
      desk.log.info({ outcome: answer.outcome, source }, 'kiosk look-up');
      if (answer.outcome === 'see-desk' || answer.outcome === 'badge-shown') desk.factWritten();
      return answer;
    },
    kioskPreview: async ({ token }) => {
      const { png, width, height } = await badgePreview(desk, visits.of(token).delegateId);
      return { png, width, height };
    },
    kioskCorrect: ({ token, correction }) => {
      const { printedName, givenName, familyName } = correction;
      const person = kioskCorrect(context, visits.of(token), {
        ...(printedName === undefined ? {} : { printedName }),
        ...(givenName === undefined ? {} : { givenName }),
        ...(familyName === undefined ? {} : { familyName }),
      });
      if (person === null) return { result: 'too-different' };
      desk.queue.wake();
      desk.factWritten();
      return { result: 'corrected', person };
    },
    kioskCheckIn: ({ token, consents }) => {
      const visit = visits.of(token);
      const admission = kioskCheckIn(context, visit, consents);
      const { answer, jobId } = admission;
      if (answer.outcome === 'admitted') visits.admitted(token, admission);
      if (jobId !== null) desk.queue.wake(jobId, performance.now());
      desk.log.info({ outcome: answer.outcome, source: visit.source, jobId }, 'kiosk decision');
      desk.factWritten();
      return answer;
    },
    kioskPrinting: ({ token }) =>
      kioskPrinting(context, visits.of(token), (id) => printerName(desk, id)),
    kioskWipe: () => visits.end(),
    callForHelp: (input) => {
      const called = callForHelp(context, input);
      desk.factWritten();
      return called;
    },
    getHelpCall: ({ callId }) => helpCallState(context, callId),
  };
}

function printerName({ context, parts }: Desk, id: string): string | null {
  return readPrinters(context.db, parts.config).find((one) => one.id === id)?.name ?? null;
}
