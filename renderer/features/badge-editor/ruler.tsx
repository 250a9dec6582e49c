import type { ReactNode } from 'react';
import type { TemplateBox } from '../../../domain/badge-template.ts';
import './ruler.css';

interface RulerProps {
  axis: 'x' | 'y';
  /** Millimetres. */
  length: number;
  /** Pixels a millimetre. */
  scale: number;
  /** The chosen field, whose extent is marked. */
  box: TemplateBox | null;
}

/** Pixels from one figure to the next at least. */
const figureRoom = 34;

/** A ruler in millimetres along one edge of the badge. For the eye: the numbers stand in the panel as well. */
export function Ruler({ axis, length, scale, box }: RulerProps): ReactNode {
  const ticks = Array.from({ length: Math.floor(length) + 1 }, (_, at) => at);
  const every = [5, 10, 20, 50].find((step) => step * scale >= figureRoom) ?? 100;
  const from = box === null ? 0 : axis === 'x' ? box.x : box.y;
  const extent = box === null ? 0 : axis === 'x' ? box.width : box.height;
  return (
    <div className="ruler" data-axis={axis} aria-hidden="true">
      {box !== null && <span className="ruler-extent" style={along(axis, from, extent, scale)} />}
      {ticks
        .filter((at) => scale >= 4 || at % 5 === 0)
        .map((at) => (
          <span
            key={at}
            className="ruler-tick"
            data-long={at % 10 === 0 || undefined}
            data-middle={at % 5 === 0 || undefined}
            style={along(axis, at, 0, scale)}
          />
        ))}
      {ticks
        .filter((at) => at % every === 0)
        .map((at) => (
          <span key={at} className="ruler-figure figures" style={along(axis, at, 0, scale)}>
            {at}
          </span>
        ))}
    </div>
  );
}

function along(axis: 'x' | 'y', from: number, extent: number, scale: number) {
  return axis === 'x'
    ? { insetInlineStart: from * scale, inlineSize: extent === 0 ? undefined : extent * scale }
    : { insetBlockStart: from * scale, blockSize: extent === 0 ? undefined : extent * scale };
}
