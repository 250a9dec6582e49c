/** One file inside a ZIP archive, by the archive's directory. */
export interface ZipEntry {
  name: string;
  /** Bytes when unpacked, as declared. */
  size: number;
  /** Bytes in the archive, as declared. */
  packedSize: number;
  /** Method of compression (section 4.4.5): 0 none, 8 deflate. */
  method: number;
  /** CRC-32, as declared. */
  checksum: number;
  /** Where its local header begins. */
  offset: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endLength = 22;
const entryLength = 46;
const maxComment = 0xffff;

/**
 * Lists a ZIP archive without unpacking anything (APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16).
 * Null if the directory is missing or damaged; archives over 4 GB (ZIP64) count as damaged, they
 * are far beyond what an import takes.
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  let offset = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (offset + entryLength > view.byteLength) return null;
    if (view.getUint32(offset, true) !== entrySignature) return null;
    const nameLength = view.getUint16(offset + 28, true);
    const nameStart = offset + entryLength;
    if (nameStart + nameLength > view.byteLength) return null;
    entries.push({
      name: Buffer.from(bytes.subarray(nameStart, nameStart + nameLength)).toString('utf8'),
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

/** The end record is last, before a comment of at most 64 kB: the search starts from the end. */
function findEnd(view: DataView): number | null {
  const lowest = Math.max(0, view.byteLength - endLength - maxComment);
  for (let offset = view.byteLength - endLength; offset >= lowest; offset -= 1) {
    if (view.getUint32(offset, true) === endSignature) return offset;
  }
  return null;
}
