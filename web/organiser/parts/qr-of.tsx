import { create } from 'qrcode';
import type { ReactNode } from 'react';
import { QrCode } from '../../../ui/qr-code.tsx';

/**
 * A text as a QR code, made here: enrolment codes must not pass through another service. `size`:
 * modules along a side; `path`: the dark ones as squares of side 1.
 */
export function qrOf(text: string): { size: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  return { size: modules.size, path: pathOf(modules.size, (x, y) => modules.get(y, x) !== 0) };
}

/** A QR code from rows of its modules, `1` dark. */
export function QrOfRows({ rows, label }: { rows: readonly string[]; label: string }): ReactNode {
  const path = pathOf(rows.length, (x, y) => rows[y]?.[x] === '1');
  return <QrCode size={rows.length} path={path} label={label} />;
}

/** The dark modules as squares of side 1. */
function pathOf(size: number, isDark: (x: number, y: number) => boolean): string {
  const squares: string[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) if (isDark(x, y)) squares.push(`M${x} ${y}h1v1h-1z`);
  }
  return squares.join('');
}
