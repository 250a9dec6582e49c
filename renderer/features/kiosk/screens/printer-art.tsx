import type { ReactNode } from 'react';
import './printer-art.css';

/** A badge that comes out of a printer. */
export function PrinterArt({ moving = false }: { moving?: boolean }): ReactNode {
  return (
    <svg
      className="printer-art"
      viewBox="0 0 320 250"
      aria-hidden="true"
      data-moving={moving || undefined}
    >
      <clipPath id="printer-slot">
        <rect x="0" y="84" width="320" height="170" />
      </clipPath>
      <g clipPath="url(#printer-slot)">
        <g className="printer-badge">
          <rect x="100" y="70" width="120" height="164" rx="10" className="printer-paper" />
          <rect x="100" y="70" width="120" height="34" rx="10" className="printer-strip" />
          <rect x="118" y="126" width="84" height="12" rx="6" className="printer-line" />
          <rect x="132" y="148" width="56" height="8" rx="4" className="printer-line-soft" />
          <rect x="140" y="176" width="40" height="40" rx="4" className="printer-code" />
        </g>
      </g>
      <rect x="40" y="18" width="240" height="72" rx="18" className="printer-body" />
      <rect x="84" y="76" width="152" height="10" rx="5" className="printer-mouth" />
      <circle cx="252" cy="42" r="7" className="printer-light" />
    </svg>
  );
}
