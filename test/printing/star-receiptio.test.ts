import { createRequire } from 'node:module';
import { print } from 'receiptio';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Bitmap1 } from '../../domain/badges/badge.ts';
import { encodeStar } from '../../main/printing/languages/star.ts';
import { encodePng } from '../../main/printing/render/bitmap.ts';
import { StarPrinter } from '../support/virtual-printer/star/star-printer.ts';
import { ownAddress, serveOverTcp } from '../support/virtual-printer/tcp-server.ts';

// Two programs that know nothing of ours: node-thermal-printer's own encoder of pictures, and receiptio, a host
// program with encoders for Star Line Mode and Star Graphic Mode (https://github.com/receiptline/receiptio).
const thermal: typeof import('node-thermal-printer') = createRequire(import.meta.url)(
  'node-thermal-printer',
);

const plain = { cut: false, confirmId: null, tellChanges: false, resynchronise: false };

/** 72 dots wide; 100 rows do not fill the last strip. */
const picture: Bitmap1 = {
  width: 72,
  height: 100,
  bits: Uint8Array.from({ length: 900 }, (_, i) => (i * 37 + (i >> 3)) % 256),
};

function ourBytes(graphics: 'bit-image' | 'raster', bitmap = picture): Buffer {
  return Buffer.concat(encodeStar(graphics, bitmap, plain).chunks.map(({ bytes }) => bytes));
}

/** The same picture as receiptio puts it into a job of that language. */
async function receiptioBytes(language: 'starline' | 'stargraphic'): Promise<Buffer> {
  const png = Buffer.from(encodePng(picture)).toString('base64');
  return Buffer.from(await print(`|{i:${png}}`, `-p ${language} -b 128 -l en`), 'latin1');
}

/** Rows on the paper of our virtual printer, without white ones at the end. */
function rowsOf(bytes: Uint8Array): string {
  const printer = new StarPrinter();
  printer.receive(bytes);
  expect(printer.garbage).toBe(0);
  const rows = Buffer.concat(printer.jobs[0]?.rows ?? []).toString('hex');
  return rows.replace(/(00)+$/, '');
}

describe('other encoders of the same picture', () => {
  test("node-thermal-printer's own picture is ours byte by byte", async () => {
    const printer = new thermal.ThermalPrinter({
      type: thermal.PrinterTypes.STAR,
      interface: '',
    });
    await printer.printImageBuffer(Buffer.from(encodePng(picture)));
    const theirs = Buffer.from(printer.getBuffer());
    // Ours begins with ESC @; theirs ends with ESC z 1.
    expect(ourBytes('bit-image').subarray(2).equals(theirs.subarray(0, -3))).toBe(true);
  });

  test.each([
    ['starline', 'bit-image', (bytes: Buffer) => bytes.subarray(4)],
    ['stargraphic', 'raster', (bytes: Buffer) => bytes.subarray(22, -7)],
  ] as const)("receiptio's %s holds our %s rows byte by byte", async (language, graphics, rows) => {
    const theirs = await receiptioBytes(language);
    const own = rows(ourBytes(graphics));
    expect(own.length).toBeGreaterThan(900);
    expect(theirs.includes(own)).toBe(true);
    // And our virtual printer puts the same dots on paper for both.
    expect(rowsOf(theirs)).toBe(rowsOf(ourBytes(graphics)));
    expect(rowsOf(theirs)).toBe(
      Buffer.from(picture.bits)
        .toString('hex')
        .replace(/(00)+$/, ''),
    );
  });
});

describe('receiptio as host of our virtual printer', () => {
  async function host(printer: StarPrinter, options: string): Promise<string> {
    const address = ownAddress();
    const server = await serveOverTcp(printer, { host: address, port: 9100 });
    onTestFinished(() => server.close());
    return print('badge', `-d ${address} -p starline -l en ${options}`);
  }

  test.each([false, true])('understands its answers (in network frames: %s)', async (framed) => {
    expect(await host(new StarPrinter({ framed }), '-q')).toBe('online');
    const open = new StarPrinter({ framed });
    open.openCover();
    expect(await host(open, '-q')).toBe('coveropen');
    const empty = new StarPrinter({ framed });
    empty.takePaper();
    expect(await host(empty, '-q')).toBe('paperempty');
    const broken = new StarPrinter({ framed });
    broken.setError(true);
    expect(await host(broken, '-q')).toBe('error');
  });

  test('takes the end of a job from it', async () => {
    expect(await host(new StarPrinter(), '')).toBe('success');
  });
});
