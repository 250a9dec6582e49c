import type { ReactNode } from 'react';
import './lanyard-art.css';

/** The product's logo: a badge on its ribbon, with a scan line across its code. */
export function LanyardArt(): ReactNode {
  return (
    <svg className="lanyard-art" viewBox="0 0 160 190" aria-hidden="true">
      <defs>
        <pattern
          id="weave"
          width="10"
          height="10"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(25)"
        >
          <rect width="10" height="10" className="fill-ribbon-a" />
          <rect width="5" height="10" className="fill-ribbon-b" />
        </pattern>
      </defs>
      <path d="M30 -10 L74 62 L88 62 L52 -10 Z" fill="url(#weave)" />
      <path d="M130 -10 L86 62 L72 62 L108 -10 Z" fill="url(#weave)" />
      <rect x="72" y="56" width="16" height="20" rx="3" className="fill-edge" />
      <rect x="28" y="70" width="104" height="112" rx="11" className="art-card stroke-edge" />
      <rect x="66" y="77" width="28" height="6" rx="3" className="fill-edge" />
      <rect x="42" y="96" width="76" height="9" rx="4.5" className="fill-ink" />
      <rect x="42" y="112" width="48" height="7" rx="3.5" className="fill-edge" />
      <path
        className="fill-ink"
        d="M42 132h14v14h-14zM46 136h6v6h-6zM104 132h14v14h-14zM108 136h6v6h-6zM42 156h14v14h-14zM46 160h6v6h-6zM64 132h6v6h-6zM76 132h6v6h-6zM88 138h6v6h-6zM64 144h6v6h-6zM76 150h12v6h-12zM64 162h6v6h-6zM76 164h6v6h-6zM94 156h6v6h-6zM106 156h12v6h-12zM94 166h12v6h-12z"
        fillRule="evenodd"
      />
      <rect x="34" y="128" width="92" height="3" rx="1.5" className="art-beam fill-ribbon-b" />
    </svg>
  );
}

/** The logo at the size of an icon. */
export function LanyardMark(): ReactNode {
  return (
    <svg className="lanyard-mark flex-none w-8 h-10" viewBox="0 0 32 40" aria-hidden="true">
      <path className="fill-ribbon-a" d="M4 1 L13 15 H17 L9 1 Z" />
      <path className="fill-ribbon-b" d="M28 1 L19 15 H15 L23 1 Z" />
      <rect x="5" y="14" width="22" height="25" rx="3" className="art-card stroke-ribbon-a" />
      <rect x="9" y="19" width="14" height="3" rx="1.5" className="fill-ink" />
      <path
        className="fill-ink"
        d="M9 26h4v4h-4zM15 26h3v3h-3zM20 26h3v3h-3zM9 32h3v3h-3zM14 31h4v4h-4zM20 31h3v4h-3z"
      />
    </svg>
  );
}
