import {
  type BrotherRoll,
  type BrotherSettings,
  brotherRolls,
  isRoll,
} from '../../../domain/printing/brother.ts';
import { type AnswerHead, type AnswerReader, createAnswerReader } from '../transport/exchange.ts';
import type { PrinterCondition } from '../transport/transport.ts';

/**
 * The status of a Brother QL printer: 32 bytes, requested or reported unasked. Source: Brother,
 * "Raster Command Reference QL-800/810W/820NWB" (docp100278), chapter 4, "ESC i S".
 */
export interface BrotherStatus {
  /** Offset 3: 0x34 is the QL series. */
  series: number;
  /** Offset 4, by model: 0x38 QL-800, 0x41 QL-820NWB. */
  model: number;
  /** Offset 8 in the lower byte, 9 in the upper. */
  errors: number;
  /** The loaded roll: offset 10 width and 17 length in millimetres, 11 kind; null without one. */
  roll: { width: number; length: number; dieCut: boolean } | null;
  /** Offset 18. */
  type: 'reply' | 'completed' | 'error' | 'off' | 'notice' | 'phase' | 'other';
  /** Offset 19: the printer prints, or it waits for data. */
  printing: boolean;
}

export type BrotherAnswer =
  | { kind: 'status'; status: BrotherStatus }
  /** A byte that belongs to no status. */
  | { kind: 'stray' };

const length = 32;
/** Print head mark, size, "B". */
const head = [0x80, 0x20, 0x42];
const qlSeries = 0x34;

const types: Readonly<Record<number, BrotherStatus['type']>> = {
  0: 'reply',
  1: 'completed',
  2: 'error',
  4: 'off',
  5: 'notice',
  6: 'phase',
};

/** Reads 32 bytes; null if they are not a status of a Brother printer. */
export function parseBrotherStatus(bytes: Uint8Array): BrotherStatus | null {
  if (bytes.length !== length || head.some((byte, at) => bytes[at] !== byte)) return null;
  const at = (offset: number): number => bytes[offset] ?? 0;
  const kind = at(11);
  return {
    series: at(3),
    model: at(4),
    errors: at(8) | (at(9) << 8),
    // 0A continuous, 0B die-cut; newer models also report 4A and 4B.
    roll: kind === 0 ? null : { width: at(10), length: at(17), dieCut: (kind & 0x0f) === 0x0b },
    type: types[at(18)] ?? 'other',
    printing: at(19) === 1,
  };
}

export function createBrotherReader(): AnswerReader<BrotherAnswer> {
  return createAnswerReader(readStatus);
}

function readStatus(bytes: Uint8Array): AnswerHead<BrotherAnswer> {
  const isHead = head.every((byte, at) => (bytes[at] ?? byte) === byte);
  if (isHead && bytes.length < length) return 'unfinished';
  const status = isHead ? parseBrotherStatus(bytes.subarray(0, length)) : null;
  if (status === null) return { length: 1, answers: [{ kind: 'stray' }] };
  return { length, answers: [{ kind: 'status', status }] };
}

/** Bits of the errors in order of weight, with what they mean. */
const errors: readonly (readonly [bits: number, PrinterCondition['condition'], detail: string])[] =
  [
    [0x1000, 'cover-open', 'cover open'],
    [0x0100, 'wrong-medium', 'the printer refuses the loaded roll'],
    [0x0003, 'paper-out', 'no roll, or its end'],
    [0x4000, 'paper-out', 'the roll cannot be fed'],
    [0x0004, 'printer-error', 'the cutter is jammed'],
    [0x0010, 'busy-elsewhere', 'the printer is in use'],
    [0x0020, 'offline', 'the printer is being switched off'],
    [0x0200, 'printer-error', 'its buffer is full: the badge is too long'],
    [0x0400, 'printer-error', 'communication error'],
  ];

/**
 * The condition by a status. With another model or another roll than set up, nothing may be sent.
 *
 * @returns `detail` in English, for support; empty if all is well
 */
export function conditionOfBrother(
  status: BrotherStatus,
  { modelCode, roll }: BrotherSettings,
): PrinterCondition {
  if (status.series !== qlSeries || (modelCode !== null && status.model !== modelCode)) {
    return {
      condition: 'not-understood',
      detail: `it answers as another model (series ${hex(status.series)}, code ${hex(status.model)}): choose the model that it is`,
    };
  }
  const found = errors.find(([bits]) => (status.errors & bits) !== 0);
  if (found !== undefined) return { condition: found[1], detail: found[2] };
  if (status.errors !== 0 || status.type === 'error') {
    return { condition: 'printer-error', detail: `error bits ${hex(status.errors)}` };
  }
  if (status.type === 'off') return { condition: 'offline', detail: 'it is being switched off' };
  if (status.roll === null) return { condition: 'paper-out', detail: 'no roll is loaded' };
  const expected: BrotherRoll = brotherRolls[roll];
  if (isRoll(expected, status.roll)) return { condition: 'ready', detail: '' };
  return {
    condition: 'wrong-medium',
    detail: `${describeRoll(status.roll)} is loaded, ${expected.label.en} is set up`,
  };
}

function describeRoll({ width, length: long, dieCut }: NonNullable<BrotherStatus['roll']>): string {
  return dieCut ? `a roll of labels ${width} × ${long} mm` : `a continuous roll of ${width} mm`;
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(2, '0');
}
