import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  conditionOfErrors,
  conditionOfStatus,
  createZplReader,
  parseErrorFlags,
  parseHostStatus,
  type ZplAnswer,
} from '../../main/printing/languages/zpl-answers.ts';

/** The answer of a real printer. */
const first = '030,0,0,0959,000,0,0,0,000,0,0,0';
const second = '001,0,0,0,1,2,6,0,00000000,1,000';
const third = '1234,0';

function hostStatus(strings: readonly string[]): Buffer {
  return Buffer.from(strings.map((each) => `\x02${each}\x03\r\n`).join(''), 'latin1');
}

const good = parseHostStatus([first, second, third]);
/** From the log of a real printer. */
const flags =
  '\r\n\r\n  PRINTER STATUS                            \r\n   ERRORS:         0 00000000 00000000      \r\n   WARNINGS:       0 00000000 00000000      \r\n';

const known: readonly [Buffer, (number: number) => ZplAnswer][] = [
  [
    hostStatus([first, second, third]),
    (number) => {
      if (good === null) throw new Error('not understood');
      return { kind: 'status', number, status: good };
    },
  ],
  [Buffer.from('"4711"'), (number) => ({ kind: 'count', number, labels: 4_711 })],
  [Buffer.from('"?"\r\n'), (number) => ({ kind: 'count', number, labels: null })],
  [Buffer.from(`\x02${flags}\x03`), () => ({ kind: 'errors', errors: { errors: 0, warnings: 0 } })],
];

function read(...parts: readonly Uint8Array[]): ZplAnswer[] {
  const reader = createZplReader();
  return parts.flatMap((part) => reader.feed(part));
}

const strays = (answers: readonly ZplAnswer[]): number =>
  answers.filter((each) => each.kind === 'stray').length;

describe('~HS', () => {
  test('says where paper, head, ribbon, pause, buffer and job are', () => {
    expect(good).toEqual({
      paperOut: false,
      paused: false,
      formats: 0,
      bufferFull: false,
      diagnostic: false,
      partialFormat: false,
      overTemperature: false,
      headUp: false,
      ribbonOut: false,
      labelsRemaining: 0,
    });
    const bad = ['030,1,1,1218,002,1,1,1,000,1,1,1', '001,0,1,1,1,K,6,1,00000012,1,000', third];
    expect(parseHostStatus(bad)).toEqual({
      paperOut: true,
      paused: true,
      formats: 2,
      bufferFull: true,
      diagnostic: true,
      partialFormat: true,
      overTemperature: true,
      headUp: true,
      ribbonOut: true,
      labelsRemaining: 12,
    });
  });

  test.each([
    ['a string is missing', [first, second]],
    ['they come in another order', [second, first, third]],
    ['a field is missing', [first.slice(0, -2), second, third]],
    ['there is a field too many', [`${first},0`, second, third]],
    ['a flag is no flag', [first.replace(',0,0,0959', ',2,0,0959'), second, third]],
    ['a number is none', [first.replace('000', '0x0'), second, third]],
    ['a field is empty', [first, second.replace('00000000', ''), third]],
    ['the third is something else', [first, second, 'OK']],
  ])('is refused when %s', (_what, strings) => {
    expect(parseHostStatus(strings)).toBeNull();
    // And nothing of it is left: the next answer counts.
    const answers = read(hostStatus(strings), hostStatus([first, second, third]));
    expect(answers.at(-1)).toMatchObject({ kind: 'status', number: 1 });
    expect(strays(answers)).toBeGreaterThan(16);
  });

  test('is refused with a fourth string', () => {
    expect(parseHostStatus([first, second, third, third])).toBeNull();
  });

  test('cut short is no answer, whatever comes after', () => {
    const whole = hostStatus([first, second, third]);
    for (let length = 0; length < whole.length - 2; length += 1) {
      const answers = read(whole.subarray(0, length));
      expect(answers.filter((each) => each.kind === 'status')).toEqual([]);
    }
  });
});

