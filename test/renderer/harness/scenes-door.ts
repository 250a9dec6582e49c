import type { Page } from 'playwright-core';
import { badgesOf, codeOf } from './deeds.ts';
import { deskOf } from './pages.ts';
import { badTickets, foreignBadge, people, ticketOf } from './people.ts';
import { type Scene, scan } from './steps.ts';

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

function scene(name: string, query: string, steps?: Scene['steps']): Scene {
  return {
    name: `door-${name}`,
    query: `mode=door&${query}`,
    ...(steps === undefined ? {} : { steps }),
  };
}

const one = (index: number) => (page: Page) => pass(page, index);

/** The door: nobody there, every verdict, and what a steward does. */
export const doorScenes: readonly Scene[] = [
  scene('ready', ''),
  scene('ready-out', 'checkpoint=exit&open=1&sync=old-lists'),
  scene('ready-camera', 'camera=1&closed=1', (page) => page.locator('video').first().waitFor()),
  scene('choose', 'checkpoint=registration'),
  scene('in', 'sync=synced', (page) => several(page, 0, 2, 4, 6, 8)),
  scene('in-photo', 'photo=1', one(1)),
  scene('in-long-name', '', one(3)),
  scene('in-old-lists', 'sync=old-lists', one(5)),
  scene('in-unknown', '', (page) => show(page, foreignBadge(7))),
  scene('back', 'in=6&how=back', one(6)),
  scene('out', 'checkpoint=exit&open=1', one(7)),
  scene('ask-inside', 'in=0&photo=1', one(0)),
  scene('ask-inside-long', 'in=3&photo=1&returned=3', one(3)),
  scene('ask-full', 'in=2&capacity=1&doubts=full,delegation-full&delegation=1', (page) =>
    show(page, ticketOf(500)),
  ),
  scene('ask-waiting', 'in=0', async (page) => {
    await pass(page, 0);
    for (const index of [1, 2, 3]) await scan(page, codeOf(deskOf(page), index));
    await page.locator('.door-waiting').waitFor();
  }),
  scene('refused-stopped', 'stopped=2', one(2)),
  scene('refused-replaced', 'replaced=2', (page) =>
    show(page, badgesOf(deskOf(page), 2).at(-1)?.code ?? ''),
  ),
  scene('refused-full', 'door=refused&capacity=1&in=4', one(2)),
  scene('refused-time', '', one(9)),
  scene('refused-code', '', (page) => show(page, badTickets.unreadable)),
  scene('refused-category', 'reason=not-registered', one(2)),
  scene('undone', '', async (page) => {
    await several(page, 0, 1);
    await page.locator('.door-tools .door-button').first().click();
    await page.locator('.door[data-tone="calm"] .door-verdict').waitFor();
  }),
  scene('failed', 'fails=passDoor:disk-full', one(2)),
];
