import fc from 'fast-check';
import { parseDeviceId } from '../../../main/printing/find/device-id.ts';
import {
  conditionOfBrother,
  createBrotherReader,
} from '../../../main/printing/languages/brother-answers.ts';
import {
  conditionOfAutomatic,
  createEscposReader,
} from '../../../main/printing/languages/escpos-answers.ts';
import {
  conditionOfStar,
  createStarReader,
} from '../../../main/printing/languages/star-answers.ts';
import {
  conditionOfErrors,
  conditionOfStatus,
  createZplReader,
} from '../../../main/printing/languages/zpl-answers.ts';
import type { AnswerReader } from '../../../main/printing/transport/exchange.ts';
import { hold } from '../engine/guards.ts';
import { fuzzed, type Target } from '../engine/target.ts';
import { bytesLike, cuts, inPieces } from '../generators/bytes.ts';
import { textLike } from '../generators/text.ts';

interface Stream {
  bytes: Uint8Array;
  cuts: readonly number[];
}

const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

/**
 * Streams of answers, rarely so long that they expose a reader that copies the rest at each byte.
 */
function streams(samples: readonly Uint8Array[]): fc.Arbitrary<Stream> {
  const pieces = fc
    .array(bytesLike(samples, 40), { maxLength: 6 })
    .map((list) => Buffer.concat(list));
  const long = fc
    .tuple(bytesLike(samples, 20), fc.integer({ min: 500, max: 4_000 }))
    .map(([piece, times]) => Buffer.concat(Array.from({ length: times }, () => piece)));
  return fc.record({
    bytes: fc.oneof({ weight: 400, arbitrary: pieces }, { weight: 1, arbitrary: long }),
    cuts,
  });
}

/** Bytes that no reader takes for an answer, enough to push out whatever it kept. */
const flush = Uint8Array.from({ length: 600 }, () => 0x80);

/**
 * All answers to a stream in pieces. They must equal the answers to the whole stream, and the
 * reader may keep no more than its longest answer.
 */
function answersOf<A extends { kind: string }>(
  create: () => AnswerReader<A>,
  stream: Stream,
  longest: number,
): A[] {
  const reader = create();
  const answers = inPieces(stream.bytes, stream.cuts).flatMap((piece) => reader.feed(piece));
  const whole = create().feed(stream.bytes);
  hold(JSON.stringify(answers) === JSON.stringify(whole), 'other answers in other pieces');
  const more = reader.feed(flush).length;
  hold(more <= flush.length + longest, `keeps ${more - flush.length} bytes`);
  return answers;
}

function kindOf(answers: readonly { kind: string }[], best: readonly string[]): string {
  return best.find((kind) => answers.some((answer) => answer.kind === kind)) ?? 'nothing';
}

const finished = (id: string): Uint8Array => latin(`\x37\x22${id}\0`);

const escpos: Target = {
  name: 'printer/escpos',
  share: 80,
  reaches: ['finished', 'automatic', 'status', 'stray'],
  open: () =>
    fuzzed<Stream>({
      cases: streams([
        finished('A001'),
        finished('~~~~'),
        Uint8Array.of(0x12),
        Uint8Array.of(0x16, 0x1a),
        Uint8Array.of(0x10, 0x00, 0x00, 0x00),
        Uint8Array.of(0x38, 0x60, 0x0c, 0x0f),
        latin('\x11\x13'),
      ]),
      // Read twice, with the answers compared as text.
      sizeOf: ({ bytes }) => 4 * bytes.length,
      run: (stream) => {
        const answers = answersOf(createEscposReader, stream, 7);
        const whole = Buffer.from(stream.bytes);
        for (const answer of answers) {
          if (answer.kind === 'automatic') conditionOfAutomatic(answer.bytes);
          if (answer.kind !== 'finished') continue;
          // The end of a job counts only if every byte of it came in one row.
          const said = whole.includes(Buffer.from(finished(answer.id)));
          hold(said, 'finished without the printer’s word');
        }
        return kindOf(answers, ['finished', 'automatic', 'status', 'stray']);
      },
    }),
};

const starEcho = (n1: number, n2: number): Uint8Array =>
  Uint8Array.of(0x1b, 0x1d, 0x03, 0x01, n1, n2, 0x00, 0x00);

