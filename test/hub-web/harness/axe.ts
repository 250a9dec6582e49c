import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** The thirteenth row of a list is made as the first ones are; two hundred of them take axe some seconds. */
const repetitions = ['.data-table tbody tr:nth-child(n+13)', '.found li:nth-child(n+13)'];

/** Puts axe into the page: as a call of the debugger, which the content security policy does not concern. */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(source);
}

/** What axe finds against WCAG 2.2 AA, its best practices and the 7:1 of our own measure; call `loadAxe` before. */
export async function axeFindings(page: Page): Promise<string[]> {
  // A dialog that has just been put in is not shown yet: to axe it is none, and the page behind it has no main part.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.dialog-modal')].every(
      (one) => getComputedStyle(one).opacity === '1',
    ),
  );
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)));
  return page.evaluate(async (repeated) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(
      { exclude: repeated.map((one) => [one]) },
      {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: { 'color-contrast-enhanced': { enabled: true } },
        resultTypes: ['violations'],
      },
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
  }, repetitions);
}

/** Whether something makes the page wider than the screen; then what. */
export async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > clientWidth + 1)
      .slice(0, 5)
      .map((one) => one.outerHTML.slice(0, 120));
  });
}
