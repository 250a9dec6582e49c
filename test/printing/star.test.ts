import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeStar, starJobNumber } from '../../main/printing/languages/star.ts';
import {
  conditionOfStar,
  createStarReader,
  type StarAnswer,
} from '../../main/printing/languages/star-answers.ts';
import { StarPrinter } from '../support/virtual-printer/star/star-printer.ts';

/** 24 dots are 3 bytes a row; 100 rows are five strips, the last one of 4 rows. */
const bitmap = {
  width: 24,
  height: 100,
  bits: Uint8Array.from({ length: 300 }, (_, i) => i % 251),
};
const options = { cut: true, confirmId: '00A7', tellChanges: true, resynchronise: false };

const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');
const all = (graphics: 'bit-image' | 'raster', changes: Partial<typeof options> = {}) =>
  encodeStar(graphics, bitmap, { ...options, ...changes }).chunks;

/** What a printer prints for it. */
function printed(graphics: 'bit-image' | 'raster') {
  const printer = new StarPrinter();
  const id = graphics === 'raster' ? null : options.confirmId;
  const { chunks } = encodeStar(graphics, bitmap, { ...options, confirmId: id });
  for (const { bytes } of chunks) printer.receive(bytes);
  return { printer, bytes: Buffer.concat(chunks.map((chunk) => chunk.bytes)) };
}

describe('what is sent', () => {
  test('a badge as bit image: initialise, tell changes, lines of 24 dots, strips, cut, print end counter', () => {
    const chunks = all('bit-image');
    expect(hex(Buffer.concat(chunks.slice(0, 2).map(({ bytes }) => bytes)))).toBe('1b401b1e6101');
    // ESC 0, ESC k and LF, and ESC z 1 by the library.
    const strips = chunks.filter(({ raster }) => raster).map(({ bytes }) => bytes);
    // One strip for the first dots, then two in each part.
    expect(strips.map((part) => (part.length - 5) / (4 + 24 * 3 + 1))).toEqual([1, 2, 2]);
    expect(hex(strips[0]?.subarray(0, 10))).toBe('1b301b6b030000010203');
    expect(hex(strips[0]?.subarray(-4))).toBe('0a1b7a01');
    // ESC d 2 and ESC @ by the library; ESC GS ETX 1 with 0x00A7 in base 36: 367 = 0x016F.
    expect(hex(chunks.at(-1)?.bytes)).toBe('1b64021b40' + '1b1d0301016f');
  });

  test('a badge in raster mode: reset, enter, no page length, what to do at the end, rows, end, quit', () => {
    const sent = encodeStar('raster', bitmap, { ...options, confirmId: null }).chunks;
    expect(hex(sent[0]?.bytes)).toBe('1b1e6101');
    expect(Buffer.from(sent[1]?.bytes ?? []).toString('latin1')).toBe(
      '\x1b*rR\x1b*rA\x1b*rP0\0\x1b*rE9\0',
    );
    expect(hex(sent[2]?.bytes.subarray(0, 6))).toBe('620300000102');
    expect(hex(sent.at(-1)?.bytes)).toBe('1b0c04' + '1b2a7242');
    const keep = encodeStar('raster', bitmap, { ...options, confirmId: null, cut: false }).chunks;
    expect(Buffer.from(keep[1]?.bytes ?? []).toString('latin1')).toContain('\x1b*rE1\0');
  });

  test.each(['bit-image', 'raster'] as const)(
    'a printer that reads %s by itself has the very dots on paper, one piece, no characters',
    (graphics) => {
      const { printer, bytes } = printed(graphics);
      expect(printer.garbage).toBe(0);
      const [job] = printer.jobs;
      expect(printer.jobs).toHaveLength(1);
      expect(job?.cut).toBe(true);
      const rows = Buffer.concat(job?.rows ?? []);
      expect(rows.subarray(0, 300).equals(bitmap.bits)).toBe(true);
      expect(rows.subarray(300).every((byte) => byte === 0)).toBe(true);
      if (graphics === 'bit-image') {
        expect(job?.confirmId).toBe('016f');
        expect(Buffer.from(job?.bytes ?? []).equals(bytes)).toBe(true);
      }
    },
  );

  test('after a job that broke off, zeros fill whatever strip the printer still waits for', () => {
    const [first] = all('bit-image', { resynchronise: true });
    expect(first?.bytes).toEqual(new Uint8Array(4 + 24 * 3 + 1));
    const printer = new StarPrinter();
    const broken = Buffer.concat(all('bit-image').map(({ bytes }) => bytes)).subarray(0, 100);
    printer.receive(broken);
    for (const { bytes } of all('bit-image', { resynchronise: true })) printer.receive(bytes);
    expect(printer.garbage).toBe(0);
    expect(
      Buffer.concat(printer.jobs.at(-1)?.rows ?? [])
        .subarray(0, 300)
        .equals(bitmap.bits),
    ).toBe(true);
  });

  test('in raster mode also a row is filled whose length holds the beginning of a question', () => {
    const { chunks } = encodeStar('raster', bitmap, { ...options, confirmId: null });
    const bytes = Buffer.concat(chunks.map((chunk) => chunk.bytes));
    // After the first byte of a row's header, and after its second.
    for (const length of [1, 2]) {
      const printer = new StarPrinter();
      printer.receive(bytes.subarray(0, bytes.indexOf('b', 30, 'latin1') + length));
      printer.receive(Uint8Array.of(0x1b, 0x06, 0x01));
      const again = { ...options, confirmId: null, resynchronise: true };
      for (const chunk of encodeStar('raster', bitmap, again).chunks) printer.receive(chunk.bytes);
      expect(printer.garbage).toBe(0);
      const rows = Buffer.concat(printer.jobs.at(-1)?.rows ?? []);
      expect(rows.equals(bitmap.bits)).toBe(true);
    }
  });

  test('an attempt has its number in two bytes; anything but four digits or capitals is refused', () => {
    expect(starJobNumber('0000')).toBe(0);
    expect(starJobNumber('ZZZZ')).toBe((36 ** 4 - 1) % 65_536);
    for (const wrong of ['', '00a7', '00A', '00A77']) {
      expect(() => starJobNumber(wrong)).toThrow(RangeError);
    }
  });

  test('a picture wider than a bit image can say is refused', () => {
    const wide = { width: 2_048, height: 1, bits: new Uint8Array(256) };
    expect(() => encodeStar('bit-image', wide, options)).toThrow(RangeError);
  });
});

