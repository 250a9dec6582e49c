import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { Zip, ZipPassThrough } from 'fflate';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { type PersonFormat, personFileNames } from '../../domain/tickets/tickets-file.ts';
import { moveFileSoon } from '../../files/durable.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { TicketWork } from './ticket-work.ts';

/** Tickets that are in memory together: about a megabyte. */
const atATime = 16;
/** Entries and bytes of a ZIP without its 64 bit extension (APPNOTE.TXT 6.3.10, 4.4). */
const maxEntries = 65_535;
const maxBytes = 0xffff_ffff;

interface ZipJob {
  path: string;
  format: PersonFormat;
  language: ScreenLanguage;
  reads: Pick<TicketWork, 'ticketPeople' | 'ticketFiles'>;
  progress(done: number, total: number): void;
  isCancelled(): boolean;
}

/**
 * Writes a file a person into a ZIP, a few at a time. Whoever gets no ticket any more meanwhile is
 * left out.
 *
 * @returns how many tickets are in it; null where it was cancelled: then there is no file
 * @throws CallFailure `event-secret-missing`, `not-found` (nobody gets a ticket), `zip-too-large`,
 *   `file-not-written`
 */
export async function writeTicketZip(job: ZipJob): Promise<number | null> {
  const { path, format, language, reads } = job;
  const people = await reads.ticketPeople(null);
  if (people.length > maxEntries) throw new CallFailure('zip-too-large', String(people.length));
  const ending = format === 'zip-pdf' ? 'pdf' : 'png';
  const names = personFileNames(people, ending);
  // Beside its place: what is cancelled or fails leaves no half of a ZIP there.
  const unfinished = `${path}.${randomUUID().slice(0, 8)}.part`;
  const zip = await openZip(unfinished);
  let tickets = 0;
  try {
    for (let first = 0; first < people.length; first += atATime) {
      job.progress(first, people.length);
      if (job.isCancelled()) return null;
      const ids = people.slice(first, first + atATime).map(({ id }) => id);
      const files = await reads.ticketFiles({ ids, ending, language });
      for (const [at, bytes] of files.entries()) {
        const name = names[first + at];
        if (bytes === null || name === undefined) continue;
        await zip.add(name, bytes);
        tickets += 1;
      }
    }
    if (job.isCancelled()) return null;
    await zip.end();
    await moveFileSoon(unfinished, path).catch(failedAt(path));
    return tickets;
  } finally {
    await zip.close();
    // Gone already where all went well.
    await rm(unfinished, { force: true });
  }
}

/** A ZIP that is written as it grows. Its files are PDFs and PNGs: stored, as they are compressed. */
async function openZip(path: string) {
  // For its owner only: a code admits.
  const file: FileHandle = await open(path, 'wx', 0o600).catch(failedAt(path));
  const parts: Uint8Array[] = [];
  let failure: unknown = null;
  let size = 0;
  const zip = new Zip((error, part) => {
    failure ??= error;
    // There is none with an error.
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
