import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { writeSetting } from '../../db/base/settings.ts';
import { helpCallViews } from '../../main/kiosk/help-at-desk.ts';
import { printJobViews } from '../../main/printing/print-job-views.ts';
import { deskCounts } from '../../main/roster/views.ts';
import { admittedIn, admitted as admittedPerson, stop } from '../renderer/harness/deeds.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import {
  badTickets,
  foreignBadge,
  foreignStation,
  ticketOf,
  uuid,
} from '../renderer/harness/people.ts';
import { openSettings, personAdmitted, scan, untilIdle } from '../renderer/harness/steps.ts';
import { asPeopleDo, press } from '../support/as-people-do.ts';

const pending = 13;
const expectedMissing = 5;

let harness: HarnessPages;
let page: Page;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
});
afterAll(() => harness?.close());

async function openThailand(query = ''): Promise<void> {
  await harness.open(page, `delegation=1&${query}`);
  await press(page, 'Control+g');
  await page.locator('.delegation-input:focus').waitFor();
  await page.keyboard.type('thailande', asPeopleDo);
  await press(page, 'Enter');
  await page.locator('.member-row:focus').waitFor();
}

const outcomes = (): Promise<string[]> => page.locator('.group-results .chip').allInnerTexts();
const admitted = (): number => admittedIn(deskOf(page));

describe('what follows a check-in', () => {
  it('is asked once, although several parts of the page show it and it is said three times', async () => {
    const desk = await harness.open(page, '');
    const asked = { jobs: 0, counts: 0 };
    desk.answers.getPrintJobs = () => {
      asked.jobs += 1;
      return printJobViews(desk.context);
    };
    desk.answers.getCounts = () => {
      asked.counts += 1;
      return deskCounts(desk.context);
    };
    // Once the counts are asked for, all earlier calls have been made, too.
    const askedAll = async (): Promise<void> => {
      const before = asked.counts;
      desk.notify('countsChanged', null);
      await expect.poll(() => asked.counts).toBeGreaterThan(before);
    };
    // A verdict shows the badge's job, and the rail the number of jobs that need attention.
    await untilIdle(page);
    await scan(page, ticketOf(2));
    await page.locator('.hero').getByText('Already in', { exact: true }).waitFor();
    await askedAll();
    const before = asked.jobs;
    for (let times = 0; times < 3; times += 1) desk.notify('printJobsChanged', null);
    await expect.poll(() => asked.jobs).toBe(before + 1);
    await askedAll();
    expect(asked.jobs).toBe(before + 1);
  });
});

describe('the list of delegations', () => {
  it('says how many are here of those expected, and whether the head is', async () => {
    await openThailand();
    const row = page.getByRole('option', { name: /^Thailand/ });
    // The same numbers as the roster beside it.
    const roster = page.locator('.muster-counts');
    const expected = (await roster.locator('strong').textContent()) ?? '';
    await expect.poll(() => row.textContent()).toContain(expected);
    await expect.poll(() => row.textContent()).toContain('Dr Anchalee PHROMSUWAN');
    await expect.poll(() => row.textContent()).toContain('head of delegation, not here yet');
    admittedPerson(deskOf(page), uuid(1, 500));
    deskOf(page).desk.factWritten();
    await expect.poll(() => row.textContent()).toContain('head of delegation, present');
    await expect.poll(() => roster.locator('strong').textContent()).not.toBe(expected);
    await expect
      .poll(async () => row.textContent())
      .toContain((await roster.locator('strong').textContent()) ?? '');
  });
});

describe('a delegation, by the keyboard alone', () => {
  it('is found by its French name on an English screen; all missing are checked in one by one', async () => {
    await openThailand();
    const before = admitted();
    await press(page, 'Control+a', 'Control+Enter');
    await page.locator('.group-ways').waitFor();
    await press(page, 'Enter');
    await page.locator('.group-turn').getByText('Anchalee PHROMSUWAN').waitFor();
    await press(page, 'p');
    await page.locator('.group-turn').getByText('Prasert WONGSAKUL').waitFor();
    await press(page, 'ArrowRight');
    await page.locator('.group-turn').getByText('Prasert WONGSAKUL').waitFor({ state: 'detached' });
    // A key pressed while an answer is due has no effect: press as often as it takes.
    const results = page.locator('.group-results');
    for (let keys = 0; keys < 30 && !(await results.isVisible()); keys += 1) await press(page, 'i');
    await results.waitFor();
    // All missing people were ticked, and the second was skipped. People who are present, pending
    // or cancelled are not ticked.
    await expect.poll(() => outcomes()).toEqual(Array(expectedMissing - 1).fill('Checked in'));
    expect(admitted()).toBe(before + expectedMissing - 1);
  });

  it('takes one word for the documents of all ticked, and takes everything back', async () => {
    await openThailand();
    const before = admitted();
    await page.getByRole('button', { name: 'Tick all missing' }).focus();
    await press(page, 'Enter', 'Tab', 'Tab');
    await press(page, 'Control+Enter');
    await page.locator('.group-ways').waitFor();
    await page.getByRole('radio', { name: 'Passport' }).focus();
    await press(page, 'Space', 'Tab', 'Enter');
    await page.getByText('Undo all 5').waitFor();
    expect(admitted()).toBe(before + expectedMissing);
    await page.getByRole('button', { name: 'Undo all 5' }).focus();
    await press(page, 'Enter');
    await page.getByText('5 undone').waitFor();
    expect(admitted()).toBe(before);
    await press(page, 'Escape');
    await page.locator('.member-rows').waitFor();
  });

  it('gives way to a scan, and goes on meanwhile', async () => {
    await openThailand('id=0');
    await press(page, 'Control+a', 'Control+Enter');
    await scan(page, ticketOf(0));
    await page.locator('.hero[data-kind="answered"]').waitFor();
    await page.getByRole('button', { name: 'Back to Delegations' }).click();
    await page.getByText('Done for 5 of 5').waitFor();
  });
});

