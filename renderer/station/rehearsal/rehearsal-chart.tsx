import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rehearsal } from '../../../domain/station/rehearsal.ts';
import { useFormats } from '../../kit/words/format.ts';

const width = 640;
const height = 190;
const edges = { top: 22, bottom: 24, start: 52, end: 12 };

interface RehearsalChartProps {
  queue: Rehearsal['queue'];
  /** Seconds from the opening to the session. */
  window: number;
  /** Seconds after the opening → "08:52". */
  clock: (seconds: number) => string;
  /** What the picture shows, in a sentence. */
  label: string;
}

/** How many people wait, over the morning; the dashed line is the session's beginning. */
export function RehearsalChart({ queue, window, clock, label }: RehearsalChartProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { step, people } = queue;
  const end = Math.max(1, step * (people.length - 1));
  const top = roundUp(Math.max(4, ...people));
  const base = height - edges.bottom;
  const x = (at: number): number => edges.start + ((width - edges.start - edges.end) * at) / end;
  const y = (count: number): number => base - ((base - edges.top) * count) / top;
  const line = people.map((count, at) => `${x(at * step).toFixed(1)},${y(count).toFixed(1)}`);
  const session = x(window);
  // The opening, the session, half-way, and as far again as the picture goes.
  const moments =
    window === 0
      ? [0, end]
      : [0, 0.5, 1, 1.5, 2].map((part) => part * window).filter((at) => at <= end);
  const isLate = session > width / 2;
  return (
    <svg
      className="rehearsal-chart figures block w-full"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
    >
      {[0, top / 2, top].map((mark) => (
        <g key={mark}>
          <line className="rehearsal-mark" x1={edges.start} x2={width} y1={y(mark)} y2={y(mark)} />
          <text className="fill-soft text-2xs" x={edges.start - 8} y={y(mark) + 4} textAnchor="end">
            {number(mark)}
          </text>
        </g>
      ))}
      <polygon
        className="rehearsal-queue"
        points={[`${x(0)},${base}`, ...line, `${x(end)},${base}`].join(' ')}
      />
      <line className="rehearsal-session" x1={session} x2={session} y1={edges.top - 6} y2={base} />
      <text
        className="fill-ink text-2xs font-semibold"
        x={session + (isLate ? -6 : 6)}
        y={edges.top - 8}
        textAnchor={isLate ? 'end' : 'start'}
      >
        {t('readiness.rehearsal.session', { at: clock(window) })}
      </text>
      {moments.map((at) => (
        <text
          key={at}
          className="fill-soft text-2xs"
          x={x(at)}
          y={height - 6}
          textAnchor={at === 0 ? 'start' : x(at) > width - 24 ? 'end' : 'middle'}
        >
          {clock(at)}
        </text>
      ))}
    </svg>
  );
}

/** The next even round number: half of it is a whole number, too. */
function roundUp(count: number): number {
  const power = 10 ** Math.floor(Math.log10(count));
  const factor = [1, 2, 4, 6, 8, 10].find((one) => one * power >= count) ?? 10;
  return Math.max(4, factor * power);
}
