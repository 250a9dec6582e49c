import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import {
  isPersonFormat,
  type PersonFormat,
  ticketFileName,
} from '../../domain/tickets/tickets-file.ts';
import { ticketCalls } from '../../preload/contract/tickets.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { failureOf } from '../roster/import/failure.ts';
import type { Mailing } from './mailing.ts';
import { readTicketDesign, saveTicketDesign } from './ticket-design.ts';
import type { FileFormat, TicketWork } from './ticket-work.ts';
import { writeTicketZip } from './ticket-zip.ts';

interface TicketParts extends CallParts {
  reads: TicketWork;
  mailing: Mailing;
}

/** Tickets to a file, and by e-mail. */
export function ticketAnswers(desk: TicketParts) {
  const progress = (done: number, total: number): void =>
    desk.notify('ticketsProgress', { done, total });
  /** The ZIP that is being written: one at a time. */
  let zipping: { isCancelled: boolean } | null = null;
  const saveZip = async (
    path: string,
    { format, language }: { format: PersonFormat; language: ScreenLanguage },
  ): Promise<number | null> => {
    if (zipping !== null) throw new CallFailure('already-done', 'tickets');
    const job = { isCancelled: false };
    zipping = job;
    try {
      return await writeTicketZip({
        ...{ path, format, language, reads: desk.reads },
        progress,
        isCancelled: () => job.isCancelled,
      });
    } finally {
      zipping = null;
    }
  };
  return answers(ticketCalls, {
    saveTickets: async ({ format, language }, { operator }) => {
      const path = await desk.dialogs.saveTickets(ticketFileName(format));
      if (path === null) return null;
      const tickets = isPersonFormat(format)
        ? await saveZip(path, { format, language })
        : await saveFile(desk, path, { format, language }, progress);
      if (tickets === null) return null;
      desk.log.info({ operator: operator?.id, format, tickets }, 'tickets saved');
      return { tickets };
    },
    getTicketMail: () => desk.mailing.view(),
    getTicketMailOf: ({ delegateId }) => desk.mailing.viewOf(delegateId),
    cancelTickets: () => {
      if (zipping !== null) zipping.isCancelled = true;
    },
    getTicketDesign: () => readTicketDesign(desk.context.db, desk.context.event.file.id),
    saveTicketDesign: (design) => saveTicketDesign(desk.context, design),
    previewTicketMail: (request) => desk.reads.ticketPreview(request),
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

async function saveFile(
  { reads }: Pick<TicketParts, 'reads'>,
  path: string,
  request: { format: FileFormat; language: ScreenLanguage },
  tell: (done: number, total: number) => void,
): Promise<number> {
  const { bytes, tickets } = await reads.tickets(request, tell);
  // For its owner only: a code admits.
  await writeFile(path, bytes, { mode: 0o600 }).catch((error: unknown) => {
    throw new CallFailure('file-not-written', basename(path), error);
  });
  return tickets;
}
