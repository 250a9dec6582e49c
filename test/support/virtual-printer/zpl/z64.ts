import { inflateSync } from 'node:zlib';

/**
 * The data of a graphic as a printer takes it, or null if it drops it: hexadecimal digits, or `:B64:` or `:Z64:`
 * with its checksum (Zebra, ZPL Programming Guide, "ZB64 Encoding and Compression"). Written apart from the
 * encoder of the app, so that a mistake there is not repeated here.
 */
export function decodeGraphic(data: string): Uint8Array | null {
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

/** CRC-16 of the CCITT polynomial from 0, by swapping bytes instead of shifting bits. */
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
