import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ticketFileName } from '../../domain/tickets/tickets-file.ts';
import { ticketCalls } from '../../preload/contract/tickets.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { failureOf } from '../roster/import/failure.ts';
import type { Mailing } from './mailing.ts';
import type { TicketWork } from './ticket-work.ts';

interface TicketParts extends CallParts {
  reads: TicketWork;
  mailing: Mailing;
}

/** Tickets to a file, and by e-mail. */
export function ticketAnswers(desk: TicketParts) {
  return answers(ticketCalls, {
    saveTickets: async (input, { operator }) => {
      const path = await desk.dialogs.saveTickets(ticketFileName(input.format));
      if (path === null) return null;
      const { bytes, tickets } = await desk.reads.tickets(input);
      // For its owner only: a code admits.
      await writeFile(path, bytes, { mode: 0o600 }).catch((error: unknown) => {
        throw new CallFailure('file-not-written', basename(path), error);
      });
      desk.log.info({ operator: operator?.id, format: input.format, tickets }, 'tickets saved');
      return { tickets };
    },
    getTicketMail: () => desk.mailing.view(),
    getTicketMailOf: ({ delegateId }) => desk.mailing.viewOf(delegateId),
    previewTicketMail: ({ language }) => desk.mailing.preview(language),
    saveMailSettings: (input) => desk.mailing.saveSettings(input),
    sendTestMail: async (input) => {
      const outcome = await desk.mailing.test(input);
      const result = outcome.kind === 'blocked' ? outcome.problem : outcome.kind;
      return { result, answer: outcome.answer };
    },
    startMailing: (_input, { operator }) => {
      const queued = desk.mailing.start();
      desk.log.info({ operator: operator?.id, queued }, 'tickets to be sent');
      return { queued };
    },
    stopMailing: () => ({ stopped: desk.mailing.stop() }),
    sendTicketAgain: (input) => desk.mailing.again(input),
    importBounces: async () => {
      const path = await desk.dialogs.chooseBounces();
      if (path === null) return null;
      try {
        const { readAddresses } = await import('./read-addresses.ts');
        return desk.mailing.bounce(await readAddresses(path));
      } catch (error) {
        const { code, detail } = failureOf(error);
        throw new CallFailure(code, detail, error);
      }
    },
  });
}
