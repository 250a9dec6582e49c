import { createRequire } from 'node:module';
import { createCanvas } from '@napi-rs/canvas';
import { encodeEscpos } from '../../main/printing/languages/escpos.ts';
import { encodeStar } from '../../main/printing/languages/star.ts';
import { readBitmap } from '../../main/printing/render/bitmap.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';

const rounds = 60;
const warmUp = 10;
/** A badge of 102 × 152 mm at 203 dpi. */
const width = 816;
const height = 1216;

const thermal: typeof import('node-thermal-printer') = createRequire(import.meta.url)(
  'node-thermal-printer',
);

/**
 * From a drawn badge to the bytes of ESC/POS and of Star. Ours begins with the canvas and lets
 * node-thermal-printer's raster make one part after the other. Its image path makes all of it from
 * a PNG (made beforehand and not counted). `first` ends with the first part, which is all that the
 * printer waits for.
 */
export async function run(): Promise<BenchResult> {
  const context = drawnBadge();
  const png = context.canvas.toBuffer('image/png');
  const taken = new Map<string, number[]>();
  const took = (name: string, from: number): void => {
    taken.set(name, [...(taken.get(name) ?? []), performance.now() - from]);
  };
  for (let round = -warmUp; round < rounds; round += 1) {
    if (round === 0) taken.clear();
    const lengths = ['escpos', 'star'].map((language) => {
      const start = performance.now();
      const bitmap = readBitmap(context, width, height);
      const { chunks } =
        language === 'escpos'
          ? encodeEscpos(bitmap, options)
          : encodeStar('bit-image', bitmap, options);
      let length = 0;
      let isFirst = true;
      for (const { bytes, raster } of chunks) {
        length += bytes.length;
        if (raster && isFirst) took(`encode.${language}.first`, start);
        if (raster) isFirst = false;
      }
      took(`encode.${language}`, start);
      return length;
    });
    const start = performance.now();
    const printer = new thermal.ThermalPrinter({ type: thermal.PrinterTypes.EPSON, interface: '' });
    await printer.printImageBuffer(png);
    took('encode.ntp', start);
    assertSameDots([...lengths, printer.getBuffer()?.length ?? 0]);
  }
  const figures: Record<string, number> = {};
  for (const [name, times] of taken) {
    figures[`${name}.p50_ms`] = rounded(percentile(times, 0.5));
    figures[`${name}.p95_ms`] = rounded(percentile(times, 0.95));
  }
  const half = (name: string): number => figures[`${name}.p50_ms`] ?? Number.NaN;
  figures.encode_ratio_vs_ntp = rounded(half('encode.ntp') / half('encode.escpos'));
  return { name: 'from the drawn badge to ESC/POS and Star', figures };
}

const options = { cut: true, confirmId: '0001', tellChanges: true, resynchronise: false };

/** Letters, a strip and a pattern as fine as a QR code, as on a badge. */
function drawnBadge(): import('@napi-rs/canvas').SKRSContext2D {
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  context.fillRect(0, 1000, width, 160);
  context.font = 'bold 110px sans-serif';
  context.fillText('Ngozi Okonjo', 40, 300);
  for (let at = 0; at < 900; at += 2) {
    context.fillRect(280 + (at % 30) * 8, 520 + Math.floor(at / 30) * 8, 8, 8);
  }
  return context;
}

/**
 * Each encodes the whole badge: the lengths differ only by commands, headers of parts and the last
 * strip.
 */
function assertSameDots(lengths: readonly number[]): void {
  const spread = Math.max(...lengths) - Math.min(...lengths);
  if (spread > 24 * (width / 8)) throw new Error(`${lengths.join(', ')} bytes`);
}
