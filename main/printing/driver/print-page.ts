import type { SystemPage } from '../transport/system-printing.ts';

/** The pages of one badge for Chromium, and the paper on which it prints them. */
export interface PrintPage {
  /** A `data:` address: nothing is loaded from anywhere. */
  address: string;
  /** Microns, as `webContents.print` of Electron expects them. */
  pageSize: { width: number; height: number };
}

const pointsPerInch = 72;
/** Chromium writes its pages in units of a 300th of an inch (`printing::kDefaultPdfDpi`). */
const unitsPerInch = 300;
/** CSS: an inch has 96 px. */
const pxPerInch = 96;
const millimetresPerInch = 25.4;

/** Millimetres that may be cut off: a card of 53.98 mm goes on paper of 54 mm. */
const hair = 0.2;

/**
 * A page on which each dot of the picture is one dot of the printer, despite all rounding; the back
 * of a card is a second page.
 *
 * Chromium snaps boxes to whole px, so the picture is laid out with one px per dot and then scaled
 * by a transform. It rounds paper down to whole millimetres, so the paper is the next larger one.
 * It fits the page into the paper's whole dots, so the page has that size and the scale is one.
 * What remains is the page's position on the paper, see `Axis`.
 */
export function printPage(page: SystemPage): PrintPage {
  const { dotsPerInch: dpi, backRows } = page;
  const rows = page.height - backRows;
  // A picture in colours, whose dots are not the printer's, may lose a hair at the edge.
  const spare = page.colour ? Math.round((dpi / millimetresPerInch) * hair) : 0;
  const across = axisOf(page.width, { dpi, spare }, lieAcross);
  const down = axisOf(rows, { dpi, spare }, lieDown);
  const px = (dots: number): string => `${(dots * pxPerInch) / dpi}px`;
  // The front is printed first: a printer that prints one side alone still gives a whole badge.
  const sides = backRows === 0 ? ['front'] : ['front', 'back'];
  const picture = Buffer.from(page.png).toString('base64');
  const html = `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<style>
@page { margin: 0; size: ${px(across.dots)} ${px(down.dots)} }
html, body { margin: 0; overflow: hidden }
body { height: ${px(down.dots * sides.length)}; width: ${px(across.dots)} }
section { height: ${px(down.dots)}; width: ${px(across.dots)}; overflow: hidden }
section + section { break-before: page }
div {
  height: ${rows}px; width: ${page.width}px; overflow: hidden;
  transform: translate(${px(across.offset)}, ${px(down.offset)}) scale(${pxPerInch / dpi});
  transform-origin: 0 0;
}
img { display: block; height: ${page.height}px; width: ${page.width}px; image-rendering: pixelated }
.front { margin-top: -${backRows}px }
</style>
${sides.map((side) => `<section><div><img class="${side}" alt="" src="data:image/png;base64,${picture}"></div></section>`).join('\n')}`;
  return {
    address: `data:text/html;base64,${Buffer.from(html).toString('base64')}`,
    pageSize: { width: across.millimetres * 1000, height: down.millimetres * 1000 },
  };
}

/** One direction of the paper, and where the picture begins on it. */
interface Axis {
  millimetres: number;
  /** Whole dots of the paper: the size of the page. */
  dots: number;
  /** Dots from the page's edge to the picture: it begins at a whole printer dot, uncut. */
  offset: number;
}

/** Positions in dots from the first dot of the printer. */
interface Lie {
  /** Where the page begins; negative where it extends beyond. */
  page: number;
  /** Where the paper begins: anything before it is cut. */
  paper: number;
}
/** `dpi`: dots per inch of the page. `spare`: dots that may be cut off. */
interface Scale {
  dpi: number;
  spare: number;
}

type LieOf = (paper: number, page: number, dotsPerPoint: number) => Lie;

/** CUPS's pdftopdf centres a page that is a little smaller than the paper. */
const lieAcross: LieOf = (paper, page, dotsPerPoint) => ({
  page: ((paper - page) / 2) * dotsPerPoint,
  paper: 0,
});

/**
 * Measured from the top. Ghostscript measures from below, with its first row at the height in whole
 * points.
 */
const lieDown: LieOf = (paper, page, dotsPerPoint) => ({
  page: (Math.round(paper) - (paper + page) / 2) * dotsPerPoint,
  paper: (Math.round(paper) - paper) * dotsPerPoint,
});

/**
 * The smallest paper in whole millimetres that holds so many dots after all rounding.
 *
 * @param scale `spare`: dots that may be cut off
 */
function axisOf(dots: number, { dpi, spare }: Scale, lieOf: LieOf): Axis {
  const dotsPerPoint = dpi / pointsPerInch;
  const least = Math.ceil(((dots - spare) / dpi) * millimetresPerInch);
  for (let millimetres = least; ; millimetres += 1) {
    const paper = (millimetres / millimetresPerInch) * pointsPerInch;
    const paperDots = Math.round(paper * dotsPerPoint);
    const page = chromiumPoints(paperDots / dotsPerPoint);
    const lie = lieOf(paper, page, dotsPerPoint);
    const begin = Math.max(0, Math.ceil(Math.max(lie.page, lie.paper) - nearEnough));
    const offset = Math.max(0, begin - lie.page);
    const fits =
      offset + dots - spare <= page * dotsPerPoint &&
      begin + dots - spare <= Math.floor(paper * dotsPerPoint);
    if (fits) return { millimetres, dots: paperDots, offset };
  }
}

/** How far, in dots, a picture may be off the printer's dots: well below half a dot. */
const nearEnough = 0.25;

/** The length that Chromium writes for a paper: in whole points, then in whole units. */
function chromiumPoints(paper: number): number {
  // Multiplied first, so that a half stays a half.
  const units = roundHalfToEven((Math.round(paper) * unitsPerInch) / pointsPerInch);
  return (units * pointsPerInch) / unitsPerInch;
}

function roundHalfToEven(value: number): number {
  return value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value);
}
