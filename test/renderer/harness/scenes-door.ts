import type { Page } from 'playwright-core';
import { codeOf } from './deeds.ts';
import { deskOf } from './pages.ts';
import { badTickets, foreignBadge, people, ticketOf } from './people.ts';
import { type Scene, type Step, scan, sceneAt, untilShown } from './steps.ts';

const everybody = people();

const shows = (page: Page): Promise<void> => page.locator('.door-verdict').waitFor();

/** Waits until the door takes the next one, and shows it a code. */
async function show(page: Page, code: string): Promise<void> {
  await page.locator('.door-ready, .door-verdict').first().waitFor();
  await scan(page, code);
  await shows(page);
}

/** Shows somebody's badge at the door, or the ticket of who has none. */
const pass = (page: Page, index: number): Promise<void> => show(page, codeOf(deskOf(page), index));

/** One badge after the other, as people come. */
async function several(page: Page, ...people: number[]): Promise<void> {
  for (const index of people) {
    await pass(page, index);
    const name = everybody[index]?.printedName ?? '';
    await page.locator('.door-verdict').getByText(name).first().waitFor();
  }
}

const door = (name: string, query: string, ...steps: readonly Step[]): Scene =>
  sceneAt(`door-${name}`, `mode=door&${query}`, ...steps);

const one = (index: number) => (page: Page) => pass(page, index);

/** The door: nobody there, every verdict, and what a steward does. */
export const doorScenes: readonly Scene[] = [
  door('ready', ''),
  door('ready-out', 'checkpoint=exit&open=1&sync=old-lists'),
  door('ready-camera', 'camera=1&closed=1', untilShown('.door-camera video')),
  door('choose', 'checkpoint=registration'),
  door('in', 'sync=synced', (page) => several(page, 0, 2, 4, 6, 8)),
  door('in-photo', 'photo=1', one(1)),
  door('in-long-name', '', one(3)),
  door('in-old-lists', 'sync=old-lists', one(5)),
  door('in-unknown', '', (page) => show(page, foreignBadge(7))),
  door('back', 'in=6&how=back', one(6)),
  door('out', 'checkpoint=exit&open=1', one(7)),
  door('ask-inside', 'in=0&photo=1', one(0)),
  door('ask-inside-long', 'in=3&photo=1&returned=3', one(3)),
  door('ask-full', 'in=2&capacity=1&doubts=full,delegation-full&delegation=1', (page) =>
    show(page, ticketOf(500)),
  ),
  door('ask-waiting', 'in=0', async (page) => {
    await pass(page, 0);
    for (const index of [1, 2, 3]) await scan(page, codeOf(deskOf(page), index));
    await page.locator('.door-waiting').waitFor();
  }),
  door('refused-stopped', 'stopped=2', one(2)),
  door('refused-full', 'door=refused&capacity=1&in=4', one(2)),
  door('refused-time', '', one(9)),
  door('refused-code', '', (page) => show(page, badTickets.unreadable)),
  door('refused-category', 'reason=not-registered', one(2)),
  door('undone', '', async (page) => {
    await several(page, 0, 1);
    await page.locator('.door-tools .door-button').first().click();
    await page.locator('.door[data-tone="calm"] .door-verdict').waitFor();
  }),
  door('failed', 'fails=passDoor:disk-full', one(2)),
];
