import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { startAttached } from '../../test/support/attached-electron.ts';
import { drawPicture, pictureHeight, pictureWidth } from '../../test/support/ticket-picture.ts';
import { electronRuntime, withDisplay } from '../runtime.mjs';
import { type BenchResult, percentile, rounded } from './bench-result.ts';
import type { DecoderName } from './decode/page.ts';

const ticket = 'LTBCDFGHJKLNPRSTVXBCDFGHJKVG';
/**
 * Standard deviation of the sensor's noise, of 255. No camera gives a picture without noise, and
 * jsQR finds those easy. From 6 on html5-qrcode no longer reads this ticket (as the fallback reader
 * it gets a blurred one).
 */
const noise = 3;
/** Frames that each decodes in a turn; more for fast ones, so that the median means something. */
const decoders: readonly (readonly [DecoderName, rounds: number])[] = [
  ['lanyard', 30],
  ['html5qrcode', 20],
  ['jsqr', 10],
];
/** The decoders take turns: a virtual machine's speed changes within seconds, here by half. */
const turns = 4;

/**
 * Reading one frame of 1280×720 in the page of the real Electron, from the camera's frame to the
 * text or to "no code". Compares our reader, the one inside html5-qrcode with its own defaults, and
 * jsQR with its own. Each gets the same frames, by its own way to the pixels (plane of luminance;
 * canvas).
 */
export async function run(): Promise<BenchResult> {
  return withDisplay(async () => {
    const bundle = await bundled();
    const profile = mkdtempSync(join(tmpdir(), 'lanyard-bench-'));
    const { app, page } = await startAttached(electronRuntime(), {
      switches: [`--user-data-dir=${profile}`],
      app: [join(import.meta.dirname, 'empty-window')],
      environment: {},
    });
    try {
      await page.addScriptTag({ content: bundle });
      await page.evaluate((url) => window.loadReader(url), wasmAsData());
      return await measure(page);
    } finally {
      await app.close();
      rmSync(profile, { recursive: true, force: true });
    }
  });
}

async function measure(page: Page): Promise<BenchResult> {
  const frames = { code: lumaOf(ticket), empty: lumaOf(null) };
  const taken = new Map<string, number[]>();
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [decoder, rounds] of decoders) {
      for (const kind of ['code', 'empty'] as const) {
        const size = { width: pictureWidth, height: pictureHeight };
        const request = { decoder, rounds, luma: frames[kind], ...size };
        const { times, text } = await page.evaluate((given) => window.decodeFrames(given), request);
        if (text !== (kind === 'code' ? ticket : null)) throw new Error(`${decoder} read ${text}`);
        const name = `decode.${decoder}.${kind}`;
        taken.set(name, [...(taken.get(name) ?? []), ...times]);
      }
    }
  }
  const figures: Record<string, number> = {};
  for (const [name, times] of taken) {
    figures[`${name}.p50_ms`] = rounded(percentile(times, 0.5));
    figures[`${name}.p95_ms`] = rounded(percentile(times, 0.95));
  }
  const empty = (decoder: DecoderName): number =>
    figures[`decode.${decoder}.empty.p50_ms`] ?? Number.NaN;
  figures['decode.empty.ratio_html5qrcode'] = rounded(empty('html5qrcode') / empty('lanyard'));
  figures['decode.empty.ratio_jsqr'] = rounded(empty('jsqr') / empty('lanyard'));
  return { name: 'reading one frame of 1280×720 in the page', figures };
}

async function bundled(): Promise<string> {
  const made = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    build: {
      target: 'chrome130',
      write: false,
      minify: false,
      lib: {
        entry: join(import.meta.dirname, 'decode/page.ts'),
        formats: ['iife'],
        name: 'decodePage',
      },
    },
  });
  const output = Array.isArray(made) ? made[0]?.output : 'output' in made ? made.output : undefined;
  const chunk = output?.[0];
  if (chunk?.type !== 'chunk') throw new Error('the page was not built');
  return chunk.code;
}

function wasmAsData(): string {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  return `data:application/wasm;base64,${readFileSync(file).toString('base64')}`;
}

/** The picture is nearly grey, so green serves as luma. */
function lumaOf(text: string | null): string {
  const context = drawPicture(text, { noise }).getContext('2d');
  const { data } = context.getImageData(0, 0, pictureWidth, pictureHeight);
  const luma = Buffer.alloc(pictureWidth * pictureHeight);
  for (let at = 0; at < luma.length; at += 1) luma[at] = data[4 * at + 1] ?? 0;
  return luma.toString('base64');
}
