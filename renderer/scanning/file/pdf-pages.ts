interface DrawnPages<Picture> {
  pages: number;
  /** @param index from 0 */
  draw: (index: number, dotsPerInch: number, maxSide: number) => Picture;
}

/** Maximum number of pages read: more than the tickets of one group. */
const maxPages = 20;
/**
 * Resolutions in order, with the longest side in pixels; the finer one is used if no page shows a
 * code.
 */
const pageLooks = [
  { dotsPerInch: 200, maxSide: 3000 },
  { dotsPerInch: 350, maxSide: 5000 },
] as const;

/**
 * Reads the pages of a PDF in order until enough codes are found.
 *
 * @param read receives a page, counted from 1, and returns how many different codes are known by
 * now
 * @returns the number of pages read, from the first
 */
export async function readPages<Picture>(
  pdf: DrawnPages<Picture>,
  maxCodes: number,
  read: (page: number, pages: number, draw: () => Picture) => Promise<number>,
): Promise<number> {
  const pages = Math.min(pdf.pages, maxPages);
  let page = 0;
  let found = 0;
  for (const { dotsPerInch, maxSide } of pageLooks) {
    page = 0;
    while (page < pages && found < maxCodes) {
      const index = page;
      page += 1;
      found = await read(page, pages, () => pdf.draw(index, dotsPerInch, maxSide));
    }
    if (found > 0) break;
  }
  return page;
}
