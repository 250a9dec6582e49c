import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PersonFormat } from '../../../domain/tickets/tickets-file.ts';
import { writeTicketZip } from '../../../main/tickets/ticket-calls.ts';
import type { TicketWork } from '../../../main/tickets/ticket-work.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { readsOf } from '../../support/long-reads.ts';

let desk: DeskContext;
let folder: string;
beforeEach(() => {
  desk = makeDeskContext();
  folder = mkdtempSync(join(tmpdir(), 'lanyard-zip-'));
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const path = (): string => join(folder, 'tickets.zip');

function write(
  format: PersonFormat,
  more: Partial<Parameters<typeof writeTicketZip>[0]> = {},
): ReturnType<typeof writeTicketZip> {
  return writeTicketZip({
    context: desk.context,
    path: path(),
    format,
    language: 'en',
    reads: readsOf(desk.context, ''),
    progress: () => {},
    isCancelled: () => false,
    ...more,
  });
}

/** The code in a file's picture, or on its PDF's first page. */
function codeIn(name: string, bytes: Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  if (name.endsWith('.pdf')) {
    execFileSync('pdftoppm', ['-r', '110', '-png', '-singlefile', file, file.slice(0, -4)]);
  }
  return execFileSync('zbarimg', ['--quiet', '--raw', file.replace(/pdf$/, 'png')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

it.each(['zip-pdf', 'zip-png'] as const)('writes a file a person: %s', async (format) => {
  const ending = format.slice(4);
  const people = [
    desk.addDelegate(1, { printedName: 'Anna SMITH', language: 'fr' }),
    desk.addDelegate(2, { printedName: 'Anna SMITH' }),
    desk.addDelegate(3, { printedName: 'a/b:c*', registrationCode: 'T18-00001X' }),
  ];
  desk.addDelegate(4, { printedName: 'Never COMES', status: 'cancelled' });
  expect(await write(format)).toBe(3);
  // Only the owner may read codes that admit people.
  if (process.platform !== 'win32') expect(statSync(path()).mode & 0o077).toBe(0);
  execFileSync('unzip', ['-tqq', path()]);
  const files = unzipSync(readFileSync(path()));
  expect(Object.keys(files).sort()).toEqual([
    `T18-00001 Anna SMITH.${ending}`,
    `T18-00001X a-b-c-.${ending}`,
    `T18-00002 Anna SMITH.${ending}`,
  ]);
  for (const { registrationCode, ticketCode } of people) {
    const name = Object.keys(files).find((one) => one.startsWith(`${registrationCode} `)) ?? '';
    expect(codeIn(name, files[name] ?? new Uint8Array())).toBe(ticketCode);
  }
});

it('leaves out who was cancelled meanwhile, and never holds many people', async () => {
  for (let number = 1; number <= 40; number += 1) desk.addDelegate(number);
  const reads = readsOf(desk.context, '');
  let most = 0;
  const few: Pick<TicketWork, 'ticketPeople' | 'ticketFiles'> = {
    ticketPeople: (question) => reads.ticketPeople(question),
    ticketFiles: async ({ ids }) => {
      most = Math.max(most, ids.length);
      return ids.map((id) => (id.endsWith('7') ? null : new Uint8Array([1, 2, 3])));
    },
  };
  const told: number[][] = [];
  expect(await write('zip-png', { reads: few, progress: (...now) => void told.push(now) })).toBe(
    36,
  );
  expect(most).toBeLessThanOrEqual(16);
  expect(told).toEqual([
    [0, 40],
    [16, 40],
    [32, 40],
  ]);
  expect(Object.keys(unzipSync(readFileSync(path())))).toHaveLength(36);
});

it('leaves nothing behind where it is stopped, and the file that was there before', async () => {
  for (let number = 1; number <= 20; number += 1) desk.addDelegate(number);
  writeFileSync(path(), 'before');
  let asked = 0;
  const isCancelled = () => {
    asked += 1;
    return asked > 1;
  };
  expect(await write('zip-pdf', { isCancelled })).toBeNull();
  expect(readdirSync(folder)).toEqual(['tickets.zip']);
  expect(readFileSync(path(), 'utf8')).toBe('before');
});

it('says that a folder cannot be written, that nobody gets one, that they are too many', async () => {
  await expect(write('zip-pdf')).rejects.toMatchObject({ code: 'not-found' });
  desk.addDelegate(1);
  const closed = join(folder, 'missing', 'tickets.zip');
  await expect(write('zip-pdf', { path: closed })).rejects.toMatchObject({
    code: 'file-not-written',
  });
  const person = { id: '', registrationCode: 'T', printedName: 'A' };
  const reads = {
    ticketPeople: async () => Array.from({ length: 65_536 }, () => person),
    ticketFiles: async () => [],
  };
  await expect(write('zip-pdf', { reads })).rejects.toMatchObject({ code: 'zip-too-large' });
  expect(existsSync(path())).toBe(false);
});