const status = [0x23, 0x06, 0x28, 0, 0, 0x08, 0, 0x02, 0];
const echo = [0x1b, 0x1d, 0x03, 0x01, 0x01, 0x6f, 0x07, 0x00];
const framedStatus = [0x23, 0x86, ...status.slice(2)];
const framedEcho = [0x32, 0x33, 0x3a, 0x42, 0x00, 0x08, ...echo, 0x3b];
const finished: StarAnswer = { kind: 'finished', number: 0x016f };
const known: readonly [readonly number[], readonly StarAnswer[]][] = [
  [status, [{ kind: 'status', bytes: status }]],
  [[0x0f, 0x02, 0, 0, 0, 0, 0], [{ kind: 'status', bytes: [0x0f, 0x02, 0, 0, 0, 0, 0] }]],
  [echo, [finished]],
  [[...framedStatus, 0, 0], [{ kind: 'status', bytes: framedStatus }]],
  // Star's manuals leave the order of the two bytes of the length open: both are accepted.
  [
    [...framedStatus, 0, 15, ...framedEcho],
    [{ kind: 'status', bytes: framedStatus }, finished],
  ],
  [
    [...framedStatus, 15, 0, ...framedEcho],
    [{ kind: 'status', bytes: framedStatus }, finished],
  ],
  [[0x1b, 0x1d, 0x03, 0x00, 0, 0, 7, 0], [{ kind: 'other' }]],
];

describe('what comes back', () => {
  test('is read whatever the chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...known), { maxLength: 12 }),
        fc.array(fc.nat(9), { maxLength: 60 }),
        (answers, cuts) => {
          const stream = Buffer.from(answers.flatMap(([bytes]) => [...bytes]));
          const reader = createStarReader();
          const read: StarAnswer[] = [];
          let offset = 0;
          for (const cut of [...cuts, stream.length]) {
            read.push(...reader.feed(stream.subarray(offset, offset + cut)));
            offset += cut;
          }
          expect(read).toEqual(answers.flatMap(([, expected]) => expected));
        },
      ),
    );
  });

  test('survives any rubbish, and what follows it is understood', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (rubbish) => {
        const reader = createStarReader();
        reader.feed(rubbish);
        // The longest answer that rubbish can begin: 15 bytes, a length of 512 and as much data.
        reader.feed(new Uint8Array(600).fill(0xff));
        expect(reader.feed(Uint8Array.from(echo))).toEqual([finished]);
      }),
    );
  });

  test.each([
    ['an ESC/POS answer', [0x12], 1],
    ['a status that says it is too short', [0x09, 0x02, 0, 0], 4],
    ['a status with a bit set that is always clear', [0x23, 0x06, 0x81], 3],
    ['text', [...Buffer.from('HTTP/1.1 400')], 12],
  ])('%s is stray', (_, bytes, count) => {
    const reader = createStarReader();
    const answers = [...reader.feed(Uint8Array.from(bytes)), ...reader.feed(Uint8Array.of(0xff))];
    expect(answers.every(({ kind }) => kind === 'stray')).toBe(true);
    expect(answers.length).toBe(count + 1);
  });

  test.each([
    [[0, 0, 0, 0], 'ready'],
    [[0x02, 0, 0, 0], 'ready'],
    [[0x04, 0, 0, 0x06], 'paper-low'],
    [[0x08, 0, 0, 0x08], 'paper-out'],
    [[0x28, 0, 0, 0x08], 'cover-open'],
    [[0x08, 0x08, 0, 0], 'printer-error'],
    [[0x08, 0, 0x04, 0], 'printer-error'],
    [[0x08, 0x40, 0, 0], 'hot'],
    [[0x08, 0, 0, 0], 'offline'],
  ] as const)('condition of status %o is %s', (bytes, condition) => {
    expect(conditionOfStar([0x23, 0x06, ...bytes, 0, 0, 0])).toBe(condition);
  });
});
