import { workerScope } from '../../base/worker-scope.ts';
import { loadReader, type PlacedCode, readPatiently } from '../camera/qr-reader.ts';
import { UnreadableFile } from './file-kind.ts';
import type { FileCode, FileCodes, FromFileWorker, ReadFile } from './file-messages.ts';
import { PdfFile } from './pdf-file.ts';
import { readPages } from './pdf-pages.ts';

const scope = workerScope<ReadFile, FromFileWorker>();

/** Maximum number of different codes offered. */
const maxCodes = 24;
/**
 * Longest sides in pixels at which a picture is read: at a reduced size, noise and moiré vanish.
 */
const pictureSides = [2400, 4800, 1200, 600] as const;
/** Up to this longest side in pixels, a picture is also read at twice its size. */
const smallSide = 800;
/** White border added to a picture cropped to its code, as a fraction of its longest side. */
const margin = 0.08;
/** Longest side in pixels of the picture of a code. */
const codePictureSide = 360;

scope.addEventListener('message', ({ data }) => void answer(data));

async function answer(request: ReadFile): Promise<void> {
  try {
    await loadReader(request.zxing);
  } catch (error) {
    scope.postMessage({ kind: 'failed', problem: 'reader-failed', detail: String(error) }, []);
    return;
  }
  try {
    const { file, pdfium } = request;
    const found = pdfium === null ? await readPicture(file) : await readPdf(file, pdfium);
    scope.postMessage(
      { kind: 'done', found },
      found.codes.map(({ picture }) => picture),
    );
  } catch (error) {
    // Libraries throw errors of many kinds on a damaged file.
    const problem = error instanceof UnreadableFile ? error.problem : 'broken';
    scope.postMessage({ kind: 'failed', problem, detail: String(error) }, []);
  }
}

async function readPdf(file: Blob, wasm: ArrayBuffer): Promise<FileCodes> {
  const pdf = await PdfFile.open(new Uint8Array(await file.arrayBuffer()), wasm);
  const codes = new Map<string, FileCode>();
  const readTo = await readPages(pdf, maxCodes, async (page, pages, draw) => {
    scope.postMessage({ kind: 'page', page, pages }, []);
    await addFirstFound(codes, page, [draw]);
    return codes.size;
  });
  return { codes: [...codes.values()], pages: pdf.pages, readPages: readTo };
}

async function readPicture(file: Blob): Promise<FileCodes> {
  const picture = await createImageBitmap(file);
  const longest = Math.max(picture.width, picture.height);
  const sides = new Set(pictureSides.map((side) => Math.min(side, longest)));
  if (longest <= smallSide) sides.add(2 * longest);
  const looks = [0, margin].flatMap((frame) =>
    [...sides].map((side) => () => drawn(picture, side / longest, Math.round(frame * side))),
  );
  const codes = new Map<string, FileCode>();
  await addFirstFound(codes, 1, looks);
  return { codes: [...codes.values()], pages: 1, readPages: 1 };
}

/** Adds the codes of the first rendering that shows any. */
async function addFirstFound(
  codes: Map<string, FileCode>,
  page: number,
  looks: readonly (() => ImageData | null)[],
): Promise<void> {
  for (const look of looks) {
    const image = look();
    const found = image === null ? [] : await readPatiently(image);
    for (const code of found) {
      if (image === null || codes.has(code.text) || codes.size >= maxCodes) continue;
      codes.set(code.text, { text: code.text, page, picture: await pictureOf(code, image) });
    }
    if (found.length > 0) return;
  }
}

function drawn(picture: ImageBitmap, scale: number, frame: number): ImageData {
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width + 2 * frame, height + 2 * frame);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new Error('no canvas to draw the picture on');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, frame, frame, width, height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Crops to the code and as much again on each side, where a ticket usually has the name. */
function pictureOf(code: PlacedCode, image: ImageData): Promise<ImageBitmap> {
  const around = Math.max(code.width, code.height);
  const left = Math.max(0, Math.floor(code.x - around));
  const top = Math.max(0, Math.floor(code.y - around));
  const width = Math.min(image.width - left, Math.ceil(code.width + 2 * around));
  const height = Math.min(image.height - top, Math.ceil(code.height + 2 * around));
  const scale = Math.min(1, codePictureSide / Math.max(width, height));
  return createImageBitmap(image, left, top, width, height, {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'high',
  });
}
