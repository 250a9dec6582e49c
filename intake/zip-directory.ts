/** One file inside a ZIP archive, by the archive's directory. */
export interface ZipEntry {
  name: string;
  /** Bytes when unpacked, as declared. */
  size: number;
  /** Bytes in the archive, as declared. */
  packedSize: number;
  /** One of `zipMethods`, or one that is not read. */
  method: number;
  /** CRC-32, as declared. */
  checksum: number;
  isEncrypted: boolean;
  /** Where its local header begins. */
  offset: number;
}

/** Methods of compression that are read (section 4.4.5). */
export const zipMethods = { stored: 0, deflated: 8 } as const;

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endLength = 22;
const entryLength = 46;
const maxComment = 0xffff;

/** Where an archive has its directory, as declared. */
interface DirectoryPlace {
  /** Number of entries. */
  count: number;
  /** Bytes from the archive's beginning, and of the directory. */
  start: number;
  size: number;
}

/** Bytes at an archive's end that hold its end record: it is last, before a comment of 64 kB. */
export const maxEndRecord = endLength + maxComment;

/**
 * Lists a ZIP archive without unpacking anything (APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16).
 * Null if the directory is missing or damaged; archives over 4 GB (ZIP64) count as damaged, they
 * are far beyond what an import takes.
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | null {
  const place = findDirectory(bytes);
  return place === null ? null : directoryEntries(bytes.subarray(place.start), place.count);
}

/** Finds the directory by the end record in an archive's last bytes; null if there is none. */
export function findDirectory(end: Uint8Array): DirectoryPlace | null {
  const view = new DataView(end.buffer, end.byteOffset, end.byteLength);
  const lowest = Math.max(0, view.byteLength - maxEndRecord);
  for (let offset = view.byteLength - endLength; offset >= lowest; offset -= 1) {
    if (view.getUint32(offset, true) !== endSignature) continue;
    return {
      count: view.getUint16(offset + 10, true),
      size: view.getUint32(offset + 12, true),
      start: view.getUint32(offset + 16, true),
    };
  }
  return null;
}

/** Reads so many entries of a directory that begins here; null if it is damaged. */
export function directoryEntries(bytes: Uint8Array, count: number): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (offset + entryLength > view.byteLength) return null;
    if (view.getUint32(offset, true) !== entrySignature) return null;
    const nameLength = view.getUint16(offset + 28, true);
    const nameStart = offset + entryLength;
    if (nameStart + nameLength > view.byteLength) return null;
    entries.push({
      name: Buffer.from(bytes.subarray(nameStart, nameStart + nameLength)).toString('utf8'),
      isEncrypted: (view.getUint16(offset + 8, true) & 1) === 1,
      size: view.getUint32(offset + 24, true),
      packedSize: view.getUint32(offset + 20, true),
      method: view.getUint16(offset + 10, true),
      checksum: view.getUint32(offset + 16, true),
      offset: view.getUint32(offset + 42, true),
    });
    const extraLength = view.getUint16(offset + 30, true);
    const commentLength = view.getUint16(offset + 32, true);
    offset = nameStart + nameLength + extraLength + commentLength;
  }
  return entries;
}
