import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPrintJob, type PrintJobRow } from '../../../db/printing/print-jobs.ts';
import type { HoldReason, PrintJobState } from '../../../domain/printing/print-job.ts';
import { rollTemplate } from '../../../domain/templates/default-templates.ts';
import { recordPrintOutcome, reprintBadge } from '../../../main/badges/badges.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { replaceDelegate } from '../../../main/check-in/roster-changes.ts';
import { contentOfJob } from '../../../main/printing/badge-content.ts';
import { createPrintQueue, type PrintQueue } from '../../../main/printing/queue.ts';
import type { Transport } from '../../../main/printing/transport/transport.ts';
import { plainRenderer, silentLog, tcpPrinter } from '../../printing/support.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
let queue: PrintQueue;
let condition: 'ready' | 'paper-out';
/** Serials in the order in which they were printed. */
let printed: (string | null)[];
/** Runs while the printer is queried, before the first byte: what others do meanwhile. */
let meanwhile: () => void;
/** Milliseconds of the monotonic clock. */
let steady: number;
let heard: Set<() => void>;
let contentOf: (job: PrintJobRow) => ReturnType<typeof contentOfJob>;

beforeEach(() => {
  desk = makeDeskContext();
  [condition, printed, meanwhile, steady, heard] = ['ready', [], () => {}, 0, new Set()];
  contentOf = (job) => contentOfJob(desk.context, job);
  queue = makeQueue();
});
afterEach(async () => {
  await queue.stop();
  desk.close();
});

function makeQueue(): PrintQueue {
  const { context } = desk;
  const tell = (): void => {
    for (const look of heard) look();
  };
  const made = createPrintQueue({
    db: context.db,
    clock: context.clock,
    steady: () => steady,
    pollMs: 5,
    renderer: plainRenderer,
    openTransport: () => printer,
    contentOf: (job) => contentOf(job),
    templateOf: () => rollTemplate(),
    asksAfterMinutes: () => 5,
    recordChange: ({ badgeSerial, state }) => {
      if (badgeSerial !== null) recordPrintOutcome(context, { badgeSerial, state }, null);
    },
    onJobChanged: tell,
    onPrinterChanged: tell,
    log: silentLog,
  });
  made.setPrinters([tcpPrinter({ host: '127.0.0.1', port: 1 })]);
  return made;
}

const printer: Transport = {
  status: async () => ({ condition, detail: '' }),
  send: async (_job, on) => {
    if (condition !== 'ready') return { kind: 'held', reason: condition, detail: '' };
    meanwhile();
    on.beforeFirstByte();
    on.onFirstRasterByte();
    on.onAwaiting();
    const { db } = desk.context;
    const at = db.prepare(`SELECT badge_serial FROM print_job WHERE state = 'awaiting'`).pluck();
    printed.push(String(at.get()));
    return { kind: 'confirmed' };
  },
  close: async () => {},
};

/** Resolves once a job is in the state, and held for the reason if one is given. */
function becomes(jobId: string, state: PrintJobState, reason: HoldReason | null = null) {
  return new Promise<void>((resolve) => {
    const look = (): void => {
      const job = findPrintJob(desk.context.db, jobId);
      if (job?.state !== state || job.reason !== reason) return;
      heard.delete(look);
      resolve();
    };
    heard.add(look);
    look();
  });
}

interface Admitted {
  admissionId: string;
  delegateId: string;
  jobId: string;
  serial: string;
}

function admit(number: number, change: Parameters<DeskContext['addDelegate']>[1] = {}): Admitted {
  const { id: delegateId } = desk.addDelegate(number, change);
  const target = { kind: 'delegate', delegateId } as const;
  const input = { key: randomUUID(), target, identity: null };
  const answer = checkIn(desk.context, desk.caller, input);
  if (answer.outcome !== 'admitted' || answer.badge === null) throw new Error(answer.outcome);
  const { jobId, serialText: serial } = answer.badge;
  return { admissionId: answer.admissionId, delegateId, jobId: jobId ?? '', serial };
}

const newcomer = {
  title: '',
  printedName: 'Amina DIALLO',
  givenName: 'Amina',
  familyName: 'DIALLO',
  nativeName: '',
  jobTitle: '',
  delegation: 'BEL',
  administration: 'Customs',
  category: 'delegate',
};

function stop(delegateId: string): void {
  desk.context.db
    .prepare("INSERT INTO stop_entry (kind, value) VALUES ('delegate', ?)")
    .run(delegateId);
}

