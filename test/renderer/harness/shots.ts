/**
 * Takes a picture of every scene: `node test/renderer/harness/shots.ts OUT [--only=PART] [--lang=fr]
 * [--dark] [--size=1366x768]`. For looking at, not a test.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openHarness } from './pages.ts';
import { scenes } from './scenes.ts';
import { inLanguage } from './steps.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    lang: { type: 'string', default: 'en' },
    dark: { type: 'boolean', default: false },
    size: { type: 'string', default: '1366x768' },
    contrast: { type: 'boolean', default: false },
  },
});
const [out = 'shots'] = positionals;
const [width = 1366, height = 768] = values.size.split('x').map(Number);
await mkdir(out, { recursive: true });
const runFolder = await mkdtemp(join(tmpdir(), 'lanyard-shots-'));
const harness = await openHarness(runFolder);
const wanted = scenes.filter(({ name }) =>
  values.only.split(',').some((part) => name.includes(part)),
);
for (const scene of wanted) {
  const look = {
    viewport: { width, height },
    colorScheme: values.dark ? 'dark' : 'light',
    contrast: values.contrast ? 'more' : 'no-preference',
  } as const;
  try {
    await harness.onPage(
      inLanguage(scene, values.lang),
      async (page, complaints) => {
        page.setDefaultTimeout(8000);
        try {
          await scene.steps?.(page);
        } finally {
          // The entering movement has ended.
          await page.evaluate(() =>
            Promise.all(document.getAnimations().map((one) => one.finished)),
          );
          await page.screenshot({ path: join(out, `${scene.name}.png`) });
          for (const complaint of complaints) console.log(scene.name, complaint);
        }
      },
      look,
    );
  } catch (error) {
    console.log('FAILED', scene.name, String(error).slice(0, 300));
  }
}
await harness.close();
await rm(runFolder, { recursive: true });
