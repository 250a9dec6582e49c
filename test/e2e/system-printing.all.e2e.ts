import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Bitmap1 } from '../../domain/badges/badge.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import {
  differingDots,
  type LabelSink,
  openLabelSink,
  pictureOfLabel,
  readPbm,
} from '../support/cups-labels.ts';
import { startCups } from '../support/cups-server.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';

type Cups = Awaited<ReturnType<typeof startCups>>;

const folder = mkdtempSync(join(tmpdir(), 'lanyard-system-printing-'));
let cups: Cups;
let printer: LabelSink;
let desk: RunningDesk;

beforeAll(async () => {
  printer = await openLabelSink();
  cups = await startCups();
  await cups.addZebra('badges', printer.port);
  desk = await startDesk(inject('electron'), {
    config: {
      policies: { idCheck: false },
      printers: [
        {
          id: 'system',
          name: 'Badges',
          language: 'driver',
          connection: { kind: 'system', queue: 'badges' },
          ability: 'blind',
        },
      ],
    },
    environment: cups.environment,
  });
});

afterAll(async () => {
  await desk?.end();
  await cups?.stop();
  await printer?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Admits the next confirmed people of the roster; returns their jobs in the order of printing. */
async function admit(count: number, query: string): Promise<string[]> {
  return desk.page.evaluate(
    async ([wanted, words]) => {
      const jobs: string[] = [];
      const people = await window.lanyard.searchDelegates({ query: words, limit: 50 });
      for (const { id } of people.ok ? people.value.rows : []) {
        if (jobs.length === wanted) break;
        const target = { kind: 'delegate' as const, delegateId: id };
        const key = crypto.randomUUID();
        const answer = await window.lanyard.checkIn({ key, target, identity: null });
        if (answer.ok && answer.value.outcome === 'admitted' && answer.value.badge?.jobId != null)
          jobs.push(answer.value.badge.jobId);
      }
      return jobs;
    },
    [count, query] as const,
  );
}

async function jobState(jobId: string): Promise<string> {
  const jobs = await desk.page.evaluate(() => window.lanyard.getPrintJobs());
  const job = jobs.ok ? jobs.value.find(({ id }) => id === jobId) : undefined;
  return job === undefined ? 'gone' : [job.state, job.reason].filter(Boolean).join(' ');
}

async function until(jobId: string, state: string): Promise<void> {
  await waitFor(`job ${state}`, 60, async () => ((await jobState(jobId)) === state ? true : null));
}

/**
 * After a job ends the app saves a code that no door accepts: the printer is paused until the dots
 * are read.
 */
async function pause(paused: boolean): Promise<void> {
  const answer = await desk.page.evaluate(
    (now) => window.lanyard.pausePrinter({ id: 'system', paused: now }),
    paused,
  );
  expect(answer).toMatchObject({ ok: true });
}

/** The dots of a job, as the app saves them for support through the system's dialog. */
async function dotsOf(jobId: string): Promise<Bitmap1> {
  const path = join(folder, `${jobId}.pbm`);
  await desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
  const saved = await desk.page.evaluate((id) => window.lanyard.saveJobBytes({ jobId: id }), jobId);
  expect(saved).toEqual({ ok: true, value: true });
  return readPbm(readFileSync(path));
}

describe('a printer of the operating system', () => {
  it('gets every badge dot by dot, each its own, and nobody says that it printed', async () => {
    await pause(true);
    const jobs = await admit(5, 'ma');
    expect(jobs).toHaveLength(5);
    const badges: Bitmap1[] = [];
    for (const job of jobs) badges.push(await dotsOf(job));
    await pause(false);
    for (const [index, badge] of badges.entries()) {
      expect(differingDots(badge, pictureOfLabel(await printer.job(index)))).toBe(0);
      await until(jobs[index] ?? '', 'spooled');
    }
    // No page is another's: badges differ, also in the area compared above.
    const last = pictureOfLabel(await printer.job(4));
    const differ = badges.slice(0, 4).filter((badge) => differingDots(badge, last) > 0);
    expect(differ).toHaveLength(4);
  });

  it('that the system has stopped holds the badge, and prints it by itself afterwards', async () => {
    await cups.setEnabled('badges', false);
    const [job = ''] = await admit(1, 'jo');
    await until(job, 'held printer-error');
    const badge = await dotsOf(job);
    await cups.setEnabled('badges', true);
    await until(job, 'spooled');
    expect(differingDots(badge, pictureOfLabel(await printer.job(5)))).toBe(0);
  });

  it('gets the badge all the same where its page died on the way', async () => {
    await pause(true);
    const [job = ''] = await admit(1, 'pa');
    const badge = await dotsOf(job);
    await desk.app.evaluate(({ app }) => {
      app.once('browser-window-created', (_event, window) => {
        window.webContents.once('did-start-loading', () => window.destroy());
      });
    });
    await pause(false);
    await until(job, 'spooled');
    const first = { msg: 'print attempt', job, outcome: 'retryable', reason: 'printer-error' };
    expect(desk.log()).toContainEqual(expect.objectContaining(first));
    expect(differingDots(badge, pictureOfLabel(await printer.job(6)))).toBe(0);
  });

  it('is found, and known to be set up', async () => {
    const found = await desk.page.evaluate(() =>
      window.lanyard.findPrinters({ ways: ['announced', 'usb', 'system'], subnet: null }),
    );
    // Other results depend on the machine; one without a network cannot listen to announcements.
    expect(found).toMatchObject({
      ok: true,
      value: {
        cancelled: false,
        found: expect.arrayContaining([
          expect.objectContaining({
            kind: 'system',
            connection: { kind: 'system', queue: 'badges' },
            model: 'Zebra ZPL Label Printer',
            language: 'driver',
            alreadyAdded: true,
          }),
        ]),
      },
    });
    const refused = await desk.page.evaluate(() =>
      window.lanyard.findPrinters({ ways: [], subnet: '8.8.8.0/24' }),
    );
    expect(refused).toMatchObject({ ok: false, error: { code: 'subnet-not-local' } });
  });

  it('is printed on from pages that reach nothing, not even this computer', async () => {
    const answer = await desk.app.evaluate(
      ({ session }, url) =>
        session
          .fromPartition('printing')
          .fetch(url)
          .then(
            () => 'reached',
            (error: unknown) => String(error),
          ),
      `http://127.0.0.1:${printer.port}/`,
    );
    expect(answer).toContain('ERR_BLOCKED_BY_CLIENT');
  });

  it('leaves no window behind', async () => {
    const windows = await desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
    );
    expect(windows).toEqual(['app://lanyard/']);
  });
});
