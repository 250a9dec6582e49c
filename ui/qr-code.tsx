import type { ReactNode } from 'react';
import './qr-code.css';

/** White modules that a QR needs on each side (ISO/IEC 18004). */
const quietZone = 4;

/** A QR code, dark on white in every theme because cameras read that most reliably. */
export function QrCode({
  size,
  path,
  label,
}: {
  /** Modules along a side, without the white border. */
  size: number;
  /** The dark modules as squares of side 1. */
  path: string;
  /** The label for screen readers. */
  label: string;
}): ReactNode {
  const side = size + 2 * quietZone;
  return (
    <svg
      className="qr-code block aspect-square w-full rounded-md"
      role="img"
      aria-label={label}
      viewBox={`${-quietZone} ${-quietZone} ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}
