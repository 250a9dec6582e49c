import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { callForHelp } from '../../main/kiosk/kiosk-calls.ts';
import { admitted } from '../renderer/harness/deeds.ts';
import type { HarnessDesk } from '../renderer/harness/desk.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { uuid } from '../renderer/harness/people.ts';
import { heading, personAdmitted, untilIdle } from '../renderer/harness/steps.ts';
import { press } from '../support/as-people-do.ts';
import { go } from '../support/navigate.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

const labels = (page: Page): Promise<string[]> =>
  page.locator('.rail .rail-button > span:not(.rail-count)').allInnerTexts();
const foot = ['Evacuate', 'Settings', 'Shortcuts'];
const counted = (page: Page) => page.locator('.rail-count > [aria-hidden]');
const evening = ({ setClock }: HarnessDesk): void => setClock(Date.UTC(2018, 9, 2, 16, 30));
/** What no operator's screen shows: a UUID, an IP address, a code point. */
const internal = /[0-9a-f]{8}-[0-9a-f]{4}-|\b\d{1,3}(\.\d{1,3}){3}\b|U\+[0-9A-F]{4}/;

describe('the rail', () => {
  it.each([
    ['operator', ['Check in', 'Delegations', 'Problems']],
    ['security-officer', ['Check in', 'Delegations', 'Problems', 'People']],
    [
      'supervisor',
      ['Check in', 'Delegations', 'Problems', 'People', 'Badges', 'Day close', 'Reports'],
    ],
  ])('of the role %s', async (role, shown) => {
    await harness.onPage({ query: `role=${role}` }, async (page) => {
      await expect.poll(() => labels(page)).toEqual([...shown, ...foot]);
    });
  });

  it('brings badges and day close forward once the last session is over', async () => {
    await harness.onPage({ query: 'role=operator', prepare: evening }, async (page) => {
      const shown = ['Check in', 'Delegations', 'Problems', 'Badges', 'Day close'];
      await expect.poll(() => labels(page)).toEqual([...shown, ...foot]);
    });
  });

  it('leads to everything else through the settings, with the keys alone', async () => {
    await harness.onPage({ query: 'role=operator' }, async (page) => {
      const way = (name: string) =>
        page.getByRole('navigation').getByRole('button', { name, exact: true });
      await way('Settings').press('Enter');
      for (const name of ['People', 'Badges', 'Day close', 'Print jobs', 'Printers', 'Sync']) {
        await way(name).press('Enter');
        await page.getByRole('main', { name }).waitFor();
        await expect.poll(() => way(name).getAttribute('aria-current')).toBe('page');
      }
      await way('Camera').press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Camera' }).waitFor();
      for (const name of ['Reports', 'Templates', 'Activity', 'Ready?'])
        await expect.poll(() => way(name).count()).toBe(0);
    });
  });
});

