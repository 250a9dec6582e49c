import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import { useFormats } from '../../../ui/formats.ts';
import { useWords } from '../words.ts';
import { chartScale } from './chart-scale.ts';
import './arrivals-chart.css';

/** Number of arrivals from one moment (UTC milliseconds) to the next bar's. */
export interface ArrivalsBar {
  from: number;
  count: number;
  /** Whether the quarter of an hour is still in progress. */
  isRunning: boolean;
}

const height = 232;
const edges = { top: 22, bottom: 26, start: 34 };
const gap = 3;

/** Arrivals as bars. The label sums up the picture; `ArrivalsTable` has every figure. */
export function ArrivalsChart({
  bars,
  label,
}: {
  bars: readonly ArrivalsBar[];
  label: string;
}): ReactNode {
  const [frame, width] = useWidth<HTMLDivElement>();
  const [pointed, setPointed] = useState<number | null>(null);
  const stripes = useId();
  const inner = Math.max(0, width - edges.start);
  const step = bars.length === 0 ? inner : inner / bars.length;
  const scale = chartScale(bars.map(({ count }) => count));
  const depth = height - edges.top - edges.bottom;
  const y = (count: number): number => edges.top + depth * (1 - count / scale.top);
  const peak = bars.reduce(
    (best, { count }, at) => (count > (bars[best]?.count ?? 0) ? at : best),
    0,
  );
  return (
    <div className="min-h-58 figures min-w-0 overflow-hidden" ref={frame}>
      {width > 0 && (
        <svg
          className="block"
          role="img"
          aria-label={label}
          width={width}
          height={height}
          onPointerLeave={() => setPointed(null)}
        >
          <defs>
            <pattern
              id={stripes}
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="6" height="6" className="fill-surface" />
              <rect width="3" height="6" className="fill-ribbon-b" />
            </pattern>
          </defs>
          <Grid marks={scale.marks} y={y} width={width} />
          {bars.map((bar, at) => {
            const x = edges.start + at * step;
            const isNamed = at === (pointed ?? peak) && bar.count > 0;
            return (
              <g key={bar.from} onPointerEnter={() => setPointed(at)}>
                <rect
                  className="fill-transparent"
                  x={x}
                  y={0}
                  width={step}
                  height={height - edges.bottom}
                />
                <rect
                  className="arrivals-bar"
                  data-pointed={at === pointed || undefined}
                  {...(bar.isRunning ? { fill: `url(#${stripes})` } : {})}
                  data-running={bar.isRunning || undefined}
                  x={x + gap / 2}
                  y={y(bar.count)}
                  width={Math.max(1, step - gap)}
                  height={height - edges.bottom - y(bar.count)}
                  rx={Math.min(3, step / 4)}
                />
                {isNamed && (
                  <Figure
                    x={x + step / 2}
                    y={y(bar.count) - 7}
                    bar={bar}
                    width={width}
                    isPointed={pointed !== null}
                  />
                )}
              </g>
            );
          })}
          <Hours bars={bars} step={step} />
        </svg>
      )}
    </div>
  );
}

function Grid({
  marks,
  y,
  width,
}: {
  marks: readonly number[];
  y: (count: number) => number;
  width: number;
}): ReactNode {
  const { number } = useFormats();
  return (
    <g>
      {marks.map((mark) => (
        <g key={mark}>
          <line
            className="arrivals-line"
            data-base={mark === 0 || undefined}
            x1={edges.start}
            x2={width}
            y1={y(mark)}
            y2={y(mark)}
          />
          <text className="fill-soft text-2xs" x={edges.start - 8} y={y(mark) + 4} textAnchor="end">
            {number(mark)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** The figure above the highest bar; if the pointer is on a bar, its figure and time instead. */
function Figure({
  x,
  y,
  bar,
  width,
  isPointed,
}: {
  x: number;
  y: number;
  bar: ArrivalsBar;
  width: number;
  isPointed: boolean;
}): ReactNode {
  const { number, time } = useFormats();
  const { t } = useWords();
  const words = isPointed
    ? t('overview.barPointed', { time: time(bar.from), number: number(bar.count) })
    : number(bar.count);
  const half = isPointed ? 52 : 16;
  return (
    <text
      className="figures text-xs font-bold fill-ink"
      x={Math.min(width - half, Math.max(edges.start + half, x))}
      y={y}
      textAnchor="middle"
    >
      {words}
    </text>
  );
}

/** Full hours below the bars, as many as there is room for. */
function Hours({ bars, step }: { bars: readonly ArrivalsBar[]; step: number }): ReactNode {
  const { time } = useFormats();
  const perHour = 4;
  const every = [1, 2, 3, 4, 6].find((hours) => hours * perHour * step >= 54) ?? 6;
  const first = bars.findIndex(({ from }) => time(from).endsWith(':00'));
  return (
    <g>
      {bars.map(({ from }, at) =>
        first >= 0 && (at - first) % (perHour * every) === 0 && at >= first ? (
          <text
            className="fill-soft text-2xs"
            key={from}
            x={edges.start + at * step}
            y={height - 8}
            textAnchor={at === 0 ? 'start' : 'middle'}
          >
            {time(from)}
          </text>
        ) : null,
      )}
    </g>
  );
}

/** The inner width of an element in CSS pixels, kept up to date; 0 until measured. */
function useWidth<E extends HTMLElement>(): [RefObject<E | null>, number] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
