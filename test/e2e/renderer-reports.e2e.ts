import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { reportIds } from '../../domain/reports.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { heading } from '../renderer/harness/steps.ts';
import { go } from '../support/navigate.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

/** An event with sessions that ask for a booking: each report has a sense in it. */
const booked = { query: 'booked=1' };

describe('the gallery of reports', () => {
  it('has each report once, with what it is for', async () => {
    await harness.onPage(booked, async (page) => {
      await go(page, 'Reports');
      const cards = page.locator('.report-choice');
      await expect.poll(() => cards.count()).toBe(reportIds.length);
      const lines = await cards.locator('.small').allInnerTexts();
      expect(new Set(lines).size).toBe(reportIds.length);
      for (const line of lines) expect(line.split(' ').length).toBeLessThanOrEqual(12);
    });
  });

  it('opens a report by keys, saves it, and leads back', async () => {
    await harness.onPage(booked, async (page) => {
      await go(page, 'Reports');
      await page.getByRole('button', { name: 'Provisional list of participants' }).press('Enter');
      await page.getByRole('heading', { level: 1, name: /^Provisional list/ }).waitFor();
      await page.getByRole('cell', { name: 'Ms Maria LINDQVIST' }).waitFor();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await heading(page, 'The report is saved.');
      expect(readdirSync(deskOf(page).folder)).toContain('saveReport');
      await page.getByRole('button', { name: 'All reports', exact: true }).click();
      await page.getByRole('button', { name: 'Quorum' }).click();
      await page.getByRole('region', { name: 'Rule' }).waitFor();
      const answer = page.getByRole('region', { name: 'Answer' }).locator('p').first();
      await expect.poll(() => answer.textContent()).toBe('There is no quorum');
      const sizes = await page
        .locator('main :is(h1, h2, p)')
        .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
      const own = await answer.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
      expect(sizes.filter((size) => size >= own)).toEqual([own]);
      await page.waitForTimeout(150);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('.report-choice').count()).toBe(reportIds.length);
    });
  });
});

describe('the day’s close', () => {
  it('shows the worst first, and nothing green beside it', async () => {
    await harness.onPage('sync=linked&close=closed&copy=differs', async (page) => {
      await go(page, 'Day close');
      await page.locator('.day-figures [data-tone="stop"]').waitFor();
      const figures = await page
        .locator('.day-figures > div')
        .evaluateAll((all) =>
          all.map((one) => `${one.getAttribute('data-tone')} ${one.textContent}`),
        );
      expect(figures.slice(0, 3)).toEqual([
        'stop Stations that differ2',
        'look Records missing18',
        'calm Still open0',
      ]);
    });
  });
});