describe('the problems', () => {
  it('are none, and the screen says so', async () => {
    await harness.onPage({ query: 'role=operator' }, async (page) => {
      await go(page, 'Problems');
      await heading(page, 'Nothing needs attention');
      await expect.poll(() => counted(page).count()).toBe(0);
    });
  });

  it('are counted together, wherever they come from', async () => {
    const prepare = ({ context }: HarnessDesk): void => {
      callForHelp(context, { reason: 'asked', code: 'BKTR' });
    };
    const query = 'role=operator&printer=unknown&sync=linked';
    await harness.onPage({ query, prepare }, async (page) => {
      await untilIdle(page);
      const before = Number(await counted(page).textContent());
      // A call, people admitted twice, and records of the hub that were not understood.
      expect(before).toBeGreaterThan(2);
      await personAdmitted(0, 'badge.cameOut')(page);
      await expect.poll(() => counted(page).textContent()).toBe(String(before + 1));
      await go(page, /^Problems/);
      for (const name of ['Alerts and calls', 'Did the badge come out?', 'Duplicates'])
        await page.getByRole('region', { name }).waitFor();
      expect(await page.locator('main:visible').textContent()).not.toMatch(internal);
      await page.getByRole('button', { name: /^I am going to/ }).click();
      await expect.poll(() => counted(page).textContent()).toBe(String(before));
    });
  });

  it('have a badge answered by Y and N: the first, or the one in focus', async () => {
    await harness.onPage({ query: 'role=operator&printer=unknown' }, async (page) => {
      await personAdmitted(0, 'badge.cameOut')(page);
      await press(page, 'Escape');
      await personAdmitted(1, 'badge.cameOut')(page);
      await go(page, /^Problems/);
      const asking = page.locator('.job-group[data-group="asking"] .job-card');
      await expect.poll(() => asking.count()).toBe(2);
      const [first = '', second = ''] = await asking.locator('.truncate').allInnerTexts();
      // In a dialog the key has no effect.
      await press(page, '?');
      await page.getByRole('dialog').waitFor();
      await press(page, 'y', 'Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await asking.last().getByRole('button').last().focus();
      await press(page, 'y');
      await expect.poll(() => asking.locator('.truncate').allInnerTexts()).toEqual([first]);
      expect(first).not.toBe(second);
      const { printers } = deskOf(page);
      printers.become('confirm');
      await press(page, 'n');
      await heading(page, 'Nothing needs attention');
      const { db } = deskOf(page).context;
      const cameOut = db.prepare("SELECT count(*) FROM print_job WHERE state = 'came-out'");
      expect(cameOut.pluck().get()).toBe(1);
    });
  });
});

describe('what comes over the screen', () => {
  /** Pairs of a strip or a toast and a control of the page that overlap. */
  const overlaps = (page: Page, over: string, under: string): Promise<number> =>
    page.evaluate(
      ([upper, lower]) => {
        const boxes = (selector: string) =>
          [...document.querySelectorAll(selector)]
            .map((one) => one.getBoundingClientRect())
            .filter(({ width }) => width > 0);
        const isOver = (a: DOMRect, b: DOMRect) =>
          a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        return boxes(upper).filter((a) => boxes(lower).some((b) => isOver(a, b))).length;
      },
      [over, under] as const,
    );

  it.each([
    [1366, 768],
    [1000, 700],
  ])('is no toast on a button of a dialog at %d × %d', async (width, height) => {
    await harness.onPage(
      { query: 'sync=linked' },
      async (page) => {
        await untilIdle(page);
        await page.keyboard.press('Control+n');
        await page.getByRole('dialog').waitFor();
        await page.keyboard.press('Control+Shift+s');
        await page.locator('.toast').waitFor();
        await page.evaluate(async () => {
          await Promise.allSettled(document.getAnimations().map((one) => one.finished));
        });
        expect(await page.locator('.toast').count()).toBe(1);
        expect(await overlaps(page, '.toast', '.dialog-modal')).toBe(0);
      },
      { viewport: { width, height } },
    );
  });

  it('is a call in a strip of its own, and never the verdict of this very desk', async () => {
    await harness.onPage(
      { query: 'lang=fr&sync=linked' },
      async (page) => {
        await untilIdle(page);
        const desk = deskOf(page);
        admitted(desk, uuid(1, 1));
        callForHelp(desk.context, { reason: 'see-desk', code: 'BKTR' });
        desk.desk.factWritten();
        await page.locator('.alert-card').waitFor();
        // The head of a delegation who was checked in here is only among the problems.
        expect(await page.locator('.alert-card').count()).toBe(1);
        expect(await overlaps(page, '.alert-cards', '.shell-screen')).toBe(0);
        const bar = page.locator('.status-bar');
        expect(await bar.evaluate((one) => one.clientHeight)).toBeLessThan(60);
        await expect
          .poll(() => bar.locator('.status-group').first().locator('.status-item').count())
          .toBe(2);
        await page.keyboard.press('Control+b');
        await page.getByRole('region', { name: 'Alertes et appels' }).waitFor();
        await expect.poll(() => page.locator('.alert-card').count()).toBe(0);
      },
      { viewport: { width: 1366, height: 768 } },
    );
  });
});

it('says the state of the hub in a sentence; addresses and fingerprints are behind Details', async () => {
  await harness.onPage({ query: 'sync=host' }, async (page) => {
    await go(page, 'Sync');
    const main = page.getByRole('main', { name: 'Sync' });
    await main.getByRole('row').nth(1).waitFor();
    const address = main.getByText('192.0.2.7');
    await expect.poll(() => address.isVisible()).toBe(false);
    await expect.poll(() => main.locator('.fingerprint-groups').isVisible()).toBe(false);
    await main.getByRole('button', { name: 'Details' }).click();
    await main.locator('.fingerprint-groups').waitFor();
    await address.waitFor();
  });
});
