import { controlsOfNoText } from './encoding.ts';
import { zipEntries } from './zip-directory.ts';

/** What a file is by its first bytes; its name is not asked, because names lie. */
export type FileKind = { kind: 'text' } | { kind: 'xlsx' } | { kind: 'other'; name: string };

/** First bytes of common formats, in Latin-1, with the name by which people know them. */
const signatures: readonly (readonly [bytes: string, name: string])[] = [
  ['%PDF-', 'PDF'],
  ['\x89PNG', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['GIF8', 'GIF'],
  ['BM', 'BMP'],
  ['\x1f\x8b', 'GZIP'],
  ['7z\xbc\xaf\x27\x1c', '7-Zip'],
  ['Rar!', 'RAR'],
  ['SQLite format 3\0', 'SQLite'],
  ['{\\rtf', 'RTF'],
  ['MZ', 'EXE'],
  ['\x7fELF', 'ELF'],
];

/** Old Excel workbooks and workbooks with a password are both OLE compound files (MS-CFB, section 2.2). */
const compoundFile = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

/** Finds out what a file is. Never throws. */
export function fileKind(bytes: Uint8Array): FileKind {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096));
  const start = head.toString('latin1');
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return zipKind(bytes);
  if (start.startsWith(compoundFile)) return { kind: 'other', name: compoundKind(bytes) };
  for (const [signature, name] of signatures) {
    if (!start.startsWith(signature)) continue;
    // Two letters could also begin a text: they count only where control bytes follow.
    if (signature.length > 2 || start.search(controlsOfNoText) >= 0) return { kind: 'other', name };
  }
  const markup = markupKind(start);
  return markup === null ? { kind: 'text' } : { kind: 'other', name: markup };
}

function markupKind(start: string): string | null {
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^<(!doctype\s+html|html|head|body|table|meta)\b/i.test(text)) return 'HTML';
  if (/^<\?xml\b/i.test(text)) return /<(html|table)\b/i.test(text) ? 'HTML' : 'XML';
  return null;
}

function zipKind(bytes: Uint8Array): FileKind {
  const names = zipEntries(bytes)?.map((entry) => entry.name);
  if (names === undefined) return { kind: 'other', name: 'ZIP (damaged)' };
  if (names.some((name) => name.startsWith('xl/') && name.endsWith('.xml')))
    return { kind: 'xlsx' };
  if (names.includes('xl/workbook.bin')) return { kind: 'other', name: 'XLSB' };
  if (names.some((name) => name.startsWith('word/'))) return { kind: 'other', name: 'DOCX' };
  if (names.some((name) => name.startsWith('ppt/'))) return { kind: 'other', name: 'PPTX' };
  if (names.includes('mimetype')) return { kind: 'other', name: 'OpenDocument' };
  return { kind: 'other', name: 'ZIP' };
}

function compoundKind(bytes: Uint8Array): string {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return whole.includes(encryptedPackage) ? 'XLSX (password)' : 'XLS';
}
