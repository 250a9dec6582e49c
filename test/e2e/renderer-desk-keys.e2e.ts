import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { changeStationSettings } from '../../main/base/config/station-settings.ts';
import { badgesOf, codeOf } from '../renderer/harness/deeds.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { ticketOf } from '../renderer/harness/people.ts';
import {
  personAdmitted,
  personScanned,
  scan,
  scanned,
  untilIdle,
} from '../renderer/harness/steps.ts';
import type { World } from '../renderer/harness/world.ts';
import { asPeopleDo, press } from '../support/as-people-do.ts';

let harness: HarnessPages;
let page: Page;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
});
afterAll(() => harness?.close());

async function open(world: World | string = ''): Promise<void> {
  await harness.open(page, world);
}

const hero = (selector: string): Promise<void> => page.locator(`.hero${selector}`).waitFor();
const searched = (): Promise<string> => page.locator('#desk-search').inputValue();

/** States of a delegate's badges, the newest first. */
const badgeStates = (person: number): string[] =>
  badgesOf(deskOf(page), person).map(({ state }) => state);

describe('the idle desk', () => {
  it('searches for what is typed, without a key before it; Tab takes the only match', async () => {
    await open();
    await untilIdle(page);
    await page.keyboard.type('lindq', asPeopleDo);
    await page.getByRole('option', { name: /LINDQVIST/ }).waitFor();
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    expect(await searched()).toBe('lindq');
    await press(page, 'Tab');
    await hero('[data-kind="identity"]');
  });

  it('leaves nothing of a scan in the search, and its keys to the answer', async () => {
    await open();
    await untilIdle(page);
    await scan(page, ticketOf(0));
    await hero('[data-kind="identity"]');
    expect(await searched()).toBe('');
    await press(page, 'Enter');
    await hero('[data-kind="answered"][data-tone="go"]');
  });

  it('gives a camera that is off no place', async () => {
    await open('camera=1');
    await page.locator('.camera-card').waitFor();
    await open();
    await untilIdle(page);
    expect(await page.locator('.camera-card').count()).toBe(0);
  });
});

