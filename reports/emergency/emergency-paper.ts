import { PDFDocument } from '@napi-rs/canvas';
import { openFontBook } from '../../platform/fonts/font-book.ts';
import { findFontFolder } from '../../platform/fonts/font-folder.ts';
import { paperOf } from '../write/pdf/paper.ts';
import { TypeSetter } from '../write/pdf/type-setter.ts';
import { type DrawnPaper, printablePage } from '../write/print/printable-page.ts';
import type { PaperPlace } from './emergency-page.ts';
import { type EvacuationContent, evacuationPages } from './evacuation-pages.ts';
import { type PackContent, packPages } from './pack-pages.ts';

export type EmergencyPaper =
  | { kind: 'evacuation'; content: EvacuationContent; place: PaperPlace }
  | { kind: 'pack'; content: PackContent; place: PaperPlace & { hasHub: boolean } };

/** A paper ready to be saved or printed. */
export interface WrittenPaper {
  pages: number;
  bytes: Uint8Array;
}

/** Sets a paper with the bundled fonts. Throws FontError if they cannot be loaded. */
export function setEmergencyPaper(paper: EmergencyPaper): DrawnPaper {
  const setter = new TypeSetter(openFontBook(findFontFolder(import.meta.dirname)));
  switch (paper.kind) {
    case 'evacuation':
      return evacuationPages(paper.content, paper.place, setter);
    case 'pack':
      return packPages(paper.content, paper.place, setter);
  }
}

/** A paper as PDF, with its fonts inside. */
export function paperPdf({ title, pages }: DrawnPaper): WrittenPaper {
  const { width, height } = paperOf('upright');
  const document = new PDFDocument({ title, creator: 'Lanyard' });
  for (const draw of pages) {
    draw(document.beginPage(width, height));
    document.endPage();
  }
  return { pages: pages.length, bytes: new Uint8Array(document.close()) };
}

/** A paper as the page that the station's hidden window prints, UTF-8. See {@link printablePage}. */
export function paperForPrinter(paper: DrawnPaper, style: string): WrittenPaper {
  return { pages: paper.pages.length, bytes: Buffer.from(printablePage(paper, style)) };
}
