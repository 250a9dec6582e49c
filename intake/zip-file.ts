import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

/** One file in a ZIP archive, as described in the archive's directory. */
export interface ZipEntry {
  name: string;
  /** Bytes when unpacked, as declared. */
  size: number;
  /** Bytes in the archive, as declared. */
  packedSize: number;
  /** One of `zipMethods`, or one that is not supported. */
  method: number;
  /** CRC-32, as declared. */
  checksum: number;
  isEncrypted: boolean;
  /** Position of its local header. */
  offset: number;
}

/** Supported compression methods (section 4.4.5). */
export const zipMethods = { stored: 0, deflated: 8 } as const;

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endLength = 22;
const entryLength = 46;
const maxComment = 0xffff;

/** The position of an archive's directory, as declared. */
interface DirectoryPlace {
  count: number;
  /** Bytes from the archive's beginning. `size` is that of the directory. */
  start: number;
  size: number;
}

/**
 * Max bytes at the end of an archive that contain its end record, which only a comment of up to 64
 * kB can follow.
 */
const maxEndRecord = endLength + maxComment;

/**
 * Lists a ZIP archive without unpacking anything (APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16).
 * Null if the directory is missing or damaged. Archives over 4 GB (ZIP64) count as damaged; they
 * are far beyond what an import accepts.
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | null {
  const place = findDirectory(bytes);
  return place === null ? null : directoryEntries(bytes.subarray(place.start), place.count);
}

/** Finds the directory by the end record in an archive's last bytes; null if there is none. */
function findDirectory(end: Uint8Array): DirectoryPlace | null {
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

/** Reads `count` entries of a directory that begins here; null if it is damaged. */
function directoryEntries(bytes: Uint8Array, count: number): ZipEntry[] | null {
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

/** Thrown for an archive, or a file in it, that cannot be read. The message is the code. */
export class ZipError extends Error {
  /** `too-large` means that the archive has more than 4 GB or 65,534 files (ZIP64). */
  readonly code: 'damaged' | 'encrypted' | 'too-large';

  constructor(code: ZipError['code'], cause?: unknown) {
    super(code, { cause });
    this.name = 'ZipError';
    this.code = code;
  }
}

/** A ZIP archive on disk. */
export interface ZipFile {
  /** Files and folders. A folder's name ends with a slash. */
  entries: readonly ZipEntry[];
  /**
   * Unpacks one file and compares its size and checksum with the declared ones.
   *
   * @param maxSize bytes
   * @throws ZipError
   */
  read(entry: ZipEntry, maxSize: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Max directory in bytes: 65,534 entries with names of 200 letters and more. */
const maxDirectory = 32 * 1024 * 1024;
/** Values in an end record that mean that ZIP64's fields replace them (section 4.4.1.4). */
const inZip64 = { count: 0xffff, start: 0xffff_ffff };

/**
 * Opens an archive that may be larger than the memory. Its directory is read now, and each file on
 * demand.
 *
 * @throws ZipError, or the system's error if the file cannot be opened
 */
export async function openZipFile(path: string): Promise<ZipFile> {
  const file = await open(path);
  try {
    const entries = await entriesOf(file);
    return {
      entries,
      read: (entry, maxSize) => readEntry(file, entry, maxSize),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function entriesOf(file: FileHandle): Promise<ZipEntry[]> {
  const { size } = await file.stat();
  const endLength = Math.min(size, maxEndRecord);
  const place = findDirectory(await readAt(file, size - endLength, endLength));
  if (place === null) throw new ZipError('damaged');
  if (place.count === inZip64.count || place.start === inZip64.start)
    throw new ZipError('too-large');
  if (place.size > maxDirectory) throw new ZipError('damaged');
  const entries = directoryEntries(await readAt(file, place.start, place.size), place.count);
  if (entries === null) throw new ZipError('damaged');
  // Refuses files that share their bytes: a few megabytes would unpack to terabytes.
  const packed = entries.reduce((sum, { packedSize }) => sum + packedSize, 0);
  if (packed > size) throw new ZipError('damaged');
  return entries;
}

const inflate = promisify(inflateRaw);

async function readEntry(file: FileHandle, entry: ZipEntry, maxSize: number): Promise<Uint8Array> {
  const { size, packedSize, method, checksum, isEncrypted } = entry;
  if (isEncrypted) throw new ZipError('encrypted');
  if (Math.max(size, packedSize) > maxSize) throw new ZipError('too-large');
  const packed = await readAt(file, await contentStart(file, entry), packedSize);
  const content = await unpack(packed, method, size);
  if (content.length !== size || crc32(content) !== checksum) throw new ZipError('damaged');
  return content;
}

/** A file's content follows its local header, whose last part has any length (4.3.7). */
async function contentStart(file: FileHandle, { offset }: ZipEntry): Promise<number> {
  const header = await readAt(file, offset, 30);
  if (header.readUInt32LE(0) !== 0x04034b50) throw new ZipError('damaged');
  return offset + header.length + header.readUInt16LE(26) + header.readUInt16LE(28);
}

async function unpack(packed: Buffer, method: number, size: number): Promise<Uint8Array> {
  if (method === zipMethods.stored) return packed;
  if (method !== zipMethods.deflated) throw new ZipError('damaged');
  try {
    // Limited to the declared size; zlib requires at least one byte.
    return await inflate(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    throw new ZipError('damaged', error);
  }
}

/** Reads bytes of a file. Throws ZipError `damaged` if it ends before. */
async function readAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, start + done);
    if (bytesRead === 0) throw new ZipError('damaged');
    done += bytesRead;
  }
  return bytes;
}
