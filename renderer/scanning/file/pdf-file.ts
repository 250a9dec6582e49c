import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { UnreadableFile } from './file-kind.ts';

/** The parts of Emscripten's module used here; the package's own types do not include them. */
interface Heap {
  HEAPU8: Uint8Array;
  wasmExports: { malloc: (size: number) => number };
}

/** Values of `FPDF_GetLastError` (fpdfview.h): password required; unknown security scheme. */
const lockedErrors = [4, 5];
/** Flags of `FPDF_RenderPageBitmap` (fpdfview.h): with annotations; red first, as on a canvas. */
const drawFlags = 0x01 | 0x10;
const white = 0xff_ff_ff_ff;
/** Points per inch on a PDF page (ISO 32000-1, 8.3.2.3). */
const pointsPerInch = 72;

/**
 * An open PDF, drawn by PDFium. Only drawn pages are freed: the worker ends with the file, so a
 * hostile file harms nothing else. PDFium, not pdf.js: it needs no document object, no `eval` and
 * no further worker.
 */
export class PdfFile {
  readonly #pdfium: WrappedPdfiumModule;
  readonly #heap: Heap;
  readonly #document: number;
  readonly pages: number;

  private constructor(pdfium: WrappedPdfiumModule, heap: Heap, document: number) {
    this.#pdfium = pdfium;
    this.#heap = heap;
    this.#document = document;
    this.pages = pdfium.FPDF_GetPageCount(document);
  }

  /**
   * @param wasmBinary the app's own copy of the library's file
   * @throws UnreadableFile `locked`, `broken`
   */
  static async open(bytes: Uint8Array, wasmBinary: ArrayBuffer): Promise<PdfFile> {
    const pdfium = await init({ wasmBinary });
    const heap: Heap = pdfium.pdfium;
    pdfium.PDFiumExt_Init();
    const place = heap.wasmExports.malloc(bytes.length);
    heap.HEAPU8.set(bytes, place);
    const document = pdfium.FPDF_LoadMemDocument(place, bytes.length, '');
    if (document === 0) {
      const isLocked = lockedErrors.includes(pdfium.FPDF_GetLastError());
      throw new UnreadableFile(isLocked ? 'locked' : 'broken');
    }
    return new PdfFile(pdfium, heap, document);
  }

  /**
   * Draws a page on white; null if the file does not contain all of it.
   *
   * @param index from 0
   * @param dotsPerInch reduced if a side would be longer than `maxSide`, in pixels
   */
  draw(index: number, dotsPerInch: number, maxSide: number): ImageData | null {
    const pdfium = this.#pdfium;
    const page = pdfium.FPDF_LoadPage(this.#document, index);
    if (page === 0) return null;
    try {
      const points = { x: pdfium.FPDF_GetPageWidthF(page), y: pdfium.FPDF_GetPageHeightF(page) };
      const scale = Math.min(dotsPerInch / pointsPerInch, maxSide / Math.max(points.x, points.y));
      const width = Math.max(1, Math.round(points.x * scale));
      const height = Math.max(1, Math.round(points.y * scale));
      return this.#drawn(page, width, height);
    } finally {
      pdfium.FPDF_ClosePage(page);
    }
  }

  #drawn(page: number, width: number, height: number): ImageData | null {
    const pdfium = this.#pdfium;
    const bitmap = pdfium.FPDFBitmap_Create(width, height, 1);
    if (bitmap === 0) return null;
    try {
      pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white);
      pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, drawFlags);
      const start = pdfium.FPDFBitmap_GetBuffer(bitmap);
      // Copied: the next page overwrites it, and the heap may move.
      const pixels = new Uint8ClampedArray(
        this.#heap.HEAPU8.slice(start, start + 4 * width * height),
      );
      return new ImageData(pixels, width, height);
    } finally {
      pdfium.FPDFBitmap_Destroy(bitmap);
    }
  }
}
