import { createRequire } from 'node:module';

/**
 * node-thermal-printer is CommonJS with types that declare named exports only, and it must stay
 * outside the bundle ("Dynamic require"): `require` is the only form that works in Node, Electron
 * and the bundler. Only its encoder is used, never its transports (see printing.md). Loaded for the
 * first badge: with its image readers it is thirty files, which no start needs.
 */
function thermal(): typeof import('node-thermal-printer') {
  return load('node-thermal-printer');
}
const load = createRequire(import.meta.url);

/** The part of node-thermal-printer's encoder that we use. */
export interface ThermalEncoder {
  add(bytes: Buffer): void;
  /** Feeds `verticalTabAmount` × 4 lines and cuts. */
  cut(options: { verticalTabAmount: number }): void;
}

/** The bytes of some calls of the encoder, in Epson's language. */
export function encodeEpson(calls: (encoder: ThermalEncoder) => void): Uint8Array {
  return encodeWith('epson', calls);
}

/** The same in Star's. */
export function encodeStarBytes(calls: (encoder: ThermalEncoder) => void): Uint8Array {
  return encodeWith('star', calls);
}

function encodeWith(
  language: 'epson' | 'star',
  calls: (encoder: ThermalEncoder) => void,
): Uint8Array {
  const { PrinterTypes, ThermalPrinter } = thermal();
  const type = language === 'epson' ? PrinterTypes.EPSON : PrinterTypes.STAR;
  // An empty interface: the library opens nothing.
  const printer = new ThermalPrinter({ type, interface: '' });
  calls(printer);
  return Uint8Array.from(printer.getBuffer());
}
