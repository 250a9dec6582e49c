import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { decisionsOf } from '../../tools/demo/summary.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { demoTickets } from '../../tools/sample/tickets.ts';
import en from '../../ui/words/en.json' with { type: 'json' };
import { readWithZbar } from '../support/read-with-zbar.ts';
import {
  badgesConfirmed,
  panelShows,
  type RunningDesk,
  scan,
  startDesk,
} from '../support/running-desk.ts';
import { bring, pdfFile, pdfOf, screenshot } from '../support/ticket-files.ts';

const tickets = demoTickets();
let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk(inject('electron'));
});
afterAll(async () => {
  await desk?.end();
});

describe('a desk with a hand scanner', () => {
  it('asks for the document, admits with one key, prints and hands over', async () => {
    await scan(desk, tickets.valid.text, { computer: 'belgian' });
    await panelShows(desk, tickets.valid.delegate.printedName);
    await desk.page.locator('.hero[data-kind="identity"]').waitFor();
    expect(desk.printer.jobs).toHaveLength(0);
    await desk.page.keyboard.press('p');
    await desk.page.locator('.hero[data-kind="answered"][data-tone="go"]').waitFor();
    await badgesConfirmed(desk, 1);
    const [job] = desk.printer.jobs;
    const jobs = await desk.page.evaluate(() => window.lanyard.getPrintJobs());
    expect(jobs).toMatchObject({ ok: true, value: [{ state: 'confirmed' }] });
    expect(readWithZbar(job?.bytes ?? new Uint8Array())).toMatch(/^LB[BCDFGHJKLNPRSTVX]{30}$/);
    // The page hears of it a moment after the main process, of the job and of the badge in turn.
    await panelShows(desk, 'Confirmed by the printer');
    const handOver = desk.page.getByRole('button', { name: en.badge.handOver });
    await expect.poll(() => handOver.isEnabled(), { timeout: 30_000 }).toBe(true);
    await desk.page.keyboard.press('h');
    await expectBadgeState(tickets.valid.delegate.id, ['handed-over']);
  });

  it('says "already in" to the same ticket and prints nothing', async () => {
    // By the organiser's own code: for a while the same text again would count as the same scan.
    await scan(desk, tickets.valid.registrationCode, { computer: 'french' });
    await desk.page.locator('.hero[data-kind="answered"][data-tone="look"]').waitFor();
    expect(desk.printer.jobs).toHaveLength(1);
  });

  it('reprints with a reason under a new serial', async () => {
    await desk.page.keyboard.press('Control+r');
    await desk.page.getByRole('dialog').waitFor();
    await desk.page.getByRole('dialog').getByText('Lost').click();
    await badgesConfirmed(desk, 2);
    await expectBadgeState(tickets.valid.delegate.id, ['printed', 'lost']);
    const codes = desk.printer.jobs.map(({ bytes }) => readWithZbar(bytes));
    expect(new Set(codes).size).toBe(2);
  });

  it.each([
    ['cancelled', tickets.cancelled.text],
    ['pending', tickets.pending.text],
    ['revoked', tickets.revoked.text],
    ['forged', tickets.forged.text],
    ['expired', tickets.expired.text],
    ['other-event', tickets.otherEvent.text],
    ['unreadable', tickets.damaged.text],
    ['wrong-day', tickets.wrongDay.text],
    ['not-registered', tickets.unknown.text],
  ])('refuses a ticket that is %s, by its own headline', async (outcome, text) => {
    const before = decisionsOf(desk.log()).length;
    await scan(desk, text);
    const decision = await waitFor(outcome, 20, () => decisionsOf(desk.log())[before]);
    expect(decision.outcome).toBe(outcome);
    await desk.page.locator('.hero[data-kind="answered"]:not([data-tone="go"])').waitFor();
    const words = await desk.page.locator('.hero .hero-word, .hero h1').first().textContent();
    // Every outcome has its own headline; a confidential one does not tell its reason.
    const confidential = outcome === 'revoked' ? 'moment' : outcome;
    expect(words).toBe(en.verdict[confidential as keyof typeof en.verdict]);
  });

  it.each([
    ['screenshot', () => screenshot(tickets.cancelled.text)],
    ['PDF', () => pdfFile(pdfOf([null, tickets.cancelled.text]))],
  ])('reads a ticket from a %s as from paper', async (_kind, make) => {
    const before = decisionsOf(desk.log()).length;
    expect(await bring(desk.page, 'drop', await make())).toBe(true);
    const decision = await waitFor('the file', 20, () => decisionsOf(desk.log())[before]);
    expect(decision.outcome).toBe('cancelled');
  });

  it('admits a signed ticket of somebody who is not yet in the roster and holds the badge', async () => {
    await scan(desk, tickets.signedNotInRoster.text);
    // Amber: a green "Welcome" would greet a person without a name.
    await desk.page.locator('.hero[data-kind="answered"][data-tone="look"]').waitFor();
    const jobs = await desk.page.evaluate(() => window.lanyard.getPrintJobs());
    expect(jobs).toMatchObject({ ok: true });
    await expect
      .poll(async () => {
        const answer = await desk.page.evaluate(() => window.lanyard.getPrintJobs());
        return answer.ok
          ? answer.value.filter(({ reason }) => reason === 'waits-for-data').length
          : 0;
      })
      .toBe(1);
  });
});

async function expectBadgeState(delegateId: string, states: string[]): Promise<void> {
  await expect
    .poll(
      async () => {
        const detail = await desk.page.evaluate(
          (id) => window.lanyard.getDelegate({ id }),
          delegateId,
        );
        return detail.ok ? detail.value.badges.map(({ state }) => state) : detail.error.code;
      },
      { timeout: 30_000 },
    )
    .toEqual(states);
}
