import { type FontBook, openFontBook } from '../../../fonts/font-book.ts';
import { findFontFolder } from '../../../fonts/font-folder.ts';
import type { Report } from '../../report.ts';
import { writePdf } from './write-pdf.ts';

let fonts: FontBook | null = null;

/** `writePdf` with the bundled fonts, which stay loaded. Throws FontError where they cannot be. */
export function reportPdf(reports: readonly Report[]): Promise<Uint8Array> {
  fonts ??= openFontBook(findFontFolder(import.meta.dirname));
  return writePdf(reports, fonts);
}
