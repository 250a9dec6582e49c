/**
 * UTF-16 units. With an extension the name stays under 255 bytes, as file systems require, and
 * short in a path.
 */
const maxFileName = 76;
/** Device names, with any extension (Microsoft, "Naming Files, Paths, and Namespaces"). */
const deviceName = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?=[. ]|$)/i;
const graphemes = new Intl.Segmenter('und');

/**
 * Turns a text into a file name that every file system accepts, including Windows: without
 * forbidden or invisible characters, not a device name, at most 76 UTF-16 units, no dot or space at
 * the end.
 *
 * @param text without the extension
 */
export function safeFileName(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/[<>:"/\\|?*]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(deviceName, '_$1');
  let name = '';
  for (const { segment } of graphemes.segment(clean)) {
    if (name.length + segment.length > maxFileName) break;
    name += segment;
  }
  return name.replace(/^\s+|[. ]+$/g, '');
}

/** Extensions of the files that this product writes and reads, without the dot. */
export const archiveExtension = 'lanyard-archive';
export const packageExtension = 'lanyard-package';
export const stickExtension = 'lanyard';