describe('a question with a few answers', () => {
  it('is answered and sent by one digit: undo', async () => {
    await open();
    await personAdmitted(0, 'badge.job.confirmed')(page);
    await press(page, 'Control+z');
    await page.getByRole('dialog').waitFor();
    await press(page, '2');
    await page.getByText('Check-in undone').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('is answered and sent by one digit: reprint', async () => {
    await open();
    await personAdmitted(0, 'badge.job.confirmed')(page);
    await press(page, 'Control+r');
    await page.getByRole('dialog').waitFor();
    await press(page, '1');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await expect.poll(() => badgeStates(0)).toEqual(['printed', 'lost']);
  });

  it('is answered by a digit, the document by its letter, and the PIN is typed next: override', async () => {
    await open();
    await personScanned(13)(page);
    await press(page, 'Control+o');
    await page.getByRole('dialog').waitFor();
    // Where the page is busy, a key that comes too soon after another is taken for a scan's.
    await press(page, '3');
    await page.getByRole('radio', { name: /List is wrong|list is wrong/, checked: true }).waitFor();
    await press(page, 'i');
    await page.locator('input[type="password"]:focus').waitFor();
    await page.getByRole('radio', { name: /Identity card/, checked: true }).waitFor();
  });

  it('takes no digit of a scan', async () => {
    await open();
    await personAdmitted(0, 'badge.job.confirmed')(page);
    await press(page, 'Control+z');
    await page.getByRole('dialog').waitFor();
    await scan(page, '1234-1234-1234');
    await hero('[data-kind="answered"][data-tone="stop"]');
    expect(badgeStates(0)).toEqual(['printed']);
  });

  it.each([
    ['y', 'came-out'],
    ['n', 'print-again'],
  ])('%s answers whether the badge came out', async (key, answer) => {
    await open('printer=unknown&admitted=0');
    await page.evaluate(() => {
      const { answerPrintJob } = window.lanyard;
      window.lanyard.answerPrintJob = (input) => {
        document.body.dataset.answer = input.answer;
        return answerPrintJob(input);
      };
    });
    await personAdmitted(3, 'badge.cameOut')(page);
    await press(page, key);
    await expect.poll(() => page.evaluate(() => document.body.dataset.answer)).toBe(answer);
  });
});

describe('a question with a few answers, by mouse', () => {
  const reason = (name: string): Locator =>
    page.getByRole('dialog').getByRole('button', { name, exact: true });

  it.each([
    ['Undo', 'Wrong person', ['stale']],
    ['Reprint', 'Lost', ['printed', 'lost']],
  ])('is answered and sent by the click on the reason: %s', async (deed, why, states) => {
    await open();
    await personAdmitted(0, 'badge.job.confirmed')(page);
    await page.locator('.hero').getByRole('button', { name: deed, exact: true }).click();
    await reason(why).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => badgeStates(0)).toEqual(states);
  });

  it('is not answered by the second click of a double one, nor by Enter', async () => {
    await open('admitted=0');
    await personAdmitted(0, 'badge.job.confirmed')(page);
    await press(page, 'Control+z');
    await reason('Wrong person').hover();
    await press(page, 'Enter');
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    await reason('Other reason').click();
    const undone = `SELECT payload ->> 'reason' AS reason FROM attendance_event
      WHERE type = 'admission-undone'`;
    await expect
      .poll(() => deskOf(page).context.db.prepare(undone).all())
      .toEqual([{ reason: 'other' }]);
  });

  it('is answered by the document in the panel of who was found', async () => {
    await open();
    await untilIdle(page);
    await page.keyboard.type('lindq', asPeopleDo);
    await page.locator('.delegate-panel').getByRole('button', { name: 'Passport' }).click();
    await hero('[data-kind="answered"][data-tone="go"]');
    expect(await searched()).toBe('');
  });
});

describe('the hand-over', () => {
  const by = (handOver: 'next-scan' | 'badge-scan'): World => ({
    prepare: ({ context }) => changeStationSettings(context.db, { handOver }),
  });

  it('is recorded at the next delegate where the station is set so, not by a second scan of the same', async () => {
    await open(by('next-scan'));
    await personAdmitted(0, 'badge.job.confirmed')(page);
    await page.getByText('Or scan the next delegate.').waitFor();
    // The badge, not the ticket: the same code would count again only after 1.5 s out of sight.
    await scan(page, codeOf(deskOf(page), 0));
    await page.locator('.hero').getByText('Already in').first().waitFor();
    expect(badgeStates(0)).toEqual(['printed']);
    await page.waitForTimeout(150);
    await scan(page, ticketOf(1));
    await hero('[data-kind="identity"]');
    await expect.poll(() => badgeStates(0)).toEqual(['handed-over']);
  });

  it('is not recorded for a check-in that was undone, nor for a delegate who was dismissed', async () => {
    await open(by('next-scan'));
    await page.evaluate(() => {
      const { handOverBadge } = window.lanyard;
      window.lanyard.handOverBadge = (input) => {
        document.body.dataset.handedOver = input.serialText;
        return handOverBadge(input);
      };
    });
    await personAdmitted(0, 'badge.job.confirmed')(page);
    await press(page, 'Control+z');
    await page.getByRole('dialog').waitFor();
    await press(page, '1');
    await hero('[data-kind="idle"]');
    await personAdmitted(1, 'badge.job.confirmed')(page);
    await press(page, 'Escape');
    await hero('[data-kind="idle"]');
    await personScanned(10)(page);
    await hero('[data-kind="identity"]');
    expect(badgeStates(0)).toEqual(['stale']);
    expect(badgeStates(1)).toEqual(['printed']);
    // Not even tried: the main process would refuse the first, and the next delegate's operator
    // would see that.
    expect(await page.evaluate(() => document.body.dataset.handedOver)).toBeUndefined();
  });

  it('waits for its key otherwise', async () => {
    await open();
    await personAdmitted(0, 'badge.job.confirmed')(page);
    await scan(page, ticketOf(1));
    await hero('[data-kind="identity"]');
    expect(badgeStates(0)).toEqual(['printed']);
  });
});

describe('the verdict', () => {
  it.each([
    [1366, 768],
    [1920, 1080],
    [1080, 1920],
  ])(
    'is a headline of 64 px and more at %i × %i, whole inside its panel',
    async (width, height) => {
      await page.setViewportSize({ width, height });
      await open('long=1');
      await scanned(ticketOf(14))(page);
      const word = page.locator('.hero-word');
      const size = await word.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
      expect(size).toBeGreaterThanOrEqual(64);
      await expect
        .poll(() => page.locator('.hero').evaluate((one) => one.scrollHeight <= one.clientHeight))
        .toBe(true);
      await page.setViewportSize({ width: 1366, height: 768 });
    },
  );

  it('of a fault refuses nobody: a neutral panel', async () => {
    await open('fails=checkIn:disk-full');
    await scan(page, ticketOf(0));
    await hero('[data-kind="failed"][data-tone="fault"]');
    await page.getByRole('heading', { name: 'The disk is full' }).waitFor();
  });
});
