import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listWrittenFiles } from '../../../db/base/written-files.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import {
  closeDay,
  dayCloseAnswers,
  resolveFinding,
} from '../../../main/day-close/day-close-calls.ts';
import { readDayStatus } from '../../../main/day-close/day-status.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { readsOf } from '../../support/long-reads.ts';

const day = '2018-10-02';
let desk: DeskContext;
let folder: string;
beforeEach(() => {
  desk = makeDeskContext();
  folder = mkdtempSync(join(tmpdir(), 'lanyard-day-paper-'));
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true });
});

test('the PDF of a day has names and notes, and a purge knows the file; the signed file neither', async () => {
  const keys = makeSigningKeys();
  const dayClose = {
    context: desk.context,
    hub: () => null,
    signingKey: () => keys.privateKey,
    reads: readsOf(desk.context, keys.publicKey),
  };
  const delegate = desk.addDelegate(1);
  const target = { kind: 'delegate' as const, delegateId: delegate.id };
  checkIn(desk.context, desk.caller, { key: crypto.randomUUID(), target, identity: null });
  const [print] = (await readDayStatus(dayClose, day)).prints;
  const reference = print?.serial ?? '';
  const note = 'Seen in her hand at the desk';
  resolveFinding(desk.context, desk.supervisor, { day, finding: 'print', reference, note });
  const { revision, hash } = await closeDay(dayClose, desk.supervisor, day);

  let suggested = '';
  const { handlers } = dayCloseAnswers({
    context: desk.context,
    config: { language: 'en' },
    dayClose,
    log: { info: () => undefined },
    dialogs: {
      saveDayReport: async (name: string) => {
        suggested = name;
        return join(folder, name);
      },
    },
  } as unknown as Parameters<typeof dayCloseAnswers>[0]);
  const written = () => listWrittenFiles(desk.context.db, desk.context.event.file.id);
  const save = (format: 'json' | 'pdf') =>
    handlers.saveDayReport({ day, revision, format }, desk.supervisor);

  expect(await save('json')).toBe(true);
  expect(suggested).toBe(`day-report-${day}-1.json`);
  expect(written()).toEqual([]);

  expect(await save('pdf')).toBe(true);
  const path = join(folder, `day-report-${day}-1.pdf`);
  expect(written().map((file) => file.path)).toEqual([path]);
  const text = execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' });
  const line = text.replace(/\s+/g, ' ');
  for (const part of [delegate.printedName, note, 'Closed by Supervisor at', hash]) {
    expect(line).toContain(part);
  }
  expect(line).toContain(`the signed file day-report-${day}-1.json`);
});
