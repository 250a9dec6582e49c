import { createRequire } from 'node:module';
import { createCanvas } from '@napi-rs/canvas';
import { encodeEscpos } from '../../main/printing/languages/escpos.ts';
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
 * From a drawn badge to the bytes of ESC/POS: our way, which begins with the canvas, and node-thermal-printer's own
 * image path, which begins with a PNG (made beforehand and not counted).
 */
export async function run(): Promise<BenchResult> {
  const context = drawnBadge();
  const ours: number[] = [];
  const theirs: number[] = [];
  const png = context.canvas.toBuffer('image/png');
  for (let round = -warmUp; round < rounds; round += 1) {
    const start = performance.now();
    const bitmap = readBitmap(context, width, height);
    const { chunks } = encodeEscpos(bitmap, {
      cut: true,
      confirmId: '0001',
      tellChanges: true,
      resynchronise: false,
    });
    const between = performance.now();
    const printer = new thermal.ThermalPrinter({ type: thermal.PrinterTypes.EPSON, interface: '' });
    await printer.printImageBuffer(png);
    const end = performance.now();
    assertSameDots(
      chunks.reduce((sum, { bytes }) => sum + bytes.length, 0),
      printer.getBuffer()?.length ?? 0,
    );
    if (round < 0) continue;
    ours.push(between - start);
    theirs.push(end - between);
  }
  const figures = {
    'encode.lanyard.p50_ms': rounded(percentile(ours, 0.5)),
    'encode.lanyard.p95_ms': rounded(percentile(ours, 0.95)),
    'encode.ntp.p50_ms': rounded(percentile(theirs, 0.5)),
    'encode.ntp.p95_ms': rounded(percentile(theirs, 0.95)),
    encode_ratio_vs_ntp: rounded(percentile(theirs, 0.5) / percentile(ours, 0.5)),
  };
  return { name: 'from the drawn badge to ESC/POS', figures };
}

/** Letters, a strip and a pattern as fine as a QR code: what a badge has. */
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

/** Either encodes the whole badge: the lengths differ by commands and heads of bands only. */
function assertSameDots(ours: number, theirs: number): void {
  if (Math.abs(ours - theirs) > 400) throw new Error(`${ours} and ${theirs} bytes`);
}
