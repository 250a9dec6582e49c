import type { ReactNode } from 'react';

const desks = [
  { x: 18, y: 18 },
  { x: 182, y: 18 },
  { x: 18, y: 102 },
  { x: 182, y: 102 },
];

/** Four desks and the hub between them, drawn; says nothing that the words beside it do not. */
export function HubArt(): ReactNode {
  return (
    <svg className="hub-art" viewBox="0 0 200 120" aria-hidden="true">
      {desks.map(({ x, y }) => (
        <path key={`${x} ${y}`} className="hub-art-line" d={`M${x} ${y} L100 60`} />
      ))}
      {desks.map(({ x, y }) => (
        <g key={`${x} ${y}`} transform={`translate(${x} ${y})`}>
          <rect className="hub-art-desk" x="-16" y="-13" width="32" height="22" rx="4" />
          <path className="hub-art-stand" d="M-8 14 H8" />
        </g>
      ))}
      <circle className="hub-art-hub" cx="100" cy="60" r="24" />
      <path className="hub-art-mark" d="M90 54 H110 M90 60 H110 M90 66 H103" />
    </svg>
  );
}