const star: Target = {
  name: 'printer/star',
  share: 80,
  reaches: ['finished', 'status', 'stray'],
  open: () =>
    fuzzed<Stream>({
      cases: streams([
        starEcho(0, 1),
        starEcho(255, 255),
        Uint8Array.of(0x23, 0x06, 0, 0, 0, 0, 0, 0, 0),
        Uint8Array.of(0x0f, 0x06, 0x28, 0x40, 0x0e, 0x0e, 0),
        Uint8Array.of(0x0f, 0x86, 0, 0, 0, 0, 0, 0, 12, 0x03, 0x3a, 0x42, ...starEcho(0, 9), 0x3b),
      ]),
      // Read twice, with the answers compared as text.
      sizeOf: ({ bytes }) => 4 * bytes.length,
      run: (stream) => {
        const answers = answersOf(createStarReader, stream, 0x200 + 20);
        const whole = Buffer.from(stream.bytes);
        for (const answer of answers) {
          if (answer.kind === 'status') conditionOfStar(answer.bytes);
          if (answer.kind !== 'finished') continue;
          const word = Buffer.of(0x1b, 0x1d, 0x03, 0x01, answer.number >> 8, answer.number & 255);
          hold(whole.includes(word), 'finished without the printer’s word');
        }
        return kindOf(answers, ['finished', 'status', 'stray']);
      },
    }),
};

const hostStatus = [
  '\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n',
  '\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n',
  '\x021234,0\x03\r\n',
];

const zpl: Target = {
  name: 'printer/zpl',
  share: 60,
  reaches: ['status', 'errors', 'count', 'stray'],
  open: () =>
    fuzzed<Stream>({
      cases: streams([
        latin(hostStatus.join('')),
        latin(hostStatus.join('')),
        ...hostStatus.map(latin),
        latin('"1234"'),
        latin('"?"'),
        // An endless string: the reader keeps only a limited part of it.
        latin(`\x02${'x'.repeat(3_000)}`),
        latin(
          '\x02\r\n  PRINTER STATUS\r\n  ERRORS:         1 00000000 00000005\r\n  WARNINGS:       0 00000000 00000000\r\n\x03',
        ),
      ]),
      // Read twice, with the answers compared as text.
      sizeOf: ({ bytes }) => 4 * bytes.length,
      run: (stream) => {
        // Three strings of an endless status may be kept besides the bytes.
        const answers = answersOf(createZplReader, stream, 3 * 515);
        for (const answer of answers) {
          if (answer.kind === 'errors') conditionOfErrors(answer.errors);
          if (answer.kind !== 'status') continue;
          conditionOfStatus(answer.status);
          const { formats, labelsRemaining } = answer.status;
          hold(
            Number.isInteger(formats) && Number.isInteger(labelsRemaining),
            'a count that is none',
          );
          // "Nothing left to print" counts only if the printer said it in its own form.
          const text = Buffer.from(stream.bytes).toString('latin1');
          const left = String(labelsRemaining).padStart(8, '0');
          hold(text.includes(left) && text.includes('\x03'), 'idle without the printer’s word');
        }
        return kindOf(answers, ['status', 'errors', 'count', 'stray']);
      },
    }),
};

const brotherStatus = (type: number, printing = 0): Uint8Array => {
  const bytes = new Uint8Array(32);
  bytes.set([0x80, 0x20, 0x42, 0x34, 0x41, 0x30, 0, 0, 0, 0, 62, 0x0a]);
  bytes.set([type, printing], 18);
  return bytes;
};

const brother: Target = {
  name: 'printer/brother',
  share: 60,
  reaches: ['status', 'stray'],
  open: () =>
    fuzzed<Stream>({
      cases: streams([brotherStatus(0), brotherStatus(6, 1), brotherStatus(1), brotherStatus(6)]),
      // Read twice, with the answers compared as text.
      sizeOf: ({ bytes }) => 4 * bytes.length,
      run: (stream) => {
        const answers = answersOf(createBrotherReader, stream, 32);
        const whole = Buffer.from(stream.bytes);
        for (const answer of answers) {
          if (answer.kind !== 'status') continue;
          conditionOfBrother(answer.status, { head: 720, modelCode: 0x41, roll: '62' });
          // The end of a badge counts only if the printer said it in its own form.
          const begins = whole.includes(Buffer.of(0x80, 0x20, 0x42));
          hold(begins && whole.length >= 32, 'a status without the printer’s word');
        }
        return kindOf(answers, ['status', 'stray']);
      },
    }),
};

const deviceId: Target = {
  name: 'printer/device-id',
  share: 100,
  reaches: ['zpl', 'escpos', 'star', 'unknown'],
  open: () =>
    fuzzed<string>({
      cases: textLike([
        'MANUFACTURER:Zebra Technologies;COMMAND SET:ZPL;MODEL:ZD421;CLASS:PRINTER;',
        'MFG:EPSON;CMD:ESC/POS;MDL:TM-T88VI;CLS:PRINTER;DES:EPSON TM-T88VI;',
        'MFG:Star;CMD:STAR;MDL:TSP143 (STR_T-001);CLS:PRINTER;',
      ]),
      sizeOf: (text) => text.length,
      run: (text) => {
        const { model, language } = parseDeviceId(text);
        hold(model.length <= text.length + 1, 'a model longer than what was said');
        return language ?? 'unknown';
      },
    }),
};

export const printerTargets: readonly Target[] = [escpos, star, zpl, brother, deviceId];
