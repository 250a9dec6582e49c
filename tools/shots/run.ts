/**
 * Takes a picture of every scene, or of every place of the organiser's page: `node tools/shots/run.ts OUT
 * [--organiser] [--only=PART] [--lang=fr] [--dark] [--contrast] [--size=1366x768]`. For looking at, not a test.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { cleanUp } from '../../test/hub/http/support.ts';
import { startOrganiserHub } from '../../test/hub-web/harness/hub.ts';
import { emptyPlaces, openPage, places, showAs } from '../../test/hub-web/harness/pages.ts';
import { steps } from '../../test/hub-web/harness/steps.ts';
import { openBrowser } from '../../test/renderer/harness/browser.ts';
import { settled } from '../../test/renderer/harness/examine.ts';
import { openHarness } from '../../test/renderer/harness/pages.ts';
import { scenes } from '../../test/renderer/harness/scenes.ts';
import { inLanguage } from '../../test/renderer/harness/steps.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    organiser: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    lang: { type: 'string', default: 'en' },
    dark: { type: 'boolean', default: false },
    contrast: { type: 'boolean', default: false },
    size: { type: 'string', default: '1366x768' },
  },
});
const [out = 'shots'] = positionals;
const [width = 1366, height = 768] = values.size.split('x').map(Number);
const viewport = { width, height };
const colorScheme = values.dark ? 'dark' : 'light';
const isWanted = ({ name }: { name: string }): boolean =>
  values.only.split(',').some((part) => name.includes(part));
await mkdir(out, { recursive: true });

/** Does what leads to the picture, and takes it even where that failed. */
async function shoot(
  page: Page,
  name: string,
  lead: () => unknown,
  complaints: readonly string[],
): Promise<void> {
  page.setDefaultTimeout(8_000);
  try {
    await lead();
    await settled(page);
  } catch (error) {
    console.log('FAILED', name, String(error).slice(0, 300));
  }
  await page.screenshot({ path: join(out, `${name.replaceAll('/', '-')}.png`) });
  for (const complaint of complaints) console.log(name, complaint);
}

async function shootOrganiser(): Promise<void> {
  const browser = await openBrowser();
  const language = values.lang === 'fr' ? 'fr' : 'en';
  const hubs = new Map<string, ReturnType<typeof startOrganiserHub>>();
  for (const view of [...places, ...steps, ...emptyPlaces].filter(isWanted)) {
    const starting = hubs.get(view.scene) ?? startOrganiserHub(view.scene);
    hubs.set(view.scene, starting);
    const hub = await starting;
    const { page, context, complaints } = await openPage(browser, hub, view);
    await showAs(page, { language, viewport, colorScheme });
    await shoot(page, view.name, () => view.run?.(page, hub), complaints);
    await context.close();
  }
  await browser.close();
  await cleanUp();
}

async function shootScenes(): Promise<void> {
  const runFolder = await mkdtemp(join(tmpdir(), 'lanyard-shots-'));
  const harness = await openHarness(runFolder);
  const look = {
    viewport,
    colorScheme,
    contrast: values.contrast ? 'more' : 'no-preference',
  } as const;
  for (const { name, steps: lead, ...world } of scenes.filter(isWanted)) {
    await harness.onPage(
      inLanguage(world, values.lang),
      (page, complaints) => shoot(page, name, () => lead(page), complaints),
      look,
    );
  }
  await harness.close();
  await rm(runFolder, { recursive: true });
}

await (values.organiser ? shootOrganiser() : shootScenes());
