import type { Page } from 'playwright-core';
import { ticketOf } from './people.ts';
import { type Scene, scan } from './steps.ts';

const shows = (page: Page): Promise<void> => page.locator('.door-verdict').waitFor();

/** Shows somebody's badge at the door. */
async function pass(page: Page, index: number): Promise<void> {
  await page.locator('.door-ready, .door-verdict').first().waitFor();
  await scan(page, ticketOf(index));
  await shows(page);
}

/** One badge after the other, as people come. */
async function several(page: Page, ...people: number[]): Promise<void> {
  for (const index of people) {
    await pass(page, index);
    await page.waitForTimeout(750);
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
  scene('ready', 'alone=1'),
  scene('ready-out', 'checkpoint=exit&open=1&sync=offline&old=1'),
  scene('ready-camera', 'camera=1&closed=1', (page) => page.waitForTimeout(1500)),
  scene('choose', 'checkpoint=registration'),
  scene('in', 'sync=synced', (page) => several(page, 0, 2, 4, 6, 8)),
  scene('in-photo', 'photo=1', one(1)),
  scene('in-long-name', 'inside=175', one(3)),
  scene('in-old-lists', 'old=1&sync=offline', one(5)),
  scene('in-unknown', 'nobody=1', one(5)),
  scene('back', 'how=back', one(6)),
  scene('out', 'checkpoint=exit&open=1', one(7)),
  scene('ask-inside', 'door=ask&photo=1', one(0)),
  scene('ask-inside-long', 'door=ask&photo=1&doubts=inside,badge-returned', one(3)),
  scene('ask-full', 'door=ask&doubts=full,delegation-full&inside=180', one(4)),
  scene('ask-waiting', 'door=ask&doubts=badge-returned', async (page) => {
    await pass(page, 0);
    for (const index of [1, 2, 3]) await scan(page, ticketOf(index));
    await page.locator('.door-waiting').waitFor();
  }),
  scene('refused-stopped', 'door=refused', one(2)),
  scene('refused-replaced', 'door=refused&reason=badge-not-valid&replaced=1', one(2)),
  scene('refused-full', 'door=refused&reason=full&inside=180', one(2)),
  scene('refused-time', 'door=refused&reason=wrong-day', one(2)),
  scene('refused-code', 'door=refused&reason=unreadable&nobody=1', one(2)),
  scene('refused-category', 'door=refused&reason=not-registered', one(7)),
  scene('undone', '', async (page) => {
    await several(page, 0, 1);
    await page.locator('.door-tools .door-button').first().click();
    await page.locator('.door[data-tone="calm"] .door-verdict').waitFor();
  }),
  scene('failed', 'fails=passDoor:disk-full', one(2)),
];
