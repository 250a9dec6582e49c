import { UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { minutesOf } from '../../../domain/event/local-day.ts';
import type { Rehearsal, RehearsalInput } from '../../../domain/station/rehearsal.ts';
import { EmptyLine } from '../../kit/empty-state.tsx';
import { useFormats } from '../../kit/words/format.ts';
import { RehearsalChart } from './rehearsal-chart.tsx';
import { useRehearsal } from './use-rehearsal.ts';
import './rehearsal.css';

/** What the simulation found, in sentences and as a picture. */
export function RehearsalResult({
  input,
  opens,
}: {
  /** Null while the form has mistakes. */
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
    // "At most": rounded up.
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
          now.longest === 0
            ? t('readiness.rehearsal.noQueue')
            : t('readiness.rehearsal.longest', {
                ...{ people: number(Math.round(now.longest)), at: clock(now.longestAt) },
              }),
          t(`readiness.rehearsal.${now.stillWaiting === 0 ? 'everyoneIn' : 'late'}`, {
            ...{ session, share: lateShare(now.stillWaiting, percent) },
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
              ...{ from: opens, at: clock(now.longestAt), session },
              people: number(Math.round(now.longest)),
              atSession: number(Math.round(now.stillWaiting * input.people)),
            })}
          />
        </figure>
      )}
      <ul className="rehearsal-words grid gap-1">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="field-hint">{t('readiness.rehearsal.basis', { runs: number(runs) })}</p>
    </>
  );
}

/** A share above nothing never reads as 0 %. */
function lateShare(share: number, percent: (share: number) => string): string {
  return share < 0.01 ? `< ${percent(0.01)}` : percent(share);
}

/** A time of day `HH:MM`, so many seconds later. */
function timeAfter(time: string, seconds: number): string {
  const at = minutesOf(time) + Math.round(seconds / 60);
  return [Math.floor(at / 60) % 24, at % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
