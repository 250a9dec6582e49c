import { demoPin } from '../../main/start/seed.ts';
import type { LaunchedApp } from './launch-app.ts';

/** Types the demo's PIN as quickly as a person does: five keys at a machine's speed would be a scan. */
export async function signIn({ page }: Pick<LaunchedApp, 'page'>): Promise<void> {
  await page.getByText(demoPin).first().waitFor();
  for (const key of [...demoPin].map((digit) => `Digit${digit}`).concat('Enter')) {
    await page.keyboard.press(key, { delay: 80 });
  }
  await page.locator('.hero').waitFor();
}
