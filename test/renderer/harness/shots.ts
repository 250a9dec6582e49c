/**
 * Takes a picture of every scene: `node test/renderer/harness/shots.ts OUT [--only=PART] [--lang=fr]
 * [--dark] [--size=1366x768]`. For looking at, not a test.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from './browser.ts';
import { scenes } from './scenes.ts';
import { serveHarness } from './serve.ts';

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
const server = await serveHarness();
const browser = await openBrowser();
try {
  for (const scene of scenes.filter(({ name }) =>
    values.only.split(',').some((part) => name.includes(part)),
  )) {
    const page = await browser.newPage({
      viewport: { width, height },
      colorScheme: values.dark ? 'dark' : 'light',
      contrast: values.contrast ? 'more' : 'no-preference',
    });
    page.setDefaultTimeout(5000);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) console.log(scene.name, message.text());
    });
    page.on('pageerror', (error) => console.log(scene.name, error.stack));
    await page.goto(`${server.url}?lang=${values.lang}&${scene.query ?? ''}`);
    try {
      await page.locator('#root > :not(.starting)').first().waitFor();
      await scene.steps?.(page);
    } catch (error) {
      console.log('FAILED', scene.name, String(error).slice(0, 300));
    }
    // Let the entering movement end.
    await page.waitForTimeout(350);
    await page.screenshot({ path: join(out, `${scene.name}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
