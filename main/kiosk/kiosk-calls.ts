import { kioskCalls } from '../../preload/contract/kiosk.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { readPrinters } from '../base/config/station-settings.ts';
import { badgePreview } from '../printing/badge-preview.ts';
import type { PrintQueue } from '../printing/queue.ts';
import type { Renderer } from '../printing/render/renderer.ts';
import { callForHelp, helpCallState } from './help-calls.ts';
import { kioskCheckIn, kioskCorrect } from './kiosk-check-in.ts';
import { KioskGuesses } from './kiosk-guesses.ts';
import { kioskLookUp } from './kiosk-look-up.ts';
import { kioskPrinting } from './kiosk-printing.ts';
import { KioskVisits } from './kiosk-visits.ts';

interface KioskParts extends CallParts {
  queue: Pick<PrintQueue, 'wake'>;
  renderer: Renderer;
}

/** The calls of a self-service kiosk. The delegate's identity is kept here, not on the page. */
export function kioskAnswers(desk: KioskParts) {
  const { context } = desk;
  const visits = new KioskVisits();
  const parts = { context, visits, guesses: new KioskGuesses() };
  return answers(kioskCalls, {
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
  });
}

function printerName({ context, config }: KioskParts, id: string): string | null {
  return readPrinters(context.db, config).find((one) => one.id === id)?.name ?? null;
}
