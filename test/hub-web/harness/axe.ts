import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { axeFindings as findings, settled } from '../../renderer/harness/examine.ts';

const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** The thirteenth row of a list is made as the first ones are; two hundred of them take axe some seconds. */
const repetitions = ['.data-table tbody tr:nth-child(n+13)', '.found li:nth-child(n+13)'];

/** Puts axe into the page: as a call of the debugger, which the content security policy does not concern. */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(source);
}

/** What axe finds; call `loadAxe` before. */
export async function axeFindings(page: Page): Promise<string[]> {
  // A dialog that has just been put in is not shown yet: to axe it is none, and the page behind it has no main part.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.dialog-modal')].every(
      (one) => getComputedStyle(one).opacity === '1',
    ),
  );
  await settled(page);
  return findings(page, repetitions);
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