async function refuse(index: number, role = 'operator', wrongPins = 0): Promise<void> {
  const failures = { failures: wrongPins, blockedUntil: wrongPins > 0 ? Date.now() : 0 };
  await harness.open(page, {
    query: `role=${role}`,
    prepare: ({ context }) => writeSetting(context.db, 'approval-failures', failures),
  });
  await scan(page, ticketOf(index));
  await page.locator('.hero[data-kind="answered"]').waitFor();
  await press(page, 'Control+o');
  await page.getByRole('dialog').waitFor();
}

describe('an override, by the keyboard alone', () => {
  it('takes reason, document and another person’s PIN; then the desk shows the admission', async () => {
    await refuse(pending, 'supervisor');
    await press(page, 'Space', 'Tab');
    await page.keyboard.type('By telephone', asPeopleDo);
    await press(page, 'Tab', 'Space', 'Tab');
    await page.locator('input[type="password"]:focus').waitFor();
    await page.keyboard.type('2018', asPeopleDo);
    await press(page, 'Enter');
    await page.getByText('Another person must approve').waitFor();
    await page.locator('input[type="password"]').focus();
    await page.keyboard.type('4711', asPeopleDo);
    await press(page, 'Enter');
    await page.locator('.hero[data-tone="go"]').getByText('Zofia WIŚNIEWSKA').first().waitFor();
    await page.locator('.recent-row').first().getByText('Override').waitFor();
  });

  it('waits after many wrong PINs, and admits nobody', async () => {
    await refuse(pending, 'operator', 7);
    const before = admitted();
    await press(page, 'Space', 'Tab', 'Tab', 'Space', 'Tab');
    for (const pin of ['0000', '0001']) {
      await page.locator('input[type="password"]').focus();
      await page.keyboard.type(pin, asPeopleDo);
      await press(page, 'Enter');
      await page.getByText(/Wrong PIN|Try again in/).waitFor();
    }
    await page.getByText(/Try again in \d+ seconds/).waitFor();
    await expect.poll(() => page.locator('input[type="password"]').isDisabled()).toBe(true);
    expect(admitted()).toBe(before);
  });

  it('keeps what was typed when a scan closes it, but never the PIN', async () => {
    await refuse(pending);
    await press(page, 'Space', 'Tab');
    await page.keyboard.type('By telephone', asPeopleDo);
    await page.locator('input[type="password"]').focus();
    await page.keyboard.type('47', asPeopleDo);
    await scan(page, ticketOf(2));
    await page.locator('.hero').getByText('Already in').first().waitFor();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await scan(page, ticketOf(pending));
    await page.locator('.hero').getByText('Zofia').first().waitFor();
    await press(page, 'Control+o');
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => page.getByLabel('Details').inputValue()).toBe('By telephone');
    await expect.poll(() => page.locator('input[type="password"]').inputValue()).toBe('');
  });

  it.each([
    ['a forged ticket', badTickets.forged],
    ['an unreadable one', badTickets.unreadable],
    ['one of another event', badTickets['other-event']],
    ['a stopped badge', foreignBadge(7)],
  ])('is not offered for %s', async (_what, ticket) => {
    await harness.open(page, {
      prepare: ({ context }) => stop(context.db, 'badge', `${foreignStation}-000007`),
    });
    await scan(page, ticket);
    await page.locator('.hero[data-kind="answered"]').waitFor();
    await press(page, 'Control+o');
    await expect.poll(() => page.getByRole('button', { name: /^Override/ }).count()).toBe(0);
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });
});

