// Pictures of every page, to be looked at: node test/hub-web/harness/shots.ts OUTDIR [--lang=fr] [--dark] [--phone] [--empty] [--only=part]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../../renderer/harness/browser.ts';
import { startFakeHub } from './fake-hub.ts';
import { allPlaces, laptop, openPage, phone } from './pages.ts';
import { steps } from './steps.ts';

const [folder = '/tmp/hub-web-shots', ...words] = process.argv.slice(2);
const has = (word: string): boolean => words.includes(word);
const only = words.find((word) => word.startsWith('--only='))?.slice('--only='.length) ?? '';
mkdirSync(folder, { recursive: true });

const [browser, hub] = await Promise.all([openBrowser(), startFakeHub()]);
const look = {
  language: has('--lang=fr') ? ('fr' as const) : ('en' as const),
  viewport: has('--phone') ? phone : laptop,
  colorScheme: has('--dark') ? ('dark' as const) : ('light' as const),
  isEmpty: has('--empty'),
};
const scenes = [
  ...allPlaces.map(({ place, role }) => ({ name: place, place, role, run: undefined })),
  ...steps,
].filter(({ name }) => name.includes(only));
for (const { name, place, role, run } of scenes) {
  const { page, context, complaints } = await openPage(browser, hub, { ...look, role, place });
  try {
    await run?.(page, hub);
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: run === undefined });
  } catch (error) {
    console.error(name, String(error).slice(0, 400));
    await page.screenshot({ path: join(folder, `${name}-failed.png`) });
  }
  if (complaints.length > 0) console.error(name, complaints);
  await context.close();
}
await browser.close();
await hub.close();
