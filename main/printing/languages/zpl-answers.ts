import { type AnswerReader, createAnswerReader } from '../transport/exchange.ts';
import type { PrinterCondition } from '../transport/transport.ts';

export interface ZplCondition {
  condition: PrinterCondition['condition'];
  /** English, for support; may be empty. */
  detail: string;
  /** True if the label being printed is no longer one good piece. */
  spoils: boolean;
}

const ready: ZplCondition = { condition: 'ready', detail: '', spoils: false };
const coverOpen: ZplCondition = { condition: 'cover-open', detail: 'head open', spoils: true };
const paperOut: ZplCondition = { condition: 'paper-out', detail: '', spoils: true };
const ribbonOut: ZplCondition = {
  condition: 'printer-error',
  detail: 'out of ribbon, or set to thermal transfer without one',
  spoils: true,
};
const tooHot: ZplCondition = {
  condition: 'printer-error',
  detail: 'too hot; it goes on by itself when it has cooled',
  spoils: false,
};
const paused: ZplCondition = { condition: 'paused', detail: '', spoils: false };

export function conditionOfStatus(status: HostStatus): ZplCondition {
  if (status.headUp) return coverOpen;
  if (status.paperOut) return paperOut;
  if (status.ribbonOut) return ribbonOut;
  if (status.diagnostic) {
    return {
      condition: 'printer-error',
      detail: 'in diagnostic mode it prints numbers instead of badges: switch it off and on',
      spoils: true,
    };
  }
  if (status.paused) return paused;
  return status.overTemperature ? tooHot : ready;
}

/**
 * The condition by ~HQES; null without any error. Bits of group 1 (Zebra, ZPL Programming Guide,
 * "~HQ", table of error flags): 0 media out, 1 ribbon out, 2 head open, 3 cutter fault, 4 head and
 * 5 motor too hot, 16 paused; the others are faults of the hardware or of kiosk printers.
 */
export function conditionOfErrors({ errors }: ErrorFlags): ZplCondition | null {
  if (errors === 0) return null;
  if ((errors & 0x4) !== 0) return coverOpen;
  if ((errors & 0x1) !== 0) return paperOut;
  if ((errors & 0x2) !== 0) return ribbonOut;
  if ((errors & 0x8) !== 0) {
    return { condition: 'printer-error', detail: 'cutter fault', spoils: true };
  }
  if ((errors & ~0x1_0030) !== 0) {
    const hexadecimal = errors.toString(16).toUpperCase().padStart(8, '0');
    return { condition: 'printer-error', detail: `error flags ${hexadecimal}`, spoils: true };
  }
  return (errors & 0x30) !== 0 ? tooHot : paused;
}

/**
 * What a ZPL printer sends back, read from its byte stream in any chunking. Source: Zebra, ZPL
 * Programming Guide, the named command.
 *
 * - ~HS ("~HS"): three strings `STX … ETX CR LF` of 12, 11 and 2 fields
 * - ~HQES ("~HQ"): one string `STX CR LF … ETX` with two lines of flags
 * - getvar ("SGD Command Overview"): the value in double quotes; `"?"` for an unknown variable
 *
 * Everything else is stray.
 */
export type ZplAnswer =
  /** `number`: position among its kind since opening; queries are answered in order. */
  | { kind: 'status'; number: number; status: HostStatus }
  | { kind: 'errors'; errors: ErrorFlags }
  /** Labels printed in the printer's life; null if it does not count them. */
  | { kind: 'count'; number: number; labels: number | null }
  /** A byte that fits no answer. */
  | { kind: 'stray' };

/** The fields of ~HS about printer and job. */
export interface HostStatus {
  paperOut: boolean;
  paused: boolean;
  /** In the receive buffer. */
  formats: number;
  bufferFull: boolean;
  /** Communications diagnostics: the printer prints what it receives as hexadecimal numbers. */
  diagnostic: boolean;
  partialFormat: boolean;
  overTemperature: boolean;
  headUp: boolean;
  ribbonOut: boolean;
  labelsRemaining: number;
}

/** Group 1 of the error flags of ~HQES, and of its warnings. */
export interface ErrorFlags {
  errors: number;
  warnings: number;
}

const flag = '([01])';
/** aaa,b,c,dddd,eee,f,g,h,iii,j,k,l */
const firstString = new RegExp(
  `^\\d{3},${flag},${flag},\\d{4,5},(\\d{3}),${flag},${flag},${flag},\\d{3},[01],[01],${flag}$`,
);
/** mmm,n,o,p,q,r,s,t,uuuuuuuu,v,www; r is a digit or a letter. */
const secondString = new RegExp(
  `^\\d{3},\\d,${flag},${flag},[01],[0-9A-Z],\\d,[01],(\\d{8}),\\d,\\d{3}$`,
);
/** xxxx,y */
const thirdString = /^\d{4},[01]$/;
const errorString =
  /^\s*PRINTER STATUS\s+ERRORS:\s+[01] [0-9A-F]{8} ([0-9A-F]{8})\s+WARNINGS:\s+[01] [0-9A-F]{8} ([0-9A-F]{8})\s*$/;
