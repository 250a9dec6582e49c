import type { SKRSContext2D } from '@napi-rs/canvas';
import QRCode from 'qrcode';
import { minDotsPerModule } from '../../../domain/templates/badge-geometry.ts';
import type { DotBox } from './place-fields.ts';

export { minDotsPerModule };

/** A QR symbol as modules, true = dark, without quiet zone. */
export type QrSymbol = ReturnType<typeof qrSymbol>;

/** Modules of white that must surround a symbol on every side (ISO/IEC 18004). */
export const quietZone = 4;

/** Dots per module where space allows. */
export const maxDotsPerModule = 8;

/** Error correction level M. */
export function qrSymbol(text: string) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  return {
    /** In modules. */
    size: modules.size,
    isDark: (row: number, column: number): boolean => modules.get(row, column) === 1,
  };
}

/** Position of a symbol with its quiet zone. In dots. */
export interface PlacedQr {
  left: number;
  top: number;
  /** With the quiet zone. */
  side: number;
  dotsPerModule: number;
}

/**
 * The largest whole number of dots per module that fits into the box, centred. Never fewer than a
 * reader needs: a symbol may then exceed its box, but not a page that is large enough.
 */
export function placeQr(
  symbol: QrSymbol,
  box: DotBox,
  page: { width: number; height: number },
): PlacedQr {
  const modules = symbol.size + 2 * quietZone;
  const dotsPerModule = Math.max(
    minDotsPerModule,
    Math.floor(Math.min(box.width, box.height) / modules),
  );
  const side = modules * dotsPerModule;
  const within = (start: number, length: number, most: number): number =>
    Math.max(0, Math.min(most - side, Math.round(start + (length - side) / 2)));
  return {
    left: within(box.left, box.width, page.width),
    top: within(box.top, box.height, page.height),
    side,
    dotsPerModule,
  };
}

/** Draws a symbol in black on its white field. */
export function drawQr(context: SKRSContext2D, symbol: QrSymbol, placed: PlacedQr): void {
  const { left, top, side, dotsPerModule } = placed;
  context.fillStyle = 'white';
  context.fillRect(left, top, side, side);
  context.fillStyle = 'black';
  const quiet = quietZone * dotsPerModule;
  for (let row = 0; row < symbol.size; row += 1) {
    for (let column = 0; column < symbol.size; column += 1) {
      if (!symbol.isDark(row, column)) continue;
      context.fillRect(
        left + quiet + column * dotsPerModule,
        top + quiet + row * dotsPerModule,
        dotsPerModule,
        dotsPerModule,
      );
    }
  }
}
