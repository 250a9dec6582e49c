import type { ReactNode } from 'react';
import './reader-art.css';

/**
 * A code that moves down to the reader below the screen. Hidden from screen readers, because the
 * text says the same.
 */
export function ReaderArt(): ReactNode {
  return (
    <svg className="reader-art max-w-full" viewBox="0 0 360 420" aria-hidden="true">
      <g className="reader-phone">
        <rect
          x="112"
          y="10"
          width="136"
          height="216"
          rx="22"
          className="reader-phone-body fill-ink"
        />
        <rect
          x="124"
          y="28"
          width="112"
          height="180"
          rx="10"
          className="reader-phone-face fill-surface"
        />
        <path
          className="reader-code fill-ink"
          fillRule="evenodd"
          d="M136 66h30v30h-30zM143 73h16v16h-16zM194 66h30v30h-30zM201 73h16v16h-16zM136 124h30v30h-30zM143 131h16v16h-16zM174 66h10v10h-10zM174 84h10v10h-10zM174 104h12v10h-12zM136 104h12v10h-12zM156 106h10v10h-10zM194 104h10v10h-10zM212 106h12v10h-12zM176 124h10v12h-10zM194 122h14v10h-14zM214 130h10v12h-10zM176 144h12v10h-12zM198 142h10v12h-10z"
        />
        <rect x="140" y="172" width="80" height="8" rx="4" className="fill-line" />
        <rect x="140" y="188" width="52" height="8" rx="4" className="fill-line" />
      </g>
      <g className="reader-beam-group">
        <path d="M118 376 L84 262 L276 262 L242 376 Z" className="reader-beam fill-accent" />
      </g>
      <g>
        <rect x="84" y="366" width="192" height="44" rx="14" className="reader-box fill-accent" />
        <rect x="116" y="374" width="128" height="10" rx="5" className="fill-look" />
      </g>
      <path d="M40 250 V330 M14 304 L40 332 L66 304" className="reader-arrow" />
      <path d="M320 250 V330 M294 304 L320 332 L346 304" className="reader-arrow" />
    </svg>
  );
}
