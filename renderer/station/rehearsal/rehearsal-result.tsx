import { UsersRound } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minutesOf } from '../../../domain/event/local-day.ts';
import type { Rehearsal, RehearsalInput } from '../../../domain/station/rehearsal.ts';
import { EmptyLine } from '../../../ui/empty-state.tsx';
import { useFormats } from '../../../ui/formats.ts';
import '../../scanning/camera/own-scripts.ts';
import './rehearsal.css';

/**
 * `busy` keeps the last result on the page; `failed` means that the worker could not be started.
 */
interface RehearsalState {
  result: Rehearsal | null;
  state: 'busy' | 'done' | 'failed';
}

/** Milliseconds without a further key before a simulation starts. */
const typingPause = 300;

/** Simulates in a worker, because 100,000 people take seconds. With null, simulates nothing. */
function useRehearsal(input: RehearsalInput | null): RehearsalState {
  const question = input === null ? '' : JSON.stringify(input);
  const [held, setHeld] = useState({ question: '', result: null as Rehearsal | null, ok: true });
  useEffect(() => {
    if (question === '') return;
    let worker: Worker | null = null;
    const start = (): void => {
      worker = new Worker(new URL('./rehearsal.worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('message', ({ data }: MessageEvent<Rehearsal | null>) => {
        worker?.terminate();
        setHeld({ question, result: data, ok: true });
      });
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        setHeld({ question, result: null, ok: false });
      });
      worker.postMessage(JSON.parse(question) as RehearsalInput);
    };
    const timer = setTimeout(start, typingPause);
    // The next input ends this simulation.
    return () => {
      clearTimeout(timer);
      worker?.terminate();
    };
  }, [question]);
  if (question === '') return { result: null, state: 'done' };
  if (held.question !== question) return { result: held.result, state: 'busy' };
  return { result: held.result, state: held.ok ? 'done' : 'failed' };
}

const width = 640;
const height = 190;
const edges = { top: 22, bottom: 24, start: 52, end: 12 };

interface RehearsalChartProps {
  queue: Rehearsal['queue'];
  /** Seconds from the opening of registration to the start of the session. */
  window: number;
  /** Seconds after the opening → "08:52". */
  clock: (seconds: number) => string;
  /** What the chart shows, in a sentence. */
  label: string;
}

/** How many people wait over the morning; the dashed line is the start of the session. */
function RehearsalChart({ queue, window, clock, label }: RehearsalChartProps): ReactNode {
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
  // The opening, half-way to the session, the session, and the same distances after it while they
  // are within the chart.
  const moments =
    window === 0
      ? [0, end]
      : [0, 0.5, 1, 1.5, 2].map((part) => part * window).filter((at) => at <= end);
  const isLate = session > width / 2;
  return (
    <svg
      className="rehearsal-chart figures block w-full max-w-184"
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

/**
 * Rounds up to an even number with one digit before the zeros (or 10), so that its half is whole
 * too.
 */
function roundUp(count: number): number {
  const power = 10 ** Math.floor(Math.log10(count));
  const factor = [1, 2, 4, 6, 8, 10].find((one) => one * power >= count) ?? 10;
  return Math.max(4, factor * power);
}

export function RehearsalResult({
  input,
  opens,
}: {
  /** Null while the form has errors. */
  input: RehearsalInput | null;
  /** `HH:MM` */
  opens: string;
}): ReactNode {
  const { t } = useTranslation();
  const { result, state } = useRehearsal(input === null || input.people === 0 ? null : input);
  if (input === null) return <Empty>{t('readiness.rehearsal.mistakes')}</Empty>;
  if (input.people === 0) return <Empty>{t('readiness.rehearsal.nobody')}</Empty>;
  return (
    <div className="grid gap-3 content-start" aria-live="polite" aria-busy={state === 'busy'}>
      {state === 'busy' && <p className="field-hint">{t('readiness.rehearsal.busy')}</p>}
      {state === 'failed' && <p role="alert">{t('readiness.rehearsal.failed')}</p>}
      {state === 'done' && result !== null && <Found result={result} input={input} opens={opens} />}
    </div>
  );
}

const Empty = ({ children }: { children: string }): ReactNode => (
  <EmptyLine icon={<UsersRound aria-hidden="true" />}>{children}</EmptyLine>
);

function Found({
  result,
  input,
  opens,
}: {
  result: Rehearsal;
  input: RehearsalInput;
  opens: string;
}): ReactNode {
  const { t } = useTranslation();
  const { number, percent } = useFormats();
  const { now, oneMore, needed, queue, runs } = result;
  const clock = (seconds: number): string => timeAfter(opens, seconds);
  const wait = (seconds: number): string => {
    // Rounded up, because the text says "at most".
    const minutes = Math.max(1, Math.ceil(seconds / 60));
    if (minutes < 120) return t('readiness.rehearsal.minutes', { minutes: number(minutes) });
    return t('readiness.rehearsal.hours', { hours: number(Math.ceil(minutes / 6) / 10) });
  };
  const lanes = input.lanes.desk + input.lanes.kiosk;
  const session = clock(input.window);
  const asked = { limit: wait(input.limit), needed: number(needed ?? 0), lanes: number(lanes) };
  const verdict = needed === null ? 'never' : needed <= lanes ? 'enough' : 'tooFew';
  const isOneDay = now !== null && minutesOf(opens) * 60 + now.cleared < 24 * 3_600;
  const sentences =
    now === null
      ? [t('readiness.rehearsal.noLane')]
      : [
          t('readiness.rehearsal.waits', { median: wait(now.median), p95: wait(now.p95) }),
          now.maxQueue === 0
            ? t('readiness.rehearsal.noQueue')
            : t('readiness.rehearsal.longest', {
                people: number(Math.round(now.maxQueue)),
                at: clock(now.maxQueueAt),
              }),
          t(`readiness.rehearsal.${now.stillWaiting === 0 ? 'everyoneIn' : 'late'}`, {
            session,
            share: lateShare(now.stillWaiting, percent),
          }),
          ...(now.cleared <= input.window
            ? []
            : [
                isOneDay
                  ? t('readiness.rehearsal.cleared', { at: clock(now.cleared) })
                  : t('readiness.rehearsal.nextDay'),
              ]),
          t('readiness.rehearsal.oneMore', { p95: wait(oneMore.p95) }),
        ];
  return (
    <>
      <p className="font-semibold">{t(`readiness.rehearsal.${verdict}`, asked)}</p>
      {now !== null && (
        <figure className="grid gap-1">
          <figcaption className="field-hint">{t('readiness.rehearsal.chart')}</figcaption>
          <RehearsalChart
            queue={queue}
            window={input.window}
            clock={clock}
            label={t('readiness.rehearsal.chartLabel', {
              from: opens,
              at: clock(now.maxQueueAt),
              session,
              people: number(Math.round(now.maxQueue)),
              atSession: number(Math.round(now.stillWaiting * input.people)),
            })}
          />
        </figure>
      )}
      <ul className="grid gap-1 list-none p-0">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="field-hint">{t('readiness.rehearsal.basis', { runs: number(runs) })}</p>
    </>
  );
}

/** A share above zero never reads as 0 %. */
function lateShare(share: number, percent: (share: number) => string): string {
  return share < 0.01 ? `< ${percent(0.01)}` : percent(share);
}

/** A time of day `HH:MM` moved by seconds. */
function timeAfter(time: string, seconds: number): string {
  const at = minutesOf(time) + Math.round(seconds / 60);
  return [Math.floor(at / 60) % 24, at % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
