import { CircleCheckBig, Hourglass } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { TakeOverView } from '../../preload/contract/hub-hosting.ts';
import { useFormats } from '../../ui/formats.ts';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { useAnswer } from '../base/page-client.ts';
import { NextStep } from './next-step.tsx';

/** Milliseconds between two requests, because no notice comes when a station joins. */
const askAgainAfter = 5_000;

/** What this desk lacked when it took over, requested repeatedly; null without a take-over. */
function useTakeOverView(): TakeOverView | null {
  const { value, renew } = useAnswer('getTakeOver', [], { renewOn: ['syncChanged'] });
  useEffect(() => {
    const timer = setInterval(renew, askAgainAfter);
    return () => clearInterval(timer);
  }, [renew]);
  return value;
}

/** Which stations of the lost hub have joined this one. */
export function ComingBack(): ReactNode {
  const { t } = useTranslation();
  const view = useTakeOverView();
  const stations = view?.stations ?? [];
  const back = stations.filter(({ heard }) => heard).length;
  return (
    <section className="coming-back grid gap-2 content-start">
      <div role="status">
        <h3 className="figures text-md">
          {t('takeOver.back', { count: back, total: stations.length })}
        </h3>
      </div>
      <ScrollArea
        label={t('takeOver.back', { count: back, total: stations.length })}
        className="max-h-60"
      >
        <ul className="grid">
          {stations.map((station) => (
            <li
              className="flex items-center gap-3 min-h-10 border-t text-soft"
              key={station.id}
              data-back={station.heard || undefined}
            >
              {station.heard ? <CircleCheckBig size={20} /> : <Hourglass size={20} />}
              <bdi className="flex-1 min-w-0 font-semibold wrap-anywhere">{station.name}</bdi>
              <StationWords station={station} />
            </li>
          ))}
        </ul>
      </ScrollArea>
      {view !== null && back < stations.length && <Lacking view={view} />}
    </section>
  );
}

type Station = TakeOverView['stations'][number];

function StationWords({ station }: { station: Station }): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { heard, lastRecord } = station;
  return (
    <span className="text-sm">
      {heard && t('takeOver.isBack')}
      {!heard && lastRecord === null && t('takeOver.noRecords')}
      {!heard && lastRecord !== null && t('takeOver.recordsUntil', { time: time(lastRecord) })}
    </span>
  );
}

function Lacking({ view }: { view: TakeOverView }): ReactNode {
  const { t } = useTranslation();
  const { time, calendarDay } = useFormats();
  const { listsAsOf } = view;
  return (
    <p className="small">
      {listsAsOf === null
        ? t('takeOver.lacksLists')
        : t('takeOver.lacksSince', { time: time(listsAsOf), day: calendarDay(listsAsOf) })}
    </p>
  );
}

/** Stations of the lost hub that have not joined this one; nothing once all have. */
export function StillAway(): ReactNode {
  const { t } = useTranslation();
  const { list } = useFormats();
  const view = useTakeOverView();
  const away = view?.stations.filter(({ heard }) => !heard) ?? [];
  if (view === null || away.length === 0) return null;
  return (
    <NextStep tone="look" Icon={Hourglass} title={t('takeOver.away', { count: away.length })}>
      <p>
        <bdi>{list(away.map(({ name }) => name))}</bdi>
      </p>
      <Lacking view={view} />
    </NextStep>
  );
}
