// Takes a picture of every scene, or of every place of the organiser's page: `node
// tools/shots/run.ts OUT [--organiser] [--only=PART] [--lang=fr] [--dark] [--contrast]
// [--size=1366x768]`. For people to look at, not a test. `--docs` takes those of docs/pictures;
// then a picture that fails ends it with exit code 1.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { cleanUp } from '../../test/hub/http/support.ts';
import { openBrowser } from '../../test/renderer/harness/browser.ts';
import { settled } from '../../test/renderer/harness/examine.ts';
import { openHarness } from '../../test/renderer/harness/pages.ts';
import { scenes } from '../../test/renderer/harness/scenes.ts';
import { inLanguage } from '../../test/renderer/harness/steps.ts';
import { startOrganiserHub } from '../../test/web/organiser/harness/hub.ts';
import { emptyPlaces, openPage, places, showAs } from '../../test/web/organiser/harness/pages.ts';
import { steps } from '../../test/web/organiser/harness/steps.ts';
import { docPictures } from './doc-pictures.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    organiser: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
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
const isWanted = (name: string): boolean =>
  values.only.split(',').some((part) => name.includes(part));

/** What to show, in which language, and the name of its file. */
interface Shot<Shown> {
  shown: Shown;
  language: string;
  file: string;
}

/** The pictures of the docs, or one of each view. */
function shotsOf<Shown extends { name: string }>(
  views: readonly Shown[],
  isOrganisers: boolean,
): Shot<Shown>[] {
  const fileOf = ({ name }: Shown): string => `${name.replaceAll('/', '-')}.png`;
  if (!values.docs) {
    const wanted = views.filter(({ name }) => isWanted(name));
    return wanted.map((shown) => ({ shown, language: values.lang, file: fileOf(shown) }));
  }
  const wanted = docPictures.filter(
    (one) => one.isOrganisers === isOrganisers && isWanted(one.file),
  );
  return wanted.map(({ scene, ...picture }) => {
    const shown = views.find(({ name }) => name === scene);
    if (shown === undefined) throw new Error(`nothing is called ${scene}`);
    return { ...picture, shown };
  });
}

await mkdir(out, { recursive: true });

/** Does the steps that lead to the picture, and takes it even if they failed. */
async function shoot(
  page: Page,
  file: string,
  lead: () => unknown,
  complaints: readonly string[],
): Promise<void> {
  page.setDefaultTimeout(8_000);
  try {
    await lead();
    await settled(page);
  } catch (error) {
    console.log('FAILED', file, String(error).slice(0, 300));
    if (values.docs) process.exitCode = 1;
  }
  await page.screenshot({ path: join(out, file) });
  for (const complaint of complaints) console.log(file, complaint);
}

async function shootOrganiser(): Promise<void> {
  const browser = await openBrowser();
  const hubs = new Map<string, ReturnType<typeof startOrganiserHub>>();
  const views = [...places, ...steps, ...emptyPlaces];
  for (const { shown: view, language, file } of shotsOf(views, true)) {
    const starting = hubs.get(view.scene) ?? startOrganiserHub(view.scene);
    hubs.set(view.scene, starting);
    const hub = await starting;
    const { page, context, complaints } = await openPage(browser, hub, view);
    await showAs(page, { language: language === 'fr' ? 'fr' : 'en', viewport, colorScheme });
    await shoot(page, file, () => view.run?.(page, hub), complaints);
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
  for (const { shown, language, file } of shotsOf(scenes, false)) {
    const { name: _name, steps: lead, ...world } = shown;
    await harness.onPage(
      inLanguage(world, language),
      (page, complaints) => shoot(page, file, () => lead(page), complaints),
      look,
    );
  }
  await harness.close();
  await rm(runFolder, { recursive: true });
}

if (values.docs || !values.organiser) await shootScenes();
if (values.docs || values.organiser) await shootOrganiser();
