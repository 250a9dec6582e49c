import type { Page } from 'playwright-core';

/** What is wrong on the way of Tab through all controls. */
export async function tabFaults(page: Page): Promise<string[]> {
  const [count, before] = await page.evaluate(() => {
    window.measures.watchFocus();
    return [window.measures.countControls(), window.measures.focused()] as const;
  });
  if (count === 0) return [];
  const isUnmoved = (): Promise<boolean> =>
    page.evaluate((first) => window.measures.focused() === first, before);
  // Right after a scan Tab still counts as the scanner's; where there is one control only, Tab stays on it.
  for (const start = Date.now(); count > 1 && (await isUnmoved()) && Date.now() - start < 2000; ) {
    await page.keyboard.press('Tab', { delay: 40 });
  }
  let faults: string[] = [];
  // A second round where the first opened or closed something.
  for (let round = 0; round < 2; round += 1) {
    const controls = await page.evaluate(() => window.measures.countControls());
    // A browser's own stop and hidden ways out of a popover lie between.
    await Promise.all(Array.from({ length: controls + 6 }, () => page.keyboard.press('Tab')));
    faults = await page.evaluate(() => window.measures.focusFaults());
    if (faults.length === 0) break;
  }
  return faults;
}
