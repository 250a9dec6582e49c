import {
  maxPictureDots,
  type PictureSize,
  pictureSize,
} from '../../../domain/roster/picture-size.ts';

/** Why a file gives no code; the locale files have a title and a remedy for each. */
export type FileProblem =
  | 'other-kind'
  | 'too-large'
  /** The PDF needs a password. */
  | 'locked'
  | 'broken'
  /** A folder, or a file that is gone. */
  | 'unopened'
  | 'no-code'
  | 'too-slow'
  /** The reader could not start, or ended early. */
  | 'reader-failed';

export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly problem: FileProblem;

  constructor(problem: FileProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** Maximum size of a file in bytes: a scanned ticket of 20 pages has a few million. */
const maxFileBytes = 25_000_000;
/** Other bytes may precede the header of a PDF (ISO 32000-1, annex H, note 13). */
const pdfHeaderWithin = 1024;

/**
 * Recognises a file by its first bytes; its name and stated type prove nothing.
 *
 * @throws UnreadableFile `too-large` in bytes or pixels, `unopened`, `other-kind`, `broken`
 */
export async function fileKind(file: Blob): Promise<'pdf' | 'picture'> {
  if (file.size > maxFileBytes) throw new UnreadableFile('too-large');
  const bytes = await bytesOf(file);
  if (textAt(bytes, 0, pdfHeaderWithin).includes('%PDF-')) return 'pdf';
  if (!isPicture(bytes)) throw new UnreadableFile('other-kind');
  const size = pictureSize(bytes) ?? webpSize(bytes);
  if (size === null) throw new UnreadableFile('broken');
  if (size.width * size.height > maxPictureDots) throw new UnreadableFile('too-large');
  return 'picture';
}

async function bytesOf(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new UnreadableFile('unopened');
  }
}

/** PNG, JPEG or WebP: what screenshots and phones produce and the browser can draw. */
function isPicture(bytes: Uint8Array): boolean {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
  return isJpeg || textAt(bytes, 1, 3) === 'PNG' || isWebp(bytes);
}

function isWebp(bytes: Uint8Array): boolean {
  return textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP';
}

/** The size that a WebP states in its first chunk (RFC 9649, sections 2.5 to 2.7). */
function webpSize(bytes: Uint8Array): PictureSize | null {
  if (!isWebp(bytes) || bytes.length < 30) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (textAt(bytes, 12, 4)) {
    case 'VP8X':
      return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    default:
      return null;
  }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 0x1_00_00;
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
