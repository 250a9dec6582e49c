import QRCode from 'qrcode';

/** Modules of white around a QR code (ISO/IEC 18004, 5.3.8). */
const quietZone = 4;

/**
 * A QR code, error correction level M, as an SVG of one unit per module, quiet zone included.
 * Neighbouring dark modules of a row are one rectangle, so that no print shows seams between them.
 */
export function qrSvg(text: string, title: string): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let start = 0; start < size; start += 1) {
      if (modules.get(row, start) === 0) continue;
      let end = start;
      while (end < size && modules.get(row, end) !== 0) end += 1;
      path += `M${start + quietZone} ${row + quietZone}h${end - start}v1h-${end - start}z`;
      start = end;
    }
  }
  const side = size + 2 * quietZone;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img"`,
    ` aria-label="${title}" shape-rendering="crispEdges">`,
    `<rect width="${side}" height="${side}" fill="#fff"/><path fill="#000" d="${path}"/></svg>`,
  ].join('');
}
