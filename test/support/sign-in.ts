import { demoPin } from '../../main/app/start/seed.ts';
import type { LaunchedApp } from './launch-app.ts';

const attempts = 3;

/**
 * Types the demo's PIN at a person's speed: five keys at a machine's speed would count as a scan.
 * On a busy machine some may arrive that quickly anyway; then it types them again, as a person
 * would.
 */
export async function signIn({ page }: Pick<LaunchedApp, 'page'>): Promise<void> {
  const pin = page.getByText(demoPin).first();
  // If there are several operators, the page offers them as tiles.
  const tile = page.getByRole('button', { name: /^Demo/ }).first();
  await pin.or(tile).first().waitFor();
  if (!(await pin.isVisible())) await tile.press('Enter');
  await pin.waitFor();
  for (let attempt = 1; ; attempt += 1) {
    for (const key of [...demoPin].map((digit) => `Digit${digit}`).concat('Enter')) {
      await page.keyboard.press(key, { delay: 80 });
    }
    try {
      await page.locator('.hero').waitFor();
      return;
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}

/** Signs the demo's operator in by the page's call instead of keys, for tests of other things. */
export async function signInByCall({ page }: Pick<LaunchedApp, 'page'>): Promise<void> {
  await page
    .getByText(demoPin)
    .or(page.getByRole('button', { name: /^Demo/ }))
    .first()
    .waitFor();
  const answer = await page.evaluate(async (pin) => {
    const operators = await window.lanyard.listOperators();
    const demo = operators.ok ? operators.value.find(({ name }) => name === 'Demo') : undefined;
    return window.lanyard.signIn({ operatorId: demo?.id ?? '', pin });
  }, demoPin);
  if (!answer.ok || answer.value.result !== 'signed-in') throw new Error(JSON.stringify(answer));
  await page.locator('.hero').waitFor();
}
