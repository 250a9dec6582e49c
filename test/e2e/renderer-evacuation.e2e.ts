import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { changeStationSettings } from '../../main/base/config/station-settings.ts';
import { evacuationList } from '../../main/emergency/evacuation.ts';
import { badgesOf, codeOf, fate } from '../renderer/harness/deeds.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { badTickets, ticketOf, uuid } from '../renderer/harness/people.ts';
import { installClock, personScanned, scan, untilIdle } from '../renderer/harness/steps.ts';
import type { World } from '../renderer/harness/world.ts';
import { asPeopleDo, press } from '../support/as-people-do.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

const counts = (page: Page): Promise<string[]> =>
  page.locator('.evacuation-count dd:first-of-type').allInnerTexts();
const said = (page: Page, kind: string) => page.locator(`.evacuation-said[data-kind="${kind}"]`);
const facts = (page: Page): unknown =>
  deskOf(page).context.db.prepare('SELECT count(*) FROM attendance_event').pluck().get();
const isSeen = (page: Page, index: number): boolean => {
  const { zones, others } = evacuationList(deskOf(page).context, 'en');
  return [...zones.flatMap(({ people }) => people), ...others].some(
    ({ id, seenAt }) => id === uuid(1, index) && seenAt !== null,
  );
};

/** From now on the page hears of each scan so many milliseconds late, and reports when it locks. */
const answerLate = (page: Page, milliseconds: number): Promise<void> =>
  page.evaluate((wait) => {
    const { lanyard } = window;
    const { scanEvacuated, lock } = lanyard;
    const { dataset } = document.body;
    lanyard.scanEvacuated = async (input) => {
      const answer = await scanEvacuated(input);
      dataset.late = '1';
      await new Promise((resolve) => setTimeout(resolve, wait));
      return answer;
    };
    lanyard.lock = () => {
      dataset.locked = '1';
      return lock();
    };
  }, milliseconds);

/**
 * Runs with the evacuation count open; six people are inside: the third to the ninth of the list.
 */
const onMuster = (world: World, run: (page: Page) => Promise<void>): Promise<void> =>
  harness.onPage(world, async (page) => {
    await page.keyboard.press('F9');
    await expect.poll(() => counts(page)).toEqual(['6', '0', '6']);
    await run(page);
  });