const countString = /^(?:\d{1,15}|\?)$/;

/** Reads the three strings of ~HS, without their control characters; null if one does not fit. */
export function parseHostStatus(strings: readonly string[]): HostStatus | null {
  const [first = '', second = '', third = ''] = strings;
  const a = firstString.exec(first);
  const b = secondString.exec(second);
  if (strings.length !== 3 || a === null || b === null || !thirdString.test(third)) return null;
  return {
    paperOut: a[1] === '1',
    paused: a[2] === '1',
    formats: Number(a[3]),
    bufferFull: a[4] === '1',
    diagnostic: a[5] === '1',
    partialFormat: a[6] === '1',
    overTemperature: a[7] === '1',
    headUp: b[1] === '1',
    ribbonOut: b[2] === '1',
    labelsRemaining: Number(b[3]),
  };
}

/** Reads the text between STX and ETX of ~HQES; null if it is something else. */
export function parseErrorFlags(text: string): ErrorFlags | null {
  const match = errorString.exec(text);
  if (match === null) return null;
  return {
    errors: Number.parseInt(match[1] ?? '', 16),
    warnings: Number.parseInt(match[2] ?? '', 16),
  };
}

const stx = 0x02;
const etx = 0x03;
const quote = 0x22;
/** Maximum length of a string; the flags of ~HQES take about 140 characters. */
const maxStringLength = 512;

export function createZplReader(): AnswerReader<ZplAnswer> {
  /** Strings of an incomplete ~HS. */
  let strings: string[] = [];
  let statuses = 0;
  let counts = 0;

  const takeString = (text: string): ZplAnswer[] => {
    const errors = parseErrorFlags(text);
    const begins = firstString.test(text);
    // What came before was an incomplete ~HS.
    const dropped = errors !== null || begins ? stray(strings.splice(0)) : [];
    if (errors !== null) return [...dropped, { kind: 'errors', errors }];
    strings.push(text);
    if (strings.length < 3 && (begins || secondString.test(text))) return dropped;
    const status = parseHostStatus(strings);
    const last = strings.splice(0);
    if (status === null) return [...dropped, ...stray(last)];
    statuses += 1;
    return [...dropped, { kind: 'status', number: statuses, status }];
  };

  const takeQuoted = (text: string): ZplAnswer[] => {
    if (!countString.test(text)) return stray([text]);
    counts += 1;
    return [{ kind: 'count', number: counts, labels: text === '?' ? null : Number(text) }];
  };

  const answersOf = (read: Reading): ZplAnswer[] => {
    switch (read.kind) {
      case 'string':
        return takeString(read.text);
      case 'quoted':
        return takeQuoted(read.text);
      case 'stray':
        return [{ kind: 'stray' }];
      case 'between':
        return [];
    }
  };

  return createAnswerReader(
    (bytes) => {
      const read = readOne(bytes);
      return read === null ? 'unfinished' : { length: read.length, answers: answersOf(read) };
    },
    () => {
      strings = [];
      statuses = 0;
      counts = 0;
    },
  );
}

/** One stray answer for each character and for the two that enclosed them. */
function stray(texts: readonly string[]): ZplAnswer[] {
  const length = texts.reduce((sum, text) => sum + text.length + 2, 0);
  return Array.from({ length }, () => ({ kind: 'stray' }));
}

type Reading = { length: number } & (
  | { kind: 'string' | 'quoted'; text: string }
  | { kind: 'stray' | 'between' }
);

/** The next string, or one byte between strings; null while the string's end is missing. */
function readOne(bytes: Uint8Array): Reading | null {
  const [first] = bytes;
  if (first === stx) return readUntil(bytes, etx, 'string');
  if (first === quote) return readUntil(bytes, quote, 'quoted');
  // CR and LF are between strings; zeros come from print servers that keep a connection awake.
  if (first === 0x0d || first === 0x0a || first === 0x00) return { kind: 'between', length: 1 };
  return { kind: 'stray', length: 1 };
}

function readUntil(bytes: Uint8Array, end: number, kind: 'string' | 'quoted'): Reading | null {
  for (let i = 1; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte === end) {
      const text = String.fromCharCode(...bytes.subarray(1, i));
      return { kind, length: i + 1, text };
    }
    const isText = (byte >= 0x20 && byte < 0x7f) || byte === 0x0d || byte === 0x0a;
    if (!isText || i > maxStringLength) return { kind: 'stray', length: 1 };
  }
  return null;
}
