import type { SystemPage } from '../transport/system-printing.ts';

/** The page of one badge for Chromium, and the paper that it is printed on. */
export interface PrintPage {
  /** A `data:` address: nothing is loaded from anywhere. */
  address: string;
  /** Microns, as Electron's `webContents.print` takes them. */
  pageSize: { width: number; height: number };
}

const pointsPerInch = 72;
/** Chromium writes its pages in units of a 300th of an inch (`printing::kDefaultPdfDpi`). */
const unitsPerInch = 300;
/** CSS: an inch has 96 px. */
const pxPerInch = 96;
const millimetresPerInch = 25.4;
/** CUPS centres a page whose size it rounds differently from Chromium: half a point at most, less than two dots. */
const spareDots = 1;

/**
 * A page on which each dot of the picture is one dot of the printer, whatever Chromium rounds.
 *
 * Chromium snaps boxes to whole px, so the picture is laid out with one px a dot and then scaled by a transform. It
 * rounds paper down to whole millimetres, so the paper is the next larger one. It fits the page into the paper's whole
 * dots, so the page is as large as those, and the scale is exactly 1.
 */
export function printPage(page: SystemPage): PrintPage {
  const width = paperMillimetres(page.width, page.dpi);
  const height = paperMillimetres(page.height, page.dpi);
  const px = (dots: number): string => `${(dots * pxPerInch) / page.dpi}px`;
  const size = `${px(wholeDots(width, page.dpi))} ${px(wholeDots(height, page.dpi))}`;
  const picture = Buffer.from(page.png).toString('base64');
  const html = `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<style>
@page { margin: 0; size: ${size} }
html, body { margin: 0; overflow: hidden }
body { height: ${px(page.height)}; width: ${px(page.width)} }
img {
  display: block; height: ${page.height}px; width: ${page.width}px;
  transform: scale(${pxPerInch / page.dpi}); transform-origin: 0 0; image-rendering: pixelated;
}
</style>
<img alt="" src="data:image/png;base64,${picture}">`;
  return {
    address: `data:text/html;base64,${Buffer.from(html).toString('base64')}`,
    pageSize: { width: width * 1000, height: height * 1000 },
  };
}

/** The smallest paper in whole millimetres that holds so many dots after everything that is rounded on the way. */
function paperMillimetres(dots: number, dpi: number): number {
  let millimetres = Math.ceil((dots / dpi) * millimetresPerInch);
  while (mediaDots(millimetres, dpi) < dots + spareDots) millimetres += 1;
  return millimetres;
}

/** Dots of a paper as Chromium writes it into its document: whole points, then whole units. */
function mediaDots(millimetres: number, dpi: number): number {
  const points = Math.round((millimetres / millimetresPerInch) * pointsPerInch);
  const units = Math.floor((points / pointsPerInch) * unitsPerInch);
  return (units / unitsPerInch) * dpi;
}

function wholeDots(millimetres: number, dpi: number): number {
  return Math.floor((millimetres / millimetresPerInch) * dpi);
}