describe('what comes back', () => {
  test('is read whatever the chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...known), { maxLength: 12 }),
        fc.array(fc.nat(50), { maxLength: 40 }),
        (answers, cuts) => {
          const stream = Buffer.concat(answers.map(([bytes]) => bytes));
          const ends = [...cuts, stream.length].map((_, i) =>
            [...cuts, stream.length].slice(0, i + 1).reduce((sum, each) => sum + each, 0),
          );
          const parts = ends.map((end, i) => stream.subarray(ends[i - 1] ?? 0, end));
          const numbers = new Map<string, number>();
          const expected = answers.map(([, answer]) => {
            const { kind } = answer(0);
            numbers.set(kind, (numbers.get(kind) ?? 0) + 1);
            return answer(numbers.get(kind) ?? 0);
          });
          expect(read(...parts)).toEqual(expected);
        },
      ),
    );
  });

  test('survives any rubbish, and what follows is understood', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (rubbish) => {
        const reader = createZplReader();
        reader.feed(rubbish);
        // A byte that belongs to no string, and an end for a string that may have begun.
        reader.feed(Uint8Array.of(0xff, 0x03, 0xff));
        const answers = reader.feed(hostStatus([first, second, third]));
        expect(answers.at(-1)).toMatchObject({ kind: 'status', status: good });
      }),
    );
  });

  test('another device is stray: a web server, an ESC/POS printer, a string that never ends', () => {
    const web = Buffer.from('HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n<a href="index.html">');
    expect(read(web).every((each) => each.kind === 'stray')).toBe(true);
    expect(strays(read(web))).toBeGreaterThan(40);
    expect(read(Uint8Array.of(0x12, 0x1a, 0x37, 0x22)).length).toBeGreaterThan(2);
    const endless = Buffer.concat([Uint8Array.of(0x02), Buffer.alloc(100_000, 'A')]);
    expect(strays(read(endless))).toBeGreaterThan(99_000);
  });

  test('a connection that is opened anew begins to number anew', () => {
    const reader = createZplReader();
    const status = hostStatus([first, second, third]);
    reader.feed(status);
    reader.feed(status.subarray(0, 50));
    reader.reset();
    expect(reader.feed(status)).toMatchObject([{ kind: 'status', number: 1 }]);
  });
});

describe('the condition', () => {
  test.each([
    [{}, 'ready', false],
    [{ paperOut: true, paused: true }, 'paper-out', true],
    [{ headUp: true, paperOut: true, paused: true }, 'cover-open', true],
    [{ ribbonOut: true }, 'printer-error', true],
    [{ diagnostic: true }, 'printer-error', true],
    [{ overTemperature: true }, 'printer-error', false],
    [{ paused: true }, 'paused', false],
    [{ formats: 3, partialFormat: true, bufferFull: true }, 'ready', false],
  ] as const)('by ~HS of %o is %s', (change, condition, spoils) => {
    if (good === null) throw new Error('not understood');
    expect(conditionOfStatus({ ...good, ...change })).toMatchObject({ condition, spoils });
  });

  test.each([
    ['00000001', 'paper-out', true],
    ['00000005', 'cover-open', true],
    ['0000000B', 'paper-out', true],
    ['00000002', 'printer-error', true],
    ['00010008', 'printer-error', true],
    ['00000200', 'printer-error', true],
    ['00000010', 'printer-error', false],
    ['00010000', 'paused', false],
  ])('by ~HQES of %s is %s', (hexadecimal, condition, spoils) => {
    const errors = parseErrorFlags(
      flags.replace('0 00000000 00000000', `1 00000000 ${hexadecimal}`),
    );
    expect(errors).not.toBeNull();
    if (errors !== null) expect(conditionOfErrors(errors)).toMatchObject({ condition, spoils });
  });

  test('by ~HQES without an error is none, and of something else is not read', () => {
    expect(conditionOfErrors({ errors: 0, warnings: 2 })).toBeNull();
    expect(parseErrorFlags(flags.replace('ERRORS', 'ERROR'))).toBeNull();
    expect(parseErrorFlags(flags.slice(0, -20))).toBeNull();
  });
});
