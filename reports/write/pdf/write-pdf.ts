import { PDFDocument } from '@napi-rs/canvas';
import type { FontBook } from '../../../fonts/font-book.ts';
import type { Report } from '../../report.ts';
import { pageWords } from '../words.ts';
import { certificatePaper, drawCertificate, type PersonPage } from './certificate-page.ts';
import { drawTablePage } from './draw-page.ts';
import { paperOf } from './paper.ts';
import { type TablePage, tablePages } from './table-pages.ts';
import { TypeSetter } from './type-setter.ts';

/** Characters of all columns from which on a table lies. */
const widestUpright = 140;

/**
 * Reports as one PDF on A4, one below the other, pages numbered through: every script with the bundled fonts, text
 * that can be selected. Certificates get a page each.
 *
 * @param pause awaited now and then; by default others get their turn on this thread
 */
export async function writePdf(
  reports: readonly Report[],
  fonts: FontBook,
  pause: () => Promise<void> = nextTurn,
): Promise<Uint8Array> {
  const setter = new TypeSetter(fonts);
  const pages: (TablePage | PersonPage)[] = [];
  for (const report of reports) {
    pages.push(...(await pagesOf(report, setter, pause)));
  }
  const document = new PDFDocument({
    title: reports.map(({ title }) => title).join(', '),
    creator: 'Lanyard',
  });
  for (const [i, page] of pages.entries()) {
    const number = { page: i + 1, pages: pages.length };
    const { width, height } = page.kind === 'table' ? page.paper : certificatePaper;
    const context = document.beginPage(width, height);
    if (page.kind === 'certificate') drawCertificate(context, setter, page);
    else {
      const isFirst = pages[i - 1]?.report !== page.report;
      drawTablePage(context, setter, page, { ...number, isFirst });
    }
    document.endPage();
    if (i % 5 === 4) await pause();
  }
  return new Uint8Array(document.close());
}

async function pagesOf(
  report: Report,
  setter: TypeSetter,
  pause: () => Promise<void>,
): Promise<(TablePage | PersonPage)[]> {
  if (report.certificates !== null && report.certificates.length > 0) {
    return report.certificates.map((certificate) => ({ kind: 'certificate', report, certificate }));
  }
  const width = report.columns.reduce((sum, one) => sum + (one.onPaper ? one.width : 0), 0);
  const paper = paperOf(width > widestUpright ? 'lying' : 'upright');
  const pages = await tablePages(report, paper, setter, pause);
  const missing = setter.missing();
  if (missing.length === 0) return pages;
  // Known only once all is set: set again, with a note that says so.
  const note = pageWords[report.language].missing(codesOf(missing));
  return tablePages({ ...report, notes: [...report.notes, note] }, paper, setter, pause);
}

/** "U+13000": the characters themselves cannot be drawn. */
function codesOf(characters: readonly string[]): string {
  return characters
    .map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
