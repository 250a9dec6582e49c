import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Bitmap1 } from '../../domain/badges/badge.ts';
import {
  type BrotherRollId,
  type BrotherSettings,
  brotherRollIds,
  brotherRolls,
  takesRoll,
} from '../../domain/printing/brother.ts';
import { printerSettingsSchema } from '../../domain/printing/print-job.ts';
import { encodeBrother } from '../../main/printing/languages/brother.ts';
import {
  conditionOfBrother,
  createBrotherReader,
  parseBrotherStatus,
} from '../../main/printing/languages/brother-answers.ts';
import { isBlack } from '../../main/printing/render/bitmap.ts';
import { openTransport } from '../../main/printing/transport/open-transport.ts';
import {
  readBrotherCommand,
  unpackBits,
} from '../support/virtual-printer/brother/brother-commands.ts';
import { BrotherPrinter } from '../support/virtual-printer/brother/brother-printer.ts';
import {
  type BrotherBehaviour,
  roll29x90,
  roll62,
} from '../support/virtual-printer/brother/brother-status.ts';
import { serveOverTcp } from '../support/virtual-printer/tcp-server.ts';
import { brotherBench, heldFor, printerIs, stateIs, whole } from './fault-bench.ts';
import { jobOf, plainRenderer, quickTimings, tcpPrinter, until } from './support.ts';

const options = { cut: true, tellChanges: true };
const ql820: BrotherSettings = { head: 720, modelCode: 0x41, roll: '62' };

/** Dots by a rule, in black and, with `red`, also in red. */
function picture(width: number, height: number, seed: number, red = false): Bitmap1 {
  const rowBytes = Math.ceil(width / 8);
  const fill = (salt: number): Uint8Array =>
    Uint8Array.from({ length: rowBytes * height }, (_, at) => {
      const dots = Math.min(8, width - (at % rowBytes) * 8);
      return ((at * 31 + salt) ^ (at >> 3)) & (0xff << (8 - dots)) & 0xff;
    });
  const black = fill(seed);
  if (!red) return { width, height, bits: black };
  const other = fill(seed + 7).map((byte, at) => byte & ~(black[at] ?? 0));
  return { width, height, bits: black, red: other };
}

/** Keeps this thread busy, as a computer does that has too much to do. */
function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

function bytesOf(settings: BrotherSettings, bitmap: Bitmap1, cut = true): Uint8Array {
  const { chunks } = encodeBrother(settings, bitmap, { ...options, cut });
  return Buffer.concat(chunks.map(({ bytes }) => bytes));
}

/** A printer after it received these bytes. */
function printed(bytes: Uint8Array, behaviour: Partial<BrotherBehaviour> = {}): BrotherPrinter {
  const printer = new BrotherPrinter({ bufferBytes: 10_000_000, ...behaviour });
  printer.receive(bytes);
  return printer;
}

/** A virtual roll of an id; a head of 1,296 dots has 44 more free pins. */
function rollOf(id: BrotherRollId, head: number): Partial<BrotherBehaviour> {
  const { width, length, dots, freePins, twoColours } = brotherRolls[id];
  const free = freePins + (head === 1296 ? 44 : 0);
  return {
    roll: { width, length, dots, freePins: free, twoColours },
    headBytes: head / 8,
  };
}

