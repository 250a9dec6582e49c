import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  type GreyPicture,
  loadReader,
  makeGreyPicture,
  readGrey,
} from '../../renderer/features/scan/camera/qr-reader.ts';
import {
  drawPicture,
  type PictureOptions,
  pictureHeight,
  pictureWidth,
} from '../support/ticket-picture.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';

const rounds = 100;
const ticket = 'LTBCDFGHJKLNPRSTVXKC';

/** Reading one grey frame of 1280×720 with the product's reader, here under Node's own WebAssembly. */
export async function run(): Promise<BenchResult> {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  await loadReader(`data:application/wasm;base64,${readFileSync(file).toString('base64')}`);
  const withCode = await timesOf(greyOf(ticket, { noise: 10 }), ticket);
  const empty = await timesOf(greyOf(null, { noise: 10 }), undefined);
  return {
    name: 'reading one frame of 1280×720',
    figures: {
      withCodeP50: rounded(percentile(withCode, 0.5)),
      withCodeP95: rounded(percentile(withCode, 0.95)),
      emptyP50: rounded(percentile(empty, 0.5)),
      emptyP95: rounded(percentile(empty, 0.95)),
    },
  };
}

async function timesOf(picture: GreyPicture, expected: string | undefined): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    const start = performance.now();
    const [text] = await readGrey(picture);
    times.push(performance.now() - start);
    if (text !== expected) throw new Error(`read ${text ?? 'nothing'}`);
  }
  return times;
}

function greyOf(text: string | null, options: PictureOptions): GreyPicture {
  const context = drawPicture(text, options).getContext('2d');
  const { data } = context.getImageData(0, 0, pictureWidth, pictureHeight);
  const picture = makeGreyPicture(pictureWidth, pictureHeight);
  // The picture is nearly grey: green stands for luma.
  for (let i = 0; i < picture.pixels.length; i += 1) picture.pixels[i] = data[4 * i + 1] ?? 0;
  return picture;
}