describe('a verb', () => {
  it('is carried out once, however often it is sent before the page is painted again', async () => {
    let calls = 0;
    await harness.open(page, {
      prepare: (desk) => {
        desk.answers.setRetention = () => {
          calls += 1;
        };
      },
    });
    await openSettings(/^Privacy$/)(page);
    await page.getByRole('button', { name: 'Change…' }).click();
    await page.getByRole('dialog').waitFor();
    await page.locator('.dialog-form').evaluate((form) => {
      if (!(form instanceof HTMLFormElement)) throw new Error('no form');
      form.requestSubmit();
      form.requestSubmit();
    });
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(calls).toBe(1);
  });
});

/** The buttons beside the verdict that can be pressed, in order. */
const deeds = (): Promise<string[]> =>
  page.locator('.hero-stub .button:not([data-icon-only]) .button-words').allInnerTexts();

describe('a badge that is not there', () => {
  const right = 'Right of desk 2, behind the Secretariat’s banner at the door';
  const held = async (): Promise<void> => {
    await harness.open(page, 'printer=paper-out&beside=1');
    await personAdmitted(1, 'hold.paper-out.remedy')(page);
  };

  it('has an amber band beside the green verdict, and what to do next', async () => {
    await held();
    await page.locator('.hero[data-tone="go"] .hero-stub[data-trouble]').waitFor();
    const band = page.locator('.hero-stub .job-why');
    expect(await band.textContent()).toMatch(/^On holdPaper is outLoad a new roll/);
    const [ground, amber] = await band.evaluate((one) => {
      const probe = one.appendChild(document.createElement('i'));
      probe.style.background = 'var(--look)';
      const colours = [one, probe].map((each) => getComputedStyle(each).backgroundColor);
      probe.remove();
      return colours;
    });
    expect(ground).toBe(amber);
    await expect
      .poll(deeds)
      .toEqual(['Roll is in', `Print on ${right}`, 'Do not print', 'Undo', 'Reprint']);
  });

  it('prints at once where the roll is in', async () => {
    await held();
    const { answers, desk, printers } = deskOf(page);
    answers.releasePrintJob = ({ jobId, action }) => {
      // Not before the click: the queue asks the printer automatically, and the button would be
      // gone.
      printers.become('confirm');
      desk.queue.release(jobId, action);
    };
    await page.getByRole('button', { name: 'Roll is in' }).click();
    await page.locator('.hero').getByText('Confirmed by the printer').waitFor();
    expect(await page.locator('.hero-stub[data-trouble]').count()).toBe(0);
  });

  it('prints on the other printer', async () => {
    await held();
    await page.getByRole('button', { name: `Print on ${right}` }).click();
    await page.locator('.hero').getByText('Confirmed by the printer').waitFor();
    await page.locator('.hero').getByText(`Went to ${right}`).waitFor();
  });
});

describe('who is on the stop list', () => {
  const stopped = async (role: 'operator' | 'supervisor', sync: string): Promise<void> => {
    await harness.open(page, {
      query: `role=${role}&sync=${sync}`,
      prepare: ({ context }) => stop(context.db, 'delegate', uuid(1, 0)),
    });
    await scan(page, ticketOf(0));
    await page.locator('.hero[data-tone="stop"]').waitFor();
  };

  it.each([
    ['operator', 'Call a supervisor'],
    ['supervisor', 'Call security'],
  ] as const)('%s: the call comes first, large and red, the override last', async (role, call) => {
    await stopped(role, 'linked');
    await expect.poll(deeds).toEqual([call, 'Details', 'Dismiss', 'Override…']);
    const looks = await page
      .locator('.hero-stub .button')
      .evaluateAll((all) => all.map((one) => `${one.dataset.variant} ${one.dataset.size}`));
    expect(looks).toEqual(['danger large', 'plain normal', 'plain normal', 'quiet small']);
  });

  it('is called for at every desk, but not announced at this one', async () => {
    await stopped('operator', 'linked');
    await page.getByRole('button', { name: 'Call a supervisor' }).click();
    await page.getByText('All desks see the call').waitFor();
    const [call] = helpCallViews(deskOf(page).context);
    expect(call).toMatchObject({ reason: 'asked', isOwn: true, answer: null });
    expect(await page.locator('.alert-card').count()).toBe(0);
  });

  it('is called for by word of mouth where no other desk hears', async () => {
    await stopped('operator', 'alone');
    await page.getByRole('heading', { name: 'Call a supervisor' }).waitFor();
    await expect.poll(deeds).toEqual(['Details', 'Dismiss', 'Override…']);
  });
});

describe('the footer', () => {
  it('stays one line at 1366 px in French with four printers, offline', async () => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await harness.open(page, 'lang=fr&fleet=1&sync=away&admitted=0');
    await page.getByText('Plus de papier').first().waitFor();
    const height = await page.locator('.status-bar').evaluate((bar) => bar.clientHeight);
    expect(height).toBeLessThan(60);
  });
});
