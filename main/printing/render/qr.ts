import QRCode from 'qrcode';

/** A QR symbol as modules, true = dark, without quiet zone. */
export interface QrSymbol {
  /** Modules on a side. */
  size: number;
  isDark(row: number, column: number): boolean;
}

/** Modules of white that must surround a symbol on every side (ISO/IEC 18004). */
export const quietZone = 4;

/** Fewest dots a module on a badge: 0.75 mm at 203 dpi. */
export const fewestDotsPerModule = 6;
/** Dots a module where space allows. */
export const mostDotsPerModule = 8;

/** The symbol of a text; error correction M. */
export function qrSymbol(text: string): QrSymbol {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  return {
    size: modules.size,
    isDark: (row, column) => modules.get(row, column) === 1,
  };
}
