import { decodeGraphic } from './z64.ts';

export type PageSettings = ReturnType<typeof initialSettings>;

/**
 * What stays in force from one format to the next, until power fails: as the guide gives it at
 * power-up; the size is that of whatever was printed last.
 */
export function initialSettings() {
  return {
    /** ^PW and ^LL in dots. */
    width: 832,
    length: 1_218,
    home: { x: 0, y: 0 },
    /** ^POI: upside down. */
    inverted: false,
    /** ^JZ: a label that a fault cut short is printed anew. */
    reprints: true,
    cuts: false,
  };
}

/** A label that is ready to be printed. */
export interface Label {
  /** Whole rows, the most significant bit is the left dot. */
  rows: Uint8Array[];
  rowBytes: number;
  copies: number;
  reprints: boolean;
  cuts: boolean;
  /** A graphic was dropped: its data or checksum are wrong. */
  damaged: boolean;
}

interface Draft {
  origin: { x: number; y: number };
  graphics: { x: number; y: number; rowBytes: number; data: Uint8Array }[];
  copies: number;
  damaged: boolean;
}

/**
 * Carries out what stands between ^XA and ^XZ. Null if it prints nothing: a format of settings alone.
 *
 * @param settings changed as the format says
 */
export function readFormat(text: string, settings: PageSettings): Label | null {
  const draft: Draft = { origin: { x: 0, y: 0 }, graphics: [], copies: 1, damaged: false };
  for (const [, name = '', parameters = ''] of text.matchAll(/\^([A-Z]{2})([^^~]*)/g)) {
    if (!setPage(name, parameters, settings)) setField(name, parameters, draft);
  }
  if (draft.graphics.length === 0 && !draft.damaged) return null;
  return compose(draft, settings);
}

function setPage(name: string, parameters: string, settings: PageSettings): boolean {
  const numbers = parameters.split(',').map(Number);
  switch (name) {
    case 'PW':
      settings.width = numbers[0] ?? 0;
      return true;
    case 'LL':
      settings.length = numbers[0] ?? 0;
      return true;
    case 'LH':
      settings.home = { x: numbers[0] ?? 0, y: numbers[1] ?? 0 };
      return true;
    case 'PO':
      settings.inverted = parameters.startsWith('I');
      return true;
    case 'JZ':
      settings.reprints = parameters.startsWith('Y');
      return true;
    case 'MM':
      settings.cuts = parameters.startsWith('C');
      return true;
    default:
      return false;
  }
}

function setField(name: string, parameters: string, draft: Draft): void {
  const numbers = parameters.split(',').map(Number);
  if (name === 'FO') draft.origin = { x: numbers[0] ?? 0, y: numbers[1] ?? 0 };
  if (name === 'PQ') draft.copies = numbers[0] ?? 1;
  if (name !== 'GF') return;
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
