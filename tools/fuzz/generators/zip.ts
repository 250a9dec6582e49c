import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipFile {
  name: string;
  content: Uint8Array;
  /** The size that the archive claims; its true one by default. */
  saidSize?: number;
}

/** A ZIP archive (APPNOTE.TXT 6.3.10) whose directory and local headers may lie about sizes. */
export function zipOf(files: readonly ZipFile[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, saidSize = content.length } of files) {
    const packed = deflateRawSync(content);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(content), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(saidSize, 8);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(Buffer.byteLength(name), 0);
    const common = Buffer.concat([Buffer.from('14000000080000000000', 'hex'), sizes, lengths]);
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      common,
      Buffer.from(name),
      packed,
    ]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, end, Buffer.from(name)]),
    );
    parts.push(local);
    offset += local.length;
  }
  const whole = Buffer.concat(directory);
  const last = Buffer.alloc(18);
  last.writeUInt16LE(files.length, 4);
  last.writeUInt16LE(files.length, 6);
  last.writeUInt32LE(whole.length, 8);
  last.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, whole, Buffer.from('PK\x05\x06', 'latin1'), last]);
}
