import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Zip, ZipPassThrough } from 'fflate';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import {
  isPersonFormat,
  type PersonFormat,
  personFileNames,
  ticketFileName,
} from '../../domain/tickets/tickets-file.ts';
import { ticketCalls } from '../../preload/contract/tickets.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { failureOf } from '../base/failure-of.ts';
import { type SavingContext, savePersonalFile } from '../base/saved-file.ts';
import type { Mailing } from './mailing.ts';
import { readTicketDesign, saveTicketDesign } from './ticket-design.ts';
import type { FileFormat, TicketWork } from './ticket-work.ts';

/** Tickets that are in memory together: about a megabyte. */
const atATime = 16;
/** Entries and bytes of a ZIP without its 64 bit extension (APPNOTE.TXT 6.3.10, 4.4). */
const maxEntries = 65_535;
const maxBytes = 0xffff_ffff;

interface ZipJob {
  context: SavingContext;
  path: string;
  format: PersonFormat;
  language: ScreenLanguage;
  reads: Pick<TicketWork, 'ticketPeople' | 'ticketFiles'>;
  progress(done: number, total: number): void;
  isCancelled(): boolean;
}

/**
 * Writes one file per person into a ZIP, a few at a time. People who no longer get a ticket are
 * left out.
 *
 * @returns how many tickets are in it; null where it was cancelled: then there is no file
 * @throws CallFailure `event-secret-missing`, `not-found` (no one gets a ticket), `zip-too-large`,
 *   `file-not-written`
 */
export async function writeTicketZip(job: ZipJob): Promise<number | null> {
  const { context, path, format, language, reads } = job;
  const people = await reads.ticketPeople({ language });
  if (people.length > maxEntries) throw new CallFailure('zip-too-large', String(people.length));
  const ending = format === 'zip-pdf' ? 'pdf' : 'png';
  const names = personFileNames(people, ending);
  let tickets = 0;
  const isWritten = await savePersonalFile(context, path, async (part) => {
    const zip = await openZip(part, path);
    try {
      for (let first = 0; first < people.length; first += atATime) {
        job.progress(first, people.length);
        if (job.isCancelled()) return false;
        const ids = people.slice(first, first + atATime).map(({ id }) => id);
        const files = await reads.ticketFiles({ ids, ending });
        for (const [at, bytes] of files.entries()) {
          const name = names[first + at];
          if (bytes === null || name === undefined) continue;
          await zip.add(name, bytes);
          tickets += 1;
        }
      }
      if (job.isCancelled()) return false;
      await zip.end();
      return true;
    } finally {
      await zip.close();
    }
  });
  return isWritten ? tickets : null;
}

/**
 * A ZIP that is written as it grows. Its files are stored: PDFs and PNGs are compressed already.
 */
async function openZip(part: string, path: string) {
  // For its owner only: a code admits.
  const file: FileHandle = await open(part, 'wx', 0o600).catch(failedAt(path));
  const parts: Uint8Array[] = [];
  let failure: unknown = null;
  let size = 0;
  const zip = new Zip((error, part) => {
    failure ??= error;
    // With an error there is no part.
    if (part) parts.push(part);
  });
  const write = async (): Promise<void> => {
    if (failure !== null) throw new CallFailure('internal', 'zip', failure);
    for (const part of parts.splice(0)) {
      size += part.byteLength;
      if (size > maxBytes) throw new CallFailure('zip-too-large', basename(path));
      await file.writeFile(part).catch(failedAt(path));
    }
  };
  return {
    add: async (name: string, bytes: Uint8Array): Promise<void> => {
      const entry = new ZipPassThrough(name);
      zip.add(entry);
      entry.push(bytes, true);
      await write();
    },
    end: async (): Promise<void> => {
      zip.end();
      await write();
      await file.sync().catch(failedAt(path));
      await file.close().catch(failedAt(path));
    },
    close: () => file.close(),
  };
}

function failedAt(path: string): (error: unknown) => never {
  return (error) => {
    throw new CallFailure('file-not-written', basename(path), error);
  };
}

interface TicketParts extends CallParts {
  reads: TicketWork;
  mailing: Mailing;
}

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
        context: desk.context,
        path,
        format,
        language,
        reads: desk.reads,
        progress,
        isCancelled: () => job.isCancelled,
      });
    } finally {
      zipping = null;
    }
  };
  return answers(ticketCalls, {
    saveTickets: async ({ format, language }, { operator }) => {
      const path = await desk.dialogs.saveTickets(ticketFileName(format, language));
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
    previewMailing: ({ delegateIds }) => desk.mailing.preview(delegateIds),
    startMailing: ({ scope }, { operator }) => {
      const queued = desk.mailing.start(scope);
      desk.log.info({ operator: operator?.id, queued }, 'tickets to be sent');
      return { queued };
    },
    resolveTicketDoubt: ({ send }, { operator }) => {
      const count = desk.mailing.resolveDoubt({ send });
      desk.log.info({ operator: operator?.id, send, count }, 'tickets after a restore');
      return { count };
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
  { context, reads }: Pick<TicketParts, 'context' | 'reads'>,
  path: string,
  request: { format: FileFormat; language: ScreenLanguage },
  tell: (done: number, total: number) => void,
): Promise<number> {
  const { bytes, tickets } = await reads.tickets(request, tell);
  // For its owner only: a code admits.
  await savePersonalFile(context, path, bytes, { mode: 0o600 });
  return tickets;
}
