import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askConfirmation, encodeEscpos } from '../../main/printing/languages/escpos.ts';
import {
  type Answer,
  conditionOf,
  conditionOfAutomatic,
  createEscposReader,
} from '../../main/printing/languages/escpos-answers.ts';
import { decodeToPbm } from '../support/virtual-printer/virtual-printer.ts';

const bitmap = {
  width: 24,
  height: 300,
  bits: Uint8Array.from({ length: 900 }, (_, i) => i % 251),
};
const options = { cut: true, confirmId: '00A7', tellChanges: true, resynchronise: false };

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

describe('what is sent', () => {
  test('a badge is: initialise, tell changes, bands of at most 48 rows, feed and cut, confirmation', () => {
    const { chunks } = encodeEscpos(bitmap, options);
    expect(chunks.map((chunk) => chunk.raster)).toEqual([false, ...Array(7).fill(true), false]);
    expect(hex(chunks[0]?.bytes ?? new Uint8Array())).toBe('1b401d610e');
    const heads = chunks.slice(1, 8).map((chunk) => hex(chunk.bytes.subarray(0, 8)));
    // GS v 0 by the library, whose m is 48; 3 bytes a row; 24 + 5 × 48 + 36 rows.
    const head = (rows: number) => `1d7630300300${rows.toString(16)}00`;
    expect(heads).toEqual([24, 48, 48, 48, 48, 48, 36].map(head));
    // ESC d 4, GS V 0, ESC @ by the library; GS ( H function 48 with the four characters.
    expect(hex(chunks[8]?.bytes ?? new Uint8Array())).toBe(
      '1b64041d56001b401d284806003030' + '30304137',
    );
  });

  test('the body of the bands is the body of a PBM', () => {
    const bytes = Buffer.concat(encodeEscpos(bitmap, options).chunks.map((chunk) => chunk.bytes));
    const pbm = decodeToPbm(bytes);
    const head = Buffer.from('P4\n24 300\n');
    expect(Buffer.from(pbm ?? []).equals(Buffer.concat([head, bitmap.bits]))).toBe(true);
  });

  test('after a job that broke off, zeros fill whatever band the printer still waits for', () => {
    const { chunks } = encodeEscpos(bitmap, { ...options, resynchronise: true });
    expect(chunks[0]?.bytes).toEqual(new Uint8Array(8 + 48 * 3));
  });

  test('a printer that cannot confirm is not asked to; without cutter nothing follows', () => {
    const { chunks } = encodeEscpos(bitmap, { ...options, cut: false, confirmId: null });
    expect(chunks.at(-1)?.raster).toBe(true);
  });

  test('a picture wider than the library can say is refused', () => {
    const wide = { width: 2_048, height: 1, bits: new Uint8Array(256) };
    expect(() => encodeEscpos(wide, options)).toThrow(RangeError);
  });

  test('a process ID has four printable characters', () => {
    expect(() => askConfirmation('123')).toThrow(RangeError);
    expect(() => askConfirmation('123é')).toThrow(RangeError);
  });
});

const known: readonly [Uint8Array, Answer][] = [
  [Uint8Array.of(0x12), { kind: 'status', byte: 0x12 }],
  [Uint8Array.of(0x1a), { kind: 'status', byte: 0x1a }],
  [Uint8Array.of(0x7e), { kind: 'status', byte: 0x7e }],
  [Uint8Array.of(0x38, 0, 0x0c, 0x0f), { kind: 'automatic', bytes: [0x38, 0, 0x0c, 0x0f] }],
  [Uint8Array.of(0x37, 0x22, 0x30, 0x30, 0x41, 0x37, 0), { kind: 'finished', id: '00A7' }],
];

describe('what comes back', () => {
  test('is read whatever the chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...known), { maxLength: 12 }),
        fc.array(fc.nat(7), { maxLength: 40 }),
        (answers, cuts) => {
          const stream = Buffer.concat(answers.map(([bytes]) => bytes));
          const reader = createEscposReader();
          const read: Answer[] = [];
          let offset = 0;
          for (const cut of [...cuts, stream.length]) {
            read.push(...reader.feed(stream.subarray(offset, offset + cut)));
            offset += cut;
          }
          expect(read).toEqual(answers.map(([, answer]) => answer));
        },
      ),
    );
  });

  test('survives any rubbish, and what follows a pause of rubbish is understood', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (rubbish) => {
        const reader = createEscposReader();
        reader.feed(rubbish);
        // Bytes that fit no unfinished answer resynchronise the reader.
        reader.feed(Uint8Array.of(0xff, 0xff, 0xff));
        const [bytes, answer] = known[4] ?? [new Uint8Array(), null];
        expect(reader.feed(bytes)).toEqual([answer]);
      }),
    );
  });

  test('flow control means nothing, half an answer before a status is stray', () => {
    const reader = createEscposReader();
    expect(reader.feed(Uint8Array.of(0x11, 0x13))).toEqual([]);
    expect(reader.feed(Uint8Array.of(0x37, 0x22, 0x12))).toEqual([
      { kind: 'stray', byte: 0x37 },
      { kind: 'stray', byte: 0x22 },
      { kind: 'status', byte: 0x12 },
    ]);
  });

  test.each([
    [{ printer: 0x12, paper: 0x12, cause: null }, 'ready'],
    [{ printer: 0x12, paper: 0x1e, cause: null }, 'paper-low'],
    [{ printer: 0x1a, paper: 0x7e, cause: 0x32 }, 'paper-out'],
    [{ printer: 0x12, paper: 0x72, cause: null }, 'paper-out'],
    [{ printer: 0x1a, paper: 0x12, cause: 0x16 }, 'cover-open'],
    [{ printer: 0x1a, paper: 0x12, cause: 0x52 }, 'printer-error'],
    [{ printer: 0x1a, paper: 0x12, cause: 0x12 }, 'offline'],
  ] as const)('condition of %o is %s', (answers, condition) => {
    expect(conditionOf(answers)).toBe(condition);
  });

  test.each([
    [[0x10, 0, 0, 0x0f], 'ready'],
    [[0x10, 0, 0x03, 0x0f], 'paper-low'],
    [[0x18, 0, 0x0c, 0x0f], 'paper-out'],
    [[0x38, 0, 0, 0x0f], 'cover-open'],
    [[0x18, 0x40, 0, 0x0f], 'printer-error'],
    [[0x18, 0, 0, 0x0f], 'offline'],
  ] as const)('condition of automatic status %o is %s', (bytes, condition) => {
    expect(conditionOfAutomatic(bytes)).toBe(condition);
  });
});
