import { readCommand } from './commands.ts';

/**
 * The image in a job's bytes as PBM (P4): its body is nothing but the bodies of all `GS v 0` bands,
 * one after the other. Null if the bytes hold no image or bands of different widths.
 */
export function decodeToPbm(bytes: Uint8Array): Uint8Array | null {
  const bands: Uint8Array[] = [];
  let rowBytes = 0;
  let offset = 0;
  while (offset < bytes.length) {
    const read = readCommand(bytes.subarray(offset));
    if (read === null) break;
    offset += read.length;
    if (read.command.kind !== 'raster-header') continue;
    const { rowBytes: width, rows } = read.command;
    if (rowBytes !== 0 && width !== rowBytes) return null;
    rowBytes = width;
    bands.push(bytes.subarray(offset, offset + width * rows));
    offset += width * rows;
  }
  if (rowBytes === 0) return null;
  return toPbm(bands, rowBytes);
}

/** PBM (P4) of whole rows of `rowBytes` bytes each; 1 is black, the most significant bit is the left dot. */
export function toPbm(parts: readonly Uint8Array[], rowBytes: number): Uint8Array {
  const body = Buffer.concat(parts);
  const head = Buffer.from(`P4\n${rowBytes * 8} ${body.length / rowBytes}\n`, 'latin1');
  return Uint8Array.from(Buffer.concat([head, body]));
}
