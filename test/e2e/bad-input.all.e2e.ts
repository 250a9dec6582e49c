import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { decisionsOf } from '../../tools/demo/summary.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { demoTickets } from '../../tools/sample/tickets.ts';
import { writeFakeWebcam } from '../support/fake-webcam.ts';
import { panelShows, type RunningDesk, scan, startDesk } from '../support/running-desk.ts';
import { isFullRun } from '../support/test-run.ts';

const tickets = demoTickets();
let desk: RunningDesk | undefined;
afterEach(async () => {
  await desk?.end();
  desk = undefined;
});

/** The codes and details of the footer's warnings. */
async function warnings(running: RunningDesk): Promise<{ code: string; detail: string }[]> {
  const station = await running.page.evaluate(() => window.lanyard.getStation());
  return station.ok ? station.value.warnings : [];
}

/** Expects that a scan still gets its answer. */
async function stillWorks(running: RunningDesk): Promise<void> {
  const before = decisionsOf(running.log()).length;
  await scan(running, tickets.forged.text);
  await waitFor('an answer', 30, () =>
    decisionsOf(running.log())
      .slice(before)
      .find(({ outcome }) => outcome === 'forged'),
  );
}

describe('bad input', () => {
  it('a corrupt database is put aside whole, told by its path, and the desk works', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lanyard-corrupt-'));
    const rubbish = Buffer.from('not a database '.repeat(5_000));
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, 'lanyard.db'), rubbish);
    desk = await startDesk(inject('electron'), { dataDir });
    const kept = readdirSync(dataDir).find((name) => name.startsWith('lanyard.db.unreadable'));
    expect(kept).toBeDefined();
    expect(readFileSync(join(dataDir, kept ?? '')).equals(rubbish)).toBe(true);
    expect(await warnings(desk)).toContainEqual({
      code: 'database-was-unreadable',
      detail: join(dataDir, kept ?? ''),
    });
    await stillWorks(desk);
    await desk.end();
    desk = undefined;
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('a printer that answers with rubbish holds the badge with its reason, and admits', async () => {
    desk = await startDesk(inject('electron'), { config: { policies: { idCheck: false } } });
    desk.printer.behaviour.rubbish = Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n');
    desk.server.dropConnection();
    const { page } = desk;
    await waitFor('the printer not understood', 60, async () => {
      const printers = await page.evaluate(() => window.lanyard.getPrinters());
      return printers.ok && printers.value[0]?.state.condition === 'not-understood' ? true : null;
    });
    await scan(desk, tickets.valid.text);
    await panelShows(desk, tickets.valid.delegate.printedName);
    const held = await waitFor('the held badge', 60, async () => {
      const jobs = await page.evaluate(() => window.lanyard.getPrintJobs());
      return jobs.ok ? jobs.value.find(({ state }) => state === 'held') : null;
    });
    expect(held.reason).toBe('not-understood');
    // Once repaired, it prints without a person.
    desk.printer.behaviour.rubbish = null;
    await waitFor('the badge', 60, async () => {
      const jobs = await page.evaluate(() => window.lanyard.getPrintJobs());
      return jobs.ok ? jobs.value.find(({ state }) => state === 'confirmed') : null;
    });
    expect(desk.printer.jobs).toHaveLength(1);
  });

  if (isFullRun) {
    it('a scanner that types and types is unreadable, and the next scan is read', async () => {
      desk = await startDesk(inject('electron'));
      const running = desk;
      // Typing 64 kB through the debugger takes minutes; scan-hid.e2e.ts types that much on the
      // page of the scanner alone. Here it goes through the app.
      await scan(running, 'X1'.repeat(2_000), { msPerCharacter: 0.5, release: false });
      // If the debugger is held up for longer than a scanner pauses, they are two scans.
      await waitFor('an answer', 60, () => decisionsOf(running.log())[0]);
      const outcomes = new Set(decisionsOf(running.log()).map(({ outcome }) => outcome));
      expect([...outcomes]).toEqual(['unreadable']);
      const answer = await running.page.evaluate(() =>
        window.lanyard.checkIn({
          key: crypto.randomUUID(),
          target: {
            kind: 'scan',
            scan: { source: 'hid', readings: ['X1'.repeat(32_768)], seenAt: Date.now() },
          },
          identity: null,
        }),
      );
      expect(answer).toEqual({ ok: true, value: { outcome: 'unreadable', lists: null } });
      await stillWorks(running);
    });

    it('a QR of 2.9 kB before the camera is one answer and the camera goes on', async () => {
      const film = join(mkdtempSync(join(tmpdir(), 'lanyard-film-')), 'large.mjpeg');
      await writeFakeWebcam(film, [
        { text: null, frames: 120 },
        { text: 'x'.repeat(2_900), frames: 90, scale: 3 },
        { text: null, frames: 60 },
        { text: tickets.forged.text, frames: 60 },
        { text: null, frames: 60 },
      ]);
      desk = await startDesk(inject('electron'), { webcam: film });
      const running = desk;
      // Whether it is too dense for this camera or not, the next ticket gets its answer.
      await waitFor('the forged ticket', 90, () =>
        decisionsOf(running.log()).find(({ outcome }) => outcome === 'forged'),
      );
      const others = decisionsOf(running.log()).filter(({ outcome }) => outcome !== 'forged');
      for (const { outcome } of others) expect(['unreadable', 'not-registered']).toContain(outcome);
    });
  }

  it('a configuration with a typo is named with file and field, and the desk works without it', async () => {
    desk = await startDesk(inject('electron'), {
      // A deliberate typo, which the type would refuse.
      config: JSON.parse('{"langauge": "fr"}'),
    });
    const problem = (await warnings(desk)).find(({ code }) => code === 'config-invalid');
    expect(problem?.detail).toContain('langauge');
    expect(problem?.detail).toContain('config.json');
    await stillWorks(desk);
  });
});
