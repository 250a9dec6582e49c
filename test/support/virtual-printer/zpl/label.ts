import { inflateSync } from 'node:zlib';

export type Completed = { kind: 'format'; text: string } | { kind: 'cancelled' } | null;

/**
 * Finds formats in a stream, byte by byte, and ignores text outside of them. A second ^XA within a
 * format has no effect, since the guide gives it none. The rest of an earlier job then comes out
 * together with the next, unless ~JX removes it first.
 */
export class FormatReader {
  #text: string | null = null;
  #last = '';

  /** Whether it is between ^XA and ^XZ. */
  get inFormat(): boolean {
    return this.#text !== null;
  }

  push(byte: number): Completed {
    const character = String.fromCharCode(byte);
    this.#last = (this.#last + character).slice(-3);
    if (this.#text !== null) this.#text += character;
    switch (this.#last) {
      case '^XA':
        this.#text ??= '^XA';
        return null;
      case '^XZ': {
        const text = this.#text;
        this.#text = null;
        return text === null ? null : { kind: 'format', text };
      }
      case '~JX':
        this.#text = null;
        return { kind: 'cancelled' };
      default:
        return null;
    }
  }

  reset(): void {
    this.#text = null;
    this.#last = '';
  }
}

export function formatsOf(bytes: Uint8Array): string[] {
  const reader = new FormatReader();
  return [...bytes].flatMap((byte) => {
    const completed = reader.push(byte);
    return completed?.kind === 'format' ? [completed.text] : [];
  });
}

/**
 * The data of a graphic, or null if a printer drops it: hexadecimal digits, or `:B64:` or `:Z64:`
 * with its checksum (Zebra, ZPL Programming Guide, "ZB64 Encoding and Compression"). Written
 * independently of the app's encoder, so that a mistake there is not repeated here.
 */
function decodeGraphic(data: string): Uint8Array | null {
  const packed = /^:([BZ]64):([A-Za-z0-9+/=\r\n]*):([0-9A-Fa-f]{4})\s*$/.exec(data);
  if (packed === null) {
    const digits = data.replace(/\s/g, '');
    return /^([0-9A-Fa-f]{2})+$/.test(digits) ? Uint8Array.from(Buffer.from(digits, 'hex')) : null;
  }
  const [, kind, text = '', checksum = ''] = packed;
  if (checksumOf(text) !== Number.parseInt(checksum, 16)) return null;
  const bytes = Buffer.from(text, 'base64');
  if (kind === 'B64') return Uint8Array.from(bytes);
  try {
    return Uint8Array.from(inflateSync(bytes));
  } catch {
    // Not a zlib stream: dropped like any other damage.
    return null;
  }
}

/** CRC-16 with the CCITT polynomial from 0, by swapping bytes instead of shifting bits. */
function checksumOf(text: string): number {
  let crc = 0;
  for (const byte of Buffer.from(text, 'latin1')) {
    crc = ((crc >> 8) | (crc << 8)) & 0xffff;
    crc ^= byte;
    crc ^= (crc & 0xff) >> 4;
    crc ^= (crc << 12) & 0xffff;
    crc ^= (crc & 0xff) << 5;
  }
  return crc;
}

export type PageSettings = ReturnType<typeof initialSettings>;

/**
 * Settings that remain in force between formats until the power fails, with the guide's values at
 * power-up. The size is that of the last label.
 */
export function initialSettings() {
  return {
    /** ^PW and ^LL in dots. */
    width: 832,
    length: 1_218,
    home: { x: 0, y: 0 },
    /** ^POI: upside down. */
    inverted: false,
    /** ^JZ: whether a label that a fault cut short is printed again. */
    reprints: true,
    cuts: false,
  };
}

export interface Label {
  /** Whole rows, the most significant bit is the left dot. */
  rows: Uint8Array[];
  rowBytes: number;
  copies: number;
  reprints: boolean;
  cuts: boolean;
  /** A graphic was dropped because its data or checksum is wrong. */
  damaged: boolean;
}

interface Draft {
  origin: { x: number; y: number };
  graphics: { x: number; y: number; rowBytes: number; data: Uint8Array }[];
  copies: number;
  damaged: boolean;
}

/**
 * Executes the text between ^XA and ^XZ. Null if it prints nothing: a format of settings alone.
 *
 * @param settings changed as the format says
 */
export function readFormat(text: string, settings: PageSettings): Label | null {
  const draft: Draft = { origin: { x: 0, y: 0 }, graphics: [], copies: 1, damaged: false };
  for (const [, name = '', parameters = ''] of text.matchAll(/\^([A-Z]{2})([^^~]*)/g)) {
    obey(name, parameters, settings, draft);
  }
  if (draft.graphics.length === 0 && !draft.damaged) return null;
  return compose(draft, settings);
}

function obey(name: string, parameters: string, settings: PageSettings, draft: Draft): void {
  const [first, second = 0] = parameters.split(',').map(Number);
  if (name === 'PW') settings.width = first ?? 0;
  if (name === 'LL') settings.length = first ?? 0;
  if (name === 'LH') settings.home = { x: first ?? 0, y: second };
  if (name === 'PO') settings.inverted = parameters.startsWith('I');
  if (name === 'JZ') settings.reprints = parameters.startsWith('Y');
  if (name === 'MM') settings.cuts = parameters.startsWith('C');
  if (name === 'FO') draft.origin = { x: first ?? 0, y: second };
  if (name === 'PQ') draft.copies = first ?? 1;
  if (name === 'GF') addGraphic(parameters, draft);
}

function addGraphic(parameters: string, draft: Draft): void {
  const match = /^A,(\d+),(\d+),(\d+),(.*)$/s.exec(parameters);
  const [, , total = '', perRow = '', text = ''] = match ?? [];
  const data = match === null ? null : decodeGraphic(text);
  // "The number of bytes must match the above count", which ends at 99,999.
  if (data === null || data.length !== Number(total) || data.length > 99_999) draft.damaged = true;
  else draft.graphics.push({ ...draft.origin, rowBytes: Number(perRow), data });
}

function compose(draft: Draft, settings: PageSettings): Label {
  const rowBytes = Math.ceil(settings.width / 8);
  const rows = Array.from({ length: settings.length }, () => new Uint8Array(rowBytes));
  for (const graphic of draft.graphics) {
    for (let at = 0; at < graphic.data.length * 8; at += 1) {
      if (((graphic.data[at >> 3] ?? 0) & (0x80 >> (at & 7))) === 0) continue;
      const x = graphic.x + settings.home.x + (at % (graphic.rowBytes * 8));
      const y = graphic.y + settings.home.y + Math.floor(at / (graphic.rowBytes * 8));
      const row = rows[settings.inverted ? settings.length - 1 - y : y];
      const left = settings.inverted ? settings.width - 1 - x : x;
      if (row !== undefined && left >= 0 && left < settings.width) {
        row[left >> 3] = (row[left >> 3] ?? 0) | (0x80 >> (left & 7));
      }
    }
  }
  const { reprints, cuts } = settings;
  return { rows, rowBytes, copies: draft.copies, reprints, cuts, damaged: draft.damaged };
}
