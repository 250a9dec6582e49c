import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBadge } from '../../../db/badges/badges.ts';
import { findPrintJob } from '../../../db/printing/print-jobs.ts';
import type { PrintJobState } from '../../../domain/printing/print-job.ts';
import { rollTemplate } from '../../../domain/templates/default-templates.ts';
import { recordPrintOutcome } from '../../../main/badges/badges.ts';
import { resolveDuplicate } from '../../../main/check-in/resolve-duplicate.ts';
import type { PrintQueue } from '../../../main/printing/queue.ts';
import { duplicateViews } from '../../../main/sync/sync-views.ts';
import { makeQueue, plainContent, plainRenderer, tcpPrinter } from '../../printing/support.ts';
import { cleanUp, makeDesk, person, rigWithDesk, type SyncDesk } from '../sync/support.ts';

let a: SyncDesk;
let b: SyncDesk;
let queue: PrintQueue;
let hear: () => void;
let sent: number;

beforeEach(async () => {
  const made = await rigWithDesk();
  a = made.a;
  b = await makeDesk(made.rig, { name: 'B' });
  await b.sync();
  [hear, sent] = [() => {}, 0];
  queue = makeQueue({
    db: a.context.db,
    clock: a.context.clock,
    pollMs: 5,
    renderer: plainRenderer,
    contentOf: plainContent,
    templateOf: () => rollTemplate(),
    recordChange: ({ badgeSerial, state }) => {
      if (badgeSerial !== null) recordPrintOutcome(a.context, { badgeSerial, state }, null);
    },
    onJobChanged: () => hear(),
    openTransport: () => ({
      status: async () => ({ condition: 'ready', detail: '' }),
      send: async (_job, on) => {
        on.beforeFirstByte();
        on.onFirstRasterByte();
        on.onAwaiting();
        sent += 1;
        return { kind: 'confirmed' };
      },
      close: async () => {},
    }),
  });
  queue.setPrinters([tcpPrinter({ host: '127.0.0.1', port: 1 })]);
});
afterEach(async () => {
  await queue.stop();
  await cleanUp();
});

function admit(desk: SyncDesk): { admissionId: string; jobId: string; serial: string } {
  const answer = desk.admit(person(1));
  if (answer.outcome !== 'admitted' || answer.badge === null) throw new Error(answer.outcome);
  const { jobId, serialText: serial } = answer.badge;
  return { admissionId: answer.admissionId, jobId: jobId ?? '', serial };
}

/** Both admit, B prints, and each hears of the other; A's badge still waits. */
async function bothAdmit() {
  const first = admit(a);
  b.setClock('2018-10-02T08:10:00+02:00');
  const further = admit(b);
  recordPrintOutcome(b.context, { badgeSerial: further.serial, state: 'confirmed' }, null);
  await b.sync();
  await a.sync();
  return { first, further };
}

function becomes(jobId: string, state: PrintJobState, reason: string | null): Promise<void> {
  return new Promise((resolve) => {
    hear = () => {
      const job = findPrintJob(a.context.db, jobId);
      if (job?.state === state && job.reason === reason) resolve();
    };
    hear();
  });
}

const stateAt = (desk: SyncDesk, serial: string) => findBadge(desk.context.db, serial)?.state;

describe('a badge that waits while another desk printed one for the same person', () => {
  it('asks before it prints, and prints where somebody says so', async () => {
    const { first } = await bothAdmit();
    queue.start();
    await becomes(first.jobId, 'held', 'duplicate');
    expect(sent).toBe(0);
    queue.release(first.jobId, 'print');
    await becomes(first.jobId, 'confirmed', null);
    expect(sent).toBe(1);
  });

  it('is void and prints no more once the duplicate is settled; the one that is out stays', async () => {
    const { first, further } = await bothAdmit();
    expect(duplicateViews(a.context)[0]?.badges).toEqual([
      { serialText: further.serial, state: 'printed' },
      { serialText: first.serial, state: 'issued' },
    ]);
    resolveDuplicate(a.context, a.caller, { admissionId: further.admissionId, note: 'Twice' });
    queue.start();
    await becomes(first.jobId, 'cancelled', null);
    expect(sent).toBe(0);
    await a.sync();
    await b.sync();
    for (const desk of [a, b]) expect(stateAt(desk, further.serial)).toBe('printed');
    expect(stateAt(b, first.serial)).not.toBe('issued');
  });

  it('stays where somebody says that the person has this one, and then prints by itself', async () => {
    const { first, further } = await bothAdmit();
    queue.start();
    await becomes(first.jobId, 'held', 'duplicate');
    const { admissionId } = further;
    resolveDuplicate(a.context, a.caller, { admissionId, note: 'Lost', keep: first.serial });
    await becomes(first.jobId, 'confirmed', null);
    expect(stateAt(a, further.serial)).toBe('stale');
  });
});