describe('a badge that counts no more when the app died before it stopped the job', () => {
  it.each([
    [
      'undone',
      ({ admissionId }: Admitted) =>
        undoCheckIn(desk.context, desk.caller, { admissionId, reason: 'wrong-person' }),
    ],
    [
      'reprinted',
      ({ delegateId }: Admitted) =>
        reprintBadge(desk.context, desk.caller, { delegateId, reason: 'misspelt' }),
    ],
    [
      'replaced',
      ({ delegateId }: Admitted) =>
        replaceDelegate(desk.context, desk.supervisor, {
          delegateId,
          person: newcomer,
          approvedBy: null,
          approver: 'Head of registration',
          reference: 'Letter 1',
        }),
    ],
  ] as const)('%s: does not print at the next start', async (_what, end) => {
    const first = admit(1);
    end(first);
    const other = admit(2);
    queue.start();
    await becomes(other.jobId, 'confirmed');
    expect(findPrintJob(desk.context.db, first.jobId)?.state).toBe('cancelled');
    expect(printed).not.toContain(first.serial);
  });

  it('is not sent where it ended while the printer was asked', async () => {
    const first = admit(1);
    meanwhile = () => {
      meanwhile = () => {};
      const { admissionId } = first;
      undoCheckIn(desk.context, desk.caller, { admissionId, reason: 'wrong-person' });
    };
    queue.start();
    await becomes(first.jobId, 'cancelled');
    expect(printed).toEqual([]);
  });
});

describe('a person who is put on the stop list while the badge waits', () => {
  it('gets it only once security has taken them off it', async () => {
    condition = 'paper-out';
    const first = admit(1);
    queue.start();
    await becomes(first.jobId, 'held', 'paper-out');
    stop(first.delegateId);
    condition = 'ready';
    const other = admit(2);
    queue.wake();
    await becomes(other.jobId, 'confirmed');
    await becomes(first.jobId, 'held', 'stopped');
    desk.context.db.prepare('DELETE FROM stop_entry').run();
    queue.wake();
    await becomes(first.jobId, 'confirmed');
    expect(printed).toEqual([other.serial, first.serial]);
  });

  it('does not get it when the printer was asked already', async () => {
    const first = admit(1);
    meanwhile = () => stop(first.delegateId);
    queue.start();
    await becomes(first.jobId, 'held', 'stopped');
    expect(printed).toEqual([]);
  });
});

describe('a badge that is held while the clock is put back', () => {
  beforeEach(() => desk.setClock('2018-10-04T09:00:00+02:00'));

  it('asks after the policy’s minutes, whatever the clock says', async () => {
    condition = 'paper-out';
    const first = admit(1);
    queue.start();
    await becomes(first.jobId, 'held', 'paper-out');
    desk.setClock('2018-10-01T09:00:00+02:00');
    steady += 5 * 60_000;
    condition = 'ready';
    queue.wake();
    await becomes(first.jobId, 'held', 'too-old');
    expect(printed).toEqual([]);
  });

  it('prints by itself within those minutes', async () => {
    condition = 'paper-out';
    const first = admit(1);
    queue.start();
    await becomes(first.jobId, 'held', 'paper-out');
    desk.setClock('2018-10-01T09:00:00+02:00');
    steady += 4 * 60_000;
    condition = 'ready';
    queue.wake();
    await becomes(first.jobId, 'confirmed');
  });

  it.each(['queued', 'held'] as const)('asks after a restart (%s)', async (state) => {
    condition = 'paper-out';
    const first = admit(1);
    if (state === 'held') {
      queue.start();
      await becomes(first.jobId, 'held', 'paper-out');
      await queue.stop();
      queue = makeQueue();
    }
    desk.setClock('2018-10-01T09:00:00+02:00');
    condition = 'ready';
    queue.start();
    await becomes(first.jobId, 'held', 'too-old');
    expect(printed).toEqual([]);
  });
});

describe('a badge that cannot be worded', () => {
  it('says that the event file lacks its delegation, and the others print', async () => {
    const strange = admit(1, { delegation: 'NEW' });
    const others = [admit(2), admit(3)];
    queue.start();
    for (const { jobId } of others) await becomes(jobId, 'confirmed');
    await becomes(strange.jobId, 'held', 'not-in-event-file');
    expect(findPrintJob(desk.context.db, strange.jobId)?.detail).toBe('NEW');
    expect(printed).toEqual(others.map(({ serial }) => serial));
  });

  it('is held with whatever else its words threw, and the others print', async () => {
    const broken = admit(1);
    const other = admit(2);
    contentOf = (job) => {
      if (job.id === broken.jobId) throw new Error('no such font');
      return contentOfJob(desk.context, job);
    };
    queue.start();
    await becomes(other.jobId, 'confirmed');
    await becomes(broken.jobId, 'held', 'render-failed');
  });
});
