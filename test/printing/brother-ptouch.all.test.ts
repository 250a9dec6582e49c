import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isBlack } from '../../main/printing/render/bitmap.ts';
import {
  type BrotherCommand,
  readBrotherCommand,
} from '../support/virtual-printer/brother/brother-commands.ts';
import { BrotherPrinter } from '../support/virtual-printer/brother/brother-printer.ts';

/** From Debian's package printer-driver-ptouch: an independent encoder for the same printers. */
const filter = '/usr/lib/cups/filter/rastertoptch';
const ppds = '/usr/lib/cups/driver/ptouch';
const ppdName = 'ptouch:0/ppd/ptouch-driver/Brother-QL-820NWB-ptouch-ql.ppd';

/** The filter's options that follow from the defaults in its PPD. */
function defaultOptions(ppd: string): string[] {
  const text = ppd.replaceAll('&&\n', '');
  const defaults = new Map(
    [...text.matchAll(/^\*Default(\w+): (\S+)$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  const settings = [...text.matchAll(/^\*FoomaticRIPOptionSetting (\w+)(?:=(\S+))?: "([^"]*)"/gm)];
  return settings.flatMap(([, name = '', value, words = '']) => {
    const chosen = defaults.get(name);
    const isChosen = value === undefined ? chosen === 'True' : chosen === value;
    // Options without a default have a single choice; `-r…` is for Ghostscript.
    return (isChosen || chosen === undefined) && !words.includes('-r') ? [words.trim()] : [];
  });
}

const page = { width: 733, height: 400 };
const bytesPerLine = Math.ceil(page.width / 8);

/** The dots of the page: any pattern, with white margins, which the driver cuts off. */
function isInk(x: number, y: number): boolean {
  if (x < 60 || x >= 650 || y < 60 || y >= 340) return false;
  return ((x * 2_654_435_761 + y * 40_503) >>> 7) % 3 === 0 || x === 60 || x === 649;
}

/** CUPS raster, version 3: the header of cups/raster.h, then the rows, black is 1. */
function cupsRaster(): Buffer {
  const header = Buffer.alloc(1_796);
  const words = (at: number, ...values: number[]): void =>
    values.forEach((value, i) => void header.writeUInt32LE(value, at + 4 * i));
  const floats = (at: number, ...values: number[]): void =>
    values.forEach((value, i) => void header.writeFloatLE(value, at + 4 * i));
  // HWResolution, ImagingBoundingBox, NumCopies, PageSize in points.
  words(276, 300, 300);
  words(284, 0, 0, 176, 96);
  words(340, 1);
  words(352, 176, 96);
  // cupsWidth, cupsHeight; bits a colour and a pixel; bytes a line; chunked; black; not compressed.
  words(372, page.width, page.height);
  words(384, 1, 1, bytesPerLine, 0, 3, 0);
  // cupsNumColors, scaling, cupsPageSize, cupsImagingBBox.
  words(420, 1);
  floats(424, 1, 176, 96, 0, 0, 176, 96);
  const rows = Buffer.alloc(bytesPerLine * page.height);
  for (let y = 0; y < page.height; y += 1) {
    for (let x = 0; x < page.width; x += 1) {
      const at = y * bytesPerLine + (x >> 3);
      if (isInk(x, y)) rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return Buffer.concat([Buffer.from('3SaR', 'latin1'), header, rows]);
}

function commandsOf(bytes: Uint8Array): BrotherCommand[] {
  const commands: BrotherCommand[] = [];
  for (let at = 0; at < bytes.length; ) {
    const read = readBrotherCommand(bytes.subarray(at));
    if (read === null) break;
    commands.push(read.command);
    at += read.length;
  }
  return commands;
}

/** Free dots left of the picture on a head of 720: the driver centres the page. */
const shift = 3;
/** Rows that the driver cuts off at the top, 8.4 points. */
const cutOff = 35;

test.each([
  ['rows as they are', 'ULP'],
  ['rows compressed', 'RLE'],
])('the interpreter reads what Debian’s driver makes: %s', (_, transfer) => {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-ptouch-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const ppd = execFileSync(ppds, ['cat', ppdName], { encoding: 'utf8' });
  const path = join(folder, 'ql.ppd');
  writeFileSync(path, ppd);
  const options = defaultOptions(ppd).join(' ').replace('PixelXfer=ULP', `PixelXfer=${transfer}`);
  expect(options).toContain(`PixelXfer=${transfer}`);
  const bytes = execFileSync(filter, [options], {
    input: cupsRaster(),
    env: { ...process.env, PPD: path },
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 16_000_000,
  });
  const commands = commandsOf(bytes);
  expect(commands.filter(({ kind }) => kind === 'garbage')).toEqual([]);
  expect(commands.some(({ kind }) => kind === 'compression')).toBe(transfer === 'RLE');
  const information = commands.find(({ kind }) => kind === 'print-information');
  expect(information).toMatchObject({ information: { dieCut: false, width: 62 } });

  const head = { width: 62, length: 0, dots: 720, freePins: 0, twoColours: false };
  const printer = new BrotherPrinter({ bufferBytes: 10_000_000, roll: head });
  printer.receive(bytes);
  expect(printer.garbage).toBe(0);
  const [job] = printer.jobs;
  expect(job).toMatchObject({ cut: true, broken: false });
  const height = job?.rows.length ?? 0;
  expect(height).toBe(page.height - 2 * cutOff);
  const seen = { width: 720, height, bits: Buffer.concat(job?.rows ?? []) };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < 720; x += 1) {
      if (isBlack(seen, x, y) !== isInk(x - shift, y + cutOff)) expect.fail(`dot ${x}, ${y}`);
    }
  }
});
