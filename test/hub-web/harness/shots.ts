// Pictures of every page, to be looked at: node test/hub-web/harness/shots.ts OUTDIR [--lang=fr] [--dark] [--phone] [--only=part]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp } from '../../hub/server/support.ts';
import { openBrowser } from '../../renderer/harness/browser.ts';
import { type OrganiserHub, type Scene, startOrganiserHub } from './hub.ts';
import { emptyPlaces, laptop, openPage, phone, places, showAs } from './pages.ts';
import { steps } from './steps.ts';

const [folder = '/tmp/hub-web-shots', ...words] = process.argv.slice(2);
const has = (word: string): boolean => words.includes(word);
const only = words.find((word) => word.startsWith('--only='))?.slice('--only='.length) ?? '';
mkdirSync(folder, { recursive: true });

const variant = {
  language: has('--lang=fr') ? ('fr' as const) : ('en' as const),
  viewport: has('--phone') ? phone : laptop,
  colorScheme: has('--dark') ? ('dark' as const) : ('light' as const),
};
const browser = await openBrowser();
const hubs = new Map<Scene, OrganiserHub>();
for (const view of [...places, ...steps, ...emptyPlaces]) {
  const { name, scene, run } = view;
  if (!name.includes(only)) continue;
  const hub = hubs.get(scene) ?? (await startOrganiserHub(scene));
  hubs.set(scene, hub);
  const { page, context, complaints } = await openPage(browser, hub, view);
  await showAs(page, variant);
  try {
    await run?.(page, hub);
    const path = join(folder, `${name.replaceAll('/', '-')}.png`);
    await page.screenshot({ path, fullPage: run === undefined });
  } catch (error) {
    console.error(name, String(error).slice(0, 400));
    await page.screenshot({ path: join(folder, `${name}-failed.png`) });
  }
  if (complaints.length > 0) console.error(name, complaints);
  await context.close();
}
await browser.close();
await cleanUp();
