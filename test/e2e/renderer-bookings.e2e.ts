import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { CallFailure } from '../../main/base/call-failure.ts';
import { bookedTwice } from '../renderer/harness/deeds.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { people } from '../renderer/harness/people.ts';
import { goTo, paste } from '../renderer/harness/steps.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

const session = (page: Page, name: RegExp) =>
  page.getByRole('listitem').filter({ hasText: name, has: page.getByRole('button') });
const stce = /^STCE session/;
const pgs = /^Strategic Trade/;

async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox').fill(name);
  await page.getByRole('option').first().click();
  await page.getByRole('heading', { name: 'Bookings' }).waitFor();
}

it('books a place, lets others wait, and gives the place to the next', async () => {
  await harness.onPage({ query: 'booked=1' }, async (page) => {
    await open(page, 'lindqvist');
    await session(page, stce).getByText('1 place left').waitFor();
    await session(page, stce).getByRole('button', { name: 'Book', exact: true }).click();
    await session(page, stce).getByText('Booked', { exact: true }).waitFor();
    await page.getByText('Booked: STCE session.').waitFor();

    await open(page, 'nakamura');
    await session(page, stce).getByText('Full', { exact: true }).waitFor();
    await session(page, stce).getByRole('button', { name: 'Wait for a place' }).click();
    await session(page, stce).getByText('Waiting, turn 1').waitFor();

    await open(page, 'lindqvist');
    await session(page, stce).getByRole('button', { name: 'Give up' }).click();
    await page.getByText('Given up: STCE session.').waitFor();
    await open(page, 'nakamura');
    await session(page, stce).getByText('Booked', { exact: true }).waitFor();
  });
});

it('books and gives up where one person of the list is shown', async () => {
  await harness.onPage({ query: 'booked=1' }, async (page) => {
    await goTo('app.roster')(page);
    const [first] = people();
    await page.getByLabel('Search by name').fill(first?.registrationCode ?? '');
    await page.getByText('1 person', { exact: true }).waitFor();
    await page.getByRole('grid', { name: 'People' }).locator('[data-index]').first().click();
    const bookings = page.getByRole('region', { name: 'Bookings' });
    const one = bookings.getByRole('listitem').filter({ hasText: stce });
    await one.getByText('1 place left').waitFor();
    await one.getByRole('button', { name: 'Book', exact: true }).click();
    await one.getByText('Booked', { exact: true }).waitFor();
    await one.getByRole('button', { name: 'Give up' }).click();
    await one.getByText('1 place left').waitFor();
    await page.getByRole('button', { name: 'Book again' }).click();
    await one.getByText('Booked', { exact: true }).waitFor();
  });
});

