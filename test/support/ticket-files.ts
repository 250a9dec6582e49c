import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init } from '@embedpdf/pdfium';
import { createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import type { Page } from 'playwright-core';
import QRCode from 'qrcode';

/** A file from a stick, an e-mail or the clipboard. */
export interface TicketFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export function pictureFile(buffer: Buffer, name = 'ticket.png'): TicketFile {
  return { name, mimeType: 'image/png', buffer };
}

export function pdfFile(buffer: Buffer, name = 'tickets.pdf'): TicketFile {
  return { name, mimeType: 'application/pdf', buffer };
}

/** Fills the dark modules of a code into a square. */
function fillCode(
  text: string,
  at: { x: number; y: number; side: number },
  fill: (x: number, y: number, side: number) => void,
): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const side = at.side / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 1) fill(at.x + column * side, at.y + row * side, side);
    }
  }
}

/** A screenshot of a phone in dark mode: the code in white on black, clock and battery above. */
export async function screenshot(text: string | null): Promise<TicketFile> {
  const canvas = createCanvas(1170, 2532);
  const context = canvas.getContext('2d');
  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, canvas.height);
  drawPhone(context);
  const place = { x: 285, y: 900, side: 600 };
  if (text !== null) fillCode(text, place, (x, y, side) => context.fillRect(x, y, side, side));
  return pictureFile(await canvas.encode('png'), 'Screenshot.png');
}

function drawPhone(context: SKRSContext2D): void {
  context.fillStyle = '#fff';
  context.font = '48px sans-serif';
  context.fillText('9:41', 80, 90);
  context.fillText('Your ticket', 80, 760);
  for (let line = 0; line < 6; line += 1) context.fillRect(80, 1700 + 70 * line, 1010, 24);
}

/** The same picture turned by 90°, made smaller and blurred by JPEG, as a messenger sends it. */
export async function sentOn(file: TicketFile): Promise<TicketFile> {
  const picture = await loadImage(file.buffer);
  const [width, height] = [Math.round(picture.width * 0.35), Math.round(picture.height * 0.35)];
  const canvas = createCanvas(height, width);
  const context = canvas.getContext('2d');
  context.translate(height, 0);
  context.rotate(Math.PI / 2);
  context.drawImage(picture, 0, 0, width, height);
  const buffer = await canvas.encode('jpeg', 45);
  return { name: 'IMG-2018.jpg', mimeType: 'image/jpeg', buffer };
}

/** A PDF of A4 pages, each with a name and a code of 30 mm; null gives a page without a code. */
export function pdfOf(pages: readonly (string | null)[]): Buffer {
  const contents = pages.map((text, at) => {
    const drawn = [`BT /F1 18 Tf 60 760 Td (Guest ${at + 1}) Tj ET`];
    const place = { x: 60, y: 640, side: 85 };
    // PDF counts from the bottom of the page.
    const fill = (x: number, y: number, side: number) =>
      drawn.push(`${x.toFixed(3)} ${(2 * 640 + 85 - y - side).toFixed(3)} ${side} ${side} re f`);
    if (text !== null) fillCode(text, place, fill);
    return drawn.join('\n');
  });
  const kids = pages.map((_, at) => `${4 + 2 * at} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...contents.flatMap((content, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + 2 * at} 0 R
         /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = String(file.length).padStart(10, '0');
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${place} 00000 n \n`;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** The PDF, encrypted with a password that opens it. */
export async function locked(pdf: Buffer): Promise<Buffer> {
  const wasm = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
  const overrides: object = { wasmBinary: Uint8Array.from(readFileSync(wasm)).buffer };
  const pdfium = await init(overrides);
  const heap: { HEAPU8: Uint8Array; wasmExports: { malloc: (size: number) => number } } =
    pdfium.pdfium;
  pdfium.PDFiumExt_Init();
  const place = heap.wasmExports.malloc(pdf.length);
  heap.HEAPU8.set(pdf, place);
  const document = pdfium.FPDF_LoadMemDocument(place, pdf.length, '');
  if (!pdfium.EPDF_SetEncryption(document, 'secret', 'owner', 0)) throw new Error('not locked');
  const writer = pdfium.PDFiumExt_OpenFileWriter();
  pdfium.PDFiumExt_SaveAsCopy(document, writer);
  const size = pdfium.PDFiumExt_GetFileWriterSize(writer);
  const out = heap.wasmExports.malloc(size);
  pdfium.PDFiumExt_GetFileWriterData(writer, out, size);
  return Buffer.from(heap.HEAPU8.slice(out, out + size));
}

type Way = 'drop' | 'dragover' | 'paste';

/** Brings files to the page as a mouse or Ctrl+V does; returns whether the page takes them. */
export async function bring(
  page: Page,
  way: Way,
  ...files: readonly TicketFile[]
): Promise<boolean> {
  const sent = files.map(({ buffer, ...rest }) => ({ ...rest, data: buffer.toString('base64') }));
  return page.evaluate(
    ([kind, given]) => {
      const carried = new DataTransfer();
      for (const { name, mimeType, data } of given) {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        carried.items.add(new File([bytes], name, { type: mimeType }));
      }
      const how = { bubbles: true, cancelable: true };
      const target = document.activeElement ?? document.body;
      return !target.dispatchEvent(
        kind === 'paste'
          ? new ClipboardEvent(kind, { ...how, clipboardData: carried })
          : new DragEvent(kind, { ...how, dataTransfer: carried }),
      );
    },
    [way, sent] as const,
  );
}