describe('the bytes of a badge', () => {
  test.each(
    brotherRollIds.flatMap((roll) =>
      ([720, 1296] as const)
        .filter((head) => takesRoll({ head, modelCode: null }, roll))
        .map((head) => ({ roll, head })),
    ),
  )(
    'roll $roll, head of $head: an interpreter of the commands sees the very dots',
    ({ roll, head }) => {
      const { dots, rows, twoColours } = brotherRolls[roll];
      const bitmap = picture(dots - 5, Math.min(rows ?? 60, 60), 3, twoColours);
      const settings = { head, modelCode: null, roll };
      const printer = printed(bytesOf(settings, bitmap), rollOf(roll, head));
      expect(printer.garbage).toBe(0);
      expect(printer.jobs).toHaveLength(1);
      const [job] = printer.jobs;
      expect(job?.cut).toBe(true);
      expect(job?.rows).toHaveLength(bitmap.height);
      const seen = (rowsOfJob: Uint8Array[]): Bitmap1 => ({
        width: dots,
        height: bitmap.height,
        bits: Buffer.concat(rowsOfJob),
      });
      const black = seen(job?.rows ?? []);
      const red = twoColours ? seen(printer.redRows[0] ?? []) : null;
      for (let y = 0; y < bitmap.height; y += 1) {
        for (let x = 0; x < dots; x += 1) {
          const isRed = bitmap.red !== undefined && isBlack({ ...bitmap, bits: bitmap.red }, x, y);
          if (isBlack(black, x, y) !== isBlack(bitmap, x, y)) expect.fail(`black at ${x}, ${y}`);
          if (red !== null && isBlack(red, x, y) !== isRed) expect.fail(`red at ${x}, ${y}`);
        }
      }
    },
  );

  test('without cutting the printer is told so', () => {
    expect(printed(bytesOf(ql820, picture(100, 10, 1), false)).jobs[0]?.cut).toBe(false);
  });

  test('after a page that broke off at any byte the next badge comes out whole, and alone', () => {
    const first = bytesOf(ql820, picture(696, 40, 1));
    const second = bytesOf(ql820, picture(696, 40, 9));
    const alone = printed(second).jobs[0]?.rows;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: first.length - 1 }),
        fc.boolean(),
        (bytes, startsEarly) => {
          const printer = printed(first.subarray(0, bytes), { startsEarly });
          printer.receive(second);
          const good = printer.jobs.filter((job) => job.cut && !job.broken);
          expect(good).toHaveLength(1);
          expect(good[0]?.rows).toEqual(alone);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('compressed rows, as other programs send them, are read too', () => {
    // TN1023, the example of Apple's technical note on PackBits.
    const packed = 'FE AA 02 80 00 2A FD AA 03 80 00 2A 22 F7 AA';
    const plain = 'AA AA AA 80 00 2A AA AA AA AA 80 00 2A 22 AA AA AA AA AA AA AA AA AA AA';
    const bytes = (text: string): Uint8Array =>
      Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
    expect(unpackBits(bytes(packed))).toEqual(bytes(plain));
    expect(readBrotherCommand(bytes('4D02'))?.command).toEqual({ kind: 'compression', on: true });
  });
});

/** The answer of a QL-820NWB with labels of 62 × 29 mm over SNMP, as its owner published it. */
const published = Uint8Array.from(
  Buffer.from('802042344130040000003e0b00000300' + '001d0000000000000001000000000000', 'hex'),
);

describe('the status', () => {
  test('of a real printer is read', () => {
    expect(published).toHaveLength(32);
    expect(parseBrotherStatus(published)).toEqual({
      series: 0x34,
      model: 0x41,
      errors: 0,
      roll: { width: 62, length: 29, dieCut: true },
      type: 'reply',
      printing: false,
    });
  });

  test.each([
    ['cover open', { 9: 0x10 }, 'cover-open'],
    ['no roll', { 8: 0x01 }, 'paper-out'],
    ['end of the roll', { 8: 0x02 }, 'paper-out'],
    ['the roll cannot be fed', { 9: 0x40 }, 'paper-out'],
    ['cutter jam', { 8: 0x04 }, 'printer-error'],
    ['in use', { 8: 0x10 }, 'busy-elsewhere'],
    ['switched off', { 8: 0x20 }, 'offline'],
    ['refused roll', { 9: 0x01 }, 'wrong-medium'],
    ['system error', { 9: 0x80 }, 'printer-error'],
    ['an error without a bit', { 18: 0x02 }, 'printer-error'],
    ['kind of roll: none', { 11: 0x00 }, 'paper-out'],
    ['narrower roll', { 10: 29 }, 'wrong-medium'],
    ['labels instead of tape', { 11: 0x0b, 17: 100 }, 'wrong-medium'],
    ['another model', { 4: 0x38 }, 'not-understood'],
    ['another series', { 3: 0x30 }, 'not-understood'],
    ['all well', {}, 'ready'],
  ])('%s', (_, changes, condition) => {
    const bytes = new BrotherPrinter().status('reply');
    for (const [at, value] of Object.entries(changes)) bytes[Number(at)] = value;
    const status = parseBrotherStatus(bytes);
    expect(status && conditionOfBrother(status, ql820).condition).toBe(condition);
  });

  test('is found between stray bytes, in any pieces', () => {
    const good = new BrotherPrinter().status('phase');
    const stream = Buffer.concat([Uint8Array.of(1, 0x80, 0x20), good, Uint8Array.of(7), good]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: stream.length }), (cut) => {
        const reader = createBrotherReader();
        const answers = [stream.subarray(0, cut), stream.subarray(cut)].flatMap((piece) =>
          reader.feed(piece),
        );
        expect(answers.map(({ kind }) => kind)).toEqual([
          'stray',
          'stray',
          'stray',
          'status',
          'stray',
          'status',
        ]);
      }),
    );
  });
});