describe('the muster at a desk', () => {
  it('has the whole screen; F9 and Escape lead back to the desk', async () => {
    await onMuster({}, async (page) => {
      await expect.poll(() => page.getByRole('navigation').count()).toBe(0);
      await press(page, 'F9');
      await page.getByRole('navigation').waitFor();
      await press(page, 'F9');
      await expect.poll(() => page.getByRole('navigation').count()).toBe(0);
      await press(page, 'Escape');
      await untilIdle(page);
    });
  });

  it('ticks by badge and ticket, admits nobody, and takes the latest tick back', async () => {
    await onMuster({}, async (page) => {
      const before = facts(page);
      await scan(page, codeOf(deskOf(page), 2));
      await said(page, 'ticked').getByText('Somchai RATTANAPORN').waitFor();
      await expect.poll(() => counts(page)).toEqual(['5', '1', '6']);
      // A person who never came shows a ticket that a desk would admit.
      await scan(page, ticketOf(0));
      await said(page, 'ticked').getByText('not on the list of people inside').waitFor();
      const others = page.getByRole('region', { name: 'Here, but not on the list' });
      await others.getByRole('checkbox', { name: /Maria LINDQVIST/ }).waitFor();
      expect(facts(page)).toBe(before);
      await expect.poll(() => counts(page)).toEqual(['5', '1', '6']);
      await press(page, 'Control+z');
      await expect.poll(() => isSeen(page, 0)).toBe(false);
      await press(page, 'Control+z');
      await expect.poll(() => isSeen(page, 2)).toBe(false);
      await expect.poll(() => counts(page)).toEqual(['6', '0', '6']);
    });
  });

  it('asks where someone else may bear the badge, and says whose code it does not know', async () => {
    const prepare: World['prepare'] = (desk) =>
      fate(desk, badgesOf(desk, 2)[0]?.serial ?? '', 'returned');
    await onMuster({ prepare }, async (page) => {
      await scan(page, badTickets['nobody-knows']);
      await said(page, 'unknown').waitFor();
      await scan(page, codeOf(deskOf(page), 2));
      await said(page, 'ask').getByText('Somchai RATTANAPORN').waitFor();
      expect(isSeen(page, 2)).toBe(false);
      await page.getByRole('button', { name: 'Yes, accounted for' }).click();
      await expect.poll(() => counts(page)).toEqual(['5', '1', '6']);
    });
  });

  it('lists the missing first; a row that is tapped stays until the next search', async () => {
    await onMuster({}, async (page) => {
      const first = page.getByRole('checkbox').first();
      const name = (await page.locator('.evacuation-name').first().textContent()) ?? '';
      await first.click();
      await expect.poll(() => counts(page)).toEqual(['5', '1', '6']);
      await expect.poll(() => page.locator('.evacuation-name').first().textContent()).toBe(name);
      // The row stays where it is, and no number waits for it.
      await expect
        .poll(() => page.getByText(/of \d+ missing$/).allTextContents())
        .toEqual(['5 of 6 missing']);
      await press(page, '/');
      await page.locator('.evacuation-tools input:focus').waitFor();
      await page.keyboard.type('mahmood', asPeopleDo);
      await expect.poll(() => page.locator('.evacuation-name').count()).toBe(0);
      await press(page, 'Escape');
      const seen = page.getByRole('region', { name: 'Accounted for' });
      await expect.poll(() => seen.locator('.evacuation-name').allTextContents()).toEqual([name]);
      await page.keyboard.type('nakamura', asPeopleDo);
      await expect.poll(() => page.locator('.evacuation-name').count()).toBe(1);
      await press(page, 'Enter');
      await expect.poll(() => counts(page)).toEqual(['4', '2', '6']);
      await expect.poll(() => isSeen(page, 6)).toBe(true);
    });
  });

  it('removes every tick only after a question', async () => {
    await onMuster({}, async (page) => {
      await page.getByRole('checkbox').first().click();
      const again = page.getByRole('button', { name: 'Start over' });
      await again.click();
      await page.getByText('Remove 1 tick?').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await expect.poll(() => counts(page)).toEqual(['5', '1', '6']);
      await again.click();
      await again.first().click();
      await expect.poll(() => counts(page)).toEqual(['6', '0', '6']);
    });
  });

  it('takes scans although the desk waits for a document, which it goes on waiting for', async () => {
    await harness.onPage({}, async (page) => {
      await personScanned(0)(page);
      await page.getByRole('button', { name: /^Passport/ }).waitFor();
      // Scanned at the desk before the alarm: this person is still inside.
      await scan(page, ticketOf(4));
      const before = facts(page);
      await press(page, 'F9');
      await expect.poll(() => counts(page)).toEqual(['6', '0', '6']);
      await scan(page, codeOf(deskOf(page), 2));
      await expect.poll(() => counts(page)).toEqual(['5', '1', '6']);
      expect(isSeen(page, 4)).toBe(false);
      expect(facts(page)).toBe(before);
      await press(page, 'Escape');
      await page.getByRole('button', { name: /^Passport/ }).waitFor();
    });
  });

  it('keeps the desk open while people are ticked, and only then', async () => {
    const prepare: World['prepare'] = ({ context }) =>
      changeStationSettings(context.db, { lockAfterMinutes: 1 });
    await onMuster({ prepare }, async (page) => {
      const { session } = deskOf(page).desk;
      let uses = 0;
      session.noteUse = () => {
        uses += 1;
      };
      await installClock(page);
      await answerLate(page, 45_000);
      const heard = (name: string) => page.evaluate((key) => document.body.dataset[key], name);
      // A hand scanner has keys, a camera has none: the answer arrives long after the last of them.
      await scan(page, codeOf(deskOf(page), 2));
      await expect.poll(() => heard('late')).toBe('1');
      await page.clock.fastForward(45_000);
      await said(page, 'ticked').waitFor();
      await page.clock.fastForward(45_000);
      expect(await heard('locked')).toBeUndefined();
      await page.clock.fastForward(15_000);
      await expect.poll(() => heard('locked')).toBe('1');
      expect(uses).toBe(1);
    });
  });

  it('has no button that cannot act where the computer has no printer', async () => {
    await onMuster({ query: 'paperPrinters=0' }, async (page) => {
      await page.getByText(/^This computer has no printer\./).waitFor();
      await expect.poll(() => page.getByRole('button', { name: 'Print' }).count()).toBe(0);
      await expect.poll(() => page.getByRole('button', { disabled: true }).count()).toBe(0);
      await page.getByRole('button', { name: 'Save as PDF' }).waitFor();
    });
  });
});

describe('the muster at a door', () => {
  it('ticks and admits nobody, and its keys do not decide on who stands at the door', async () => {
    // The first person is in the hall and shows the ticket again.
    const query = 'mode=door&inside=6&admitted=0&in=0';
    await harness.onPage({ query }, async (page) => {
      await page.getByRole('main').waitFor();
      await scan(page, ticketOf(0));
      const letPass = page.getByRole('button', { name: 'Let pass' });
      await letPass.waitFor();
      const before = facts(page);
      await press(page, 'F9');
      await expect.poll(() => counts(page)).toEqual(['7', '0', '7']);
      await press(page, 'Enter', 'Control+z');
      await scan(page, codeOf(deskOf(page), 1_000));
      await expect.poll(() => counts(page)).toEqual(['6', '1', '7']);
      await press(page, 'Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      // The question is unchanged.
      await letPass.waitFor();
      expect(facts(page)).toBe(before);
    });
  });
});