it('asks before it books two sessions at one time', async () => {
  await harness.onPage({ query: 'booked=1' }, async (page) => {
    await open(page, 'nakamura');
    await session(page, stce).getByRole('button', { name: 'Book', exact: true }).click();
    await session(page, stce).getByText('Booked', { exact: true }).waitFor();
    await session(page, pgs).getByRole('button', { name: 'Book', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Two sessions at one time' });
    await dialog.getByText(/meets STCE session/).waitFor();
    await page.keyboard.press('Escape');
    await session(page, pgs).getByText('1 place left').waitFor();
    await session(page, pgs).getByRole('button', { name: 'Book', exact: true }).click();
    await dialog.getByRole('button', { name: 'Book anyway' }).click();
    await session(page, pgs).getByText('Booked', { exact: true }).waitFor();
  });
});

it('books again from the message, and says if that fails, also with another person shown', async () => {
  await harness.onPage({ query: 'booked=1' }, async (page) => {
    const messages = page.getByRole('region', { name: 'Messages' });
    await open(page, 'lindqvist');
    await session(page, stce).getByRole('button', { name: 'Book', exact: true }).click();
    await session(page, stce).getByRole('button', { name: 'Give up' }).click();
    await messages.getByRole('button', { name: 'Book again' }).click();
    await session(page, stce).getByText('Booked', { exact: true }).waitFor();

    await session(page, stce).getByRole('button', { name: 'Give up' }).click();
    await session(page, stce).getByText('1 place left').waitFor();
    deskOf(page).answers.bookSession = () => {
      throw new CallFailure('disk-full');
    };
    await open(page, 'nakamura');
    await messages.getByRole('button', { name: 'Book again' }).click();
    await messages.getByText('The disk is full').waitFor();
  });
});

it('shows places given twice among the problems, until they are given up', async () => {
  await harness.onPage({ query: 'booked=1', prepare: bookedTwice }, async (page) => {
    await goTo('app.problems')(page);
    const part = page.getByRole('region', { name: 'More booked than places' });
    const card = part.getByRole('listitem').filter({ hasText: stce });
    await card.getByText('3 booked, 1 place').waitFor();
    const [, second, third] = people();
    const line = (one: Delegate | undefined) =>
      card.getByRole('listitem').filter({ hasText: one?.printedName ?? '?' });
    await line(third).getByRole('button', { name: 'Give up' }).click();
    await page.getByText('Given up: STCE session.').waitFor();
    await line(third).waitFor({ state: 'detached' });
    await line(second).getByRole('button', { name: 'Give up' }).click();
    await part.waitFor({ state: 'detached' });
  });
});

it('lists the people of a session, and those for whom there is no place', async () => {
  await harness.onPage({ query: 'booked=1', prepare: bookedTwice }, async (page) => {
    await goTo('app.roster')(page);
    const filters = page.getByRole('group', { name: 'Filters' });
    const choose = async (name: string, choice: string): Promise<void> => {
      await filters.getByRole('button', { name }).click();
      await page.getByRole('menuitemradio', { name: choice, exact: true }).click();
    };
    await choose('Session', 'STCE session');
    await page.getByText('3 people', { exact: true }).waitFor();
    await choose('Booking', 'One too many');
    await page.getByText('2 people', { exact: true }).waitFor();
    await filters.getByRole('button', { name: 'Booking, One too many' }).waitFor();
  });
});

it('shows no bookings where no session asks for them', async () => {
  await harness.onPage({ query: '' }, async (page) => {
    await page.getByRole('combobox').fill('nakamura');
    await page.getByRole('option').first().click();
    await page.getByRole('heading', { name: 'Check-ins', exact: true }).waitFor();
    await page.getByRole('heading', { name: 'May enter' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Bookings' }).count()).toBe(0);
  });
});

it('books what a list says: columns, comparison with its doubts, and the same list again', async () => {
  await harness.onPage({ query: 'booked=1' }, async (page) => {
    const [first, second, third] = people();
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('three');
    const rowOf = (one: Delegate, chosen: string): string =>
      [one.registrationCode, one.printedName, one.delegation, chosen].join('\t');
    const list = [
      'Registration code\tName\tDelegation\tWhat they chose',
      rowOf(first, 'STCE session'),
      rowOf(second, 'stce session; Yoga'),
      rowOf(third, ''),
    ].join('\n');
    const rows = () =>
      page.getByRole('tabpanel', { name: 'Bookings' }).getByRole('row').allInnerTexts();
    const compare = async (): Promise<void> => {
      await paste(page, list);
      await page.getByText('Pasted list').waitFor();
      await page.getByRole('button', { name: /Sessions, several in a cell/ }).click();
      await page.getByRole('option', { name: 'What they chose' }).click();
      await page.getByRole('button', { name: 'Compare with roster' }).click();
      await page.getByRole('tab', { name: /^Bookings/ }).click();
    };
    const write = () => page.locator('.roster-foot .button').last();
    await goTo('app.roster')(page);
    await page.getByRole('grid').waitFor();
    await compare();
    await expect
      .poll(rows)
      .toEqual([
        expect.stringContaining('What happens'),
        expect.stringMatching(/^3\s[\s\S]*No session has this name[\s\S]*Yoga/),
        expect.stringMatching(/^2\s[\s\S]*Books a place\s+STCE session/),
        expect.stringMatching(/^3\s[\s\S]*Full: waits for a place\s+STCE session/),
      ]);
    await expect.poll(() => write().textContent()).toBe('Write 2 changes');
    await write().click();
    await page.getByText('1 new booking', { exact: true }).waitFor();
    await page.getByText('1 waits for a place', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Import another file' }).click();
    await compare();
    await page.getByText('No booking changes.').waitFor();
    await expect.poll(() => write().isEnabled()).toBe(false);
  });
});