describe('a roll', () => {
  test('other than the one set up: nothing is sent, both are named, and the badge prints when it is changed', async () => {
    const b = await brotherBench();
    let bytes = 0;
    const receive = b.printer.receive.bind(b.printer);
    b.printer.receive = (more) => {
      // Questions and the restart before them contain no row.
      bytes += more.includes(0x67) ? more.length : 0;
      receive(more);
    };
    b.printer.loadRoll(roll29x90);
    const id = b.print();
    const held = await heldFor(b, id, 'wrong-medium');
    expect(held.detail).toContain('29 × 90 mm');
    expect(held.detail).toContain('62 mm is set up');
    expect(bytes).toBe(0);
    expect(b.printer.jobs).toEqual([]);
    b.printer.loadRoll(roll62);
    await stateIs(b, id, 'confirmed');
    expect(whole(b.printer)).toEqual(['0/1']);
  });

  test('too short for the badge: held before the first byte', async () => {
    const label = { width: 60, length: 87, dots: 672, freePins: 18, twoColours: false };
    const tall = { width: 128, height: 955, bits: new Uint8Array(16 * 955) };
    const b = await brotherBench(
      { roll: label },
      { brother: { head: 720, modelCode: 0x41, roll: '60x86' } },
      {
        renderer: {
          ...plainRenderer,
          render: async () => ({ bitmap: tall, sha256: '', missingGlyphs: [], findings: [] }),
        },
      },
    );
    expect((await heldFor(b, b.print(), 'wrong-medium')).detail).toContain('larger than');
    expect(b.printer.jobs).toEqual([]);
  });

  test('changed between question and print: the printer refuses, and the desk is asked', async () => {
    const b = await brotherBench();
    await printerIs(b, 'ready');
    const receive = b.printer.receive.bind(b.printer);
    b.printer.receive = (bytes) => {
      if (bytes.includes(0x67)) b.printer.loadRoll(roll29x90);
      receive(bytes);
    };
    const id = b.print();
    await stateIs(b, id, 'failed-partial');
    expect(jobOf(b.store.db, id).reason).toBe('wrong-medium');
    expect(b.printer.jobs).toEqual([]);
  });

  test('of two colours is printed in two colours, and only on models that can', () => {
    const settings = (brother: unknown): unknown => ({
      ...tcpPrinter({ host: 'p', port: 9100 }, { language: 'brother', widthDots: 576 }),
      brother,
    });
    const red = { head: 720, modelCode: 0x41, roll: '62-red' };
    expect(printerSettingsSchema.safeParse(settings(red)).success).toBe(true);
    const ql720 = { ...red, modelCode: 0x37 };
    expect(printerSettingsSchema.safeParse(settings(ql720)).success).toBe(false);
    expect(printerSettingsSchema.safeParse(settings({ ...red, roll: '102' })).success).toBe(false);
    expect(printerSettingsSchema.safeParse(settings(undefined)).success).toBe(false);
  });
});

describe('another model than the one set up', () => {
  test('is named before the first byte; set up as what it is, it prints', async () => {
    const b = await brotherBench({ modelCode: 0x38 });
    const id = b.print();
    expect((await heldFor(b, id, 'not-understood')).detail).toContain('code 38');
    expect(b.printer.jobs).toEqual([]);
    const brother = { head: 720, modelCode: 0x38, roll: '62' } as const;
    b.queue.setPrinters([tcpPrinter(b.server, { language: 'brother', brother })]);
    await stateIs(b, id, 'confirmed');
    expect(whole(b.printer)).toEqual(['0/1']);
  });
});

describe('the end of a badge', () => {
  test.each([
    { startsEarly: false, completesEarly: false },
    { startsEarly: true, completesEarly: false },
    { startsEarly: false, completesEarly: true },
    { startsEarly: true, completesEarly: true },
  ])('is known: $startsEarly, $completesEarly', async (manner) => {
    const b = await brotherBench({ ...manner, rowsPerMs: 4 });
    for (const number of [0, 1]) await stateIs(b, b.print(number), 'confirmed');
    expect(whole(b.printer)).toEqual(['0/1', '1/1']);
  });

  test('told before the paper has stopped proves nothing: a jam that follows is asked about', async () => {
    const b = await brotherBench({ completesEarly: true, rowsPerMs: 1 });
    b.printer.plan({ kind: 'error', at: 150 });
    const id = b.print();
    await until('a few rows', () => (b.printer.jobs[0]?.rows.length ?? 0) >= 48);
    // Longer than the slowest printer takes; the paper moves on, and jams, meanwhile.
    block(1_000);
    await stateIs(b, id, 'failed-partial');
    expect(b.states).not.toContain('confirmed');
    expect(whole(b.printer)).toEqual([]);
  });

  test('of an earlier program’s badge, still to be read, is not taken for this one', async () => {
    const printer = new BrotherPrinter({ staleAnswers: true, ignoresConfirm: true });
    const server = await serveOverTcp(printer);
    onTestFinished(() => server.close());
    const settings = tcpPrinter(server, { language: 'brother' });
    const transport = openTransport(settings, undefined, quickTimings);
    onTestFinished(() => transport.close());
    // At once: no earlier query of the printer has read the remains.
    const outcome = await transport.send(encodeBrother(ql820, picture(696, 40, 1), options), {
      confirmId: '0001',
      beforeFirstByte: () => {},
      onFirstRasterByte: () => {},
      onAwaiting: () => {},
    });
    expect(outcome.kind).toBe('unknown');
  });

  test('is known although an earlier program left answers', async () => {
    const b = await brotherBench({ staleAnswers: true });
    await stateIs(b, b.print(), 'confirmed');
    expect(whole(b.printer)).toEqual(['0/1']);
  });
});
