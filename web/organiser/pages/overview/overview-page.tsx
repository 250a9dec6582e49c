import { CircleCheck, CircleMinus, CirclePlus, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { gapWords, registrationGaps } from '../../../../domain/badges/registration-balance.ts';
import type { Lanes, Summary } from '../../../../domain/organiser/figures.ts';
import { Bar } from '../../../../ui/bar.tsx';
import { Chip, type Tone } from '../../../../ui/chip.tsx';
import { DayStateChip } from '../../../../ui/day-close/day-state-chip.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { addressOf } from '../../app/route.ts';
import { useEvent } from '../../client/event-context.tsx';
import { useAnswer } from '../../client/page-client.ts';
import { Answered } from '../../parts/answered.tsx';
import { AsOf } from '../../parts/as-of.tsx';
import { DayChoice } from '../../parts/day-choice.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { useDay } from '../../parts/use-day.ts';
import { useWords, type Words } from '../../words.ts';
import { ArrivalsCard } from './arrivals-card.tsx';
import { AttentionCard } from './attention-card.tsx';
import { ExtraTotalsCard } from './extra-totals-card.tsx';
import './balance.css';
import './overview.css';
import { hasGroups } from '../../../../domain/delegations.ts';

/** The day at a glance: who is here, arrivals, lanes, and items that need attention. */
export function OverviewPage(): ReactNode {
  const { t } = useWords();
  const formats = useFormats();
  const { day, isToday, choose } = useDay();
  const summary = useAnswer('summary', [{ day }], { renewOn: ['facts', 'roster', 'stations'] });
  return (
    <Page
      title={t('overview.title')}
      lead={
        <span className="cluster">
          <span>{formats.day(day)}</span>
          <AsOf asOf={summary.value?.basis.asOf ?? null} />
        </span>
      }
      actions={<DayChoice day={day} onChange={choose} />}
    >
      <Answered answer={summary}>
        {(value) => (
          <>
            <SummaryFigures summary={value} />
            <div className="overview-grid grid gap-4 items-start">
              <div className="grid content-start gap-4 min-w-0">
                <ArrivalsCard day={day} />
                <BalanceCard summary={value} />
                <ExtraTotalsCard totals={value.extraTotals} />
                <DayCard day={day} />
              </div>
              <div className="grid content-start gap-4 min-w-0">
                <AttentionCard summary={value} />
                {isToday && <LanesCard day={day} />}
              </div>
            </div>
          </>
        )}
      </Answered>
    </Page>
  );
}

function DayCard({ day }: { day: string }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const { value } = useAnswer('days', [{}], { renewOn: ['days', 'facts', 'stations'] });
  const one = value?.days.find((known) => known.day === day);
  if (one === undefined) return null;
  const proven = one.stations.filter(({ verdict }) => verdict === 'proven').length;
  return (
    <Section title={t('days.status')} aside={<DayStateChip state={one.state} />}>
      <p className="figures">
        {t('days.provenOf', { proven: number(proven), count: one.stations.length })}
      </p>
      <p>
        <a href={addressOf('days')}>{t('days.all')}</a>
      </p>
    </Section>
  );
}

function SummaryFigures({ summary }: { summary: Summary }): ReactNode {
  const { t } = useWords();
  const { number, percent } = useFormats();
  const event = useEvent();
  const { present, notArrived, delegations, stations } = summary;
  const expected = present + notArrived;
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return (
    <dl className="figures-row grid-cols-4 grid panel">
      <Figure
        label={t('overview.present')}
        value={number(present)}
        below={t('overview.ofExpected', {
          count: expected,
          number: number(expected),
          percent: percent(share(present, expected)),
        })}
        fraction={share(present, expected)}
      />
      {hasGroups(event) && (
        <Figure
          label={t('overview.delegationsPresent')}
          value={number(delegations.present)}
          below={t('overview.ofAccredited', {
            count: delegations.accredited,
            number: number(delegations.accredited),
          })}
          fraction={share(delegations.present, delegations.accredited)}
        />
      )}
      <Figure
        label={t('overview.walkIns')}
        value={number(summary.walkIns)}
        below={t('overview.reprintsAndOverrides', {
          reprints: number(summary.reprints),
          overrides: number(summary.overrides),
        })}
      />
      <Figure
        label={t('overview.stationsOnline')}
        value={number(stations.online)}
        below={t('overview.ofStations', {
          number: number(stations.enrolled),
          complete: number(stations.complete),
        })}
        fraction={share(stations.online, stations.enrolled)}
      />
    </dl>
  );
}

function Figure({
  label,
  value,
  below,
  fraction,
}: {
  label: string;
  value: string;
  below: string;
  fraction?: number;
}): ReactNode {
  return (
    <div className="figure grid gap-1 px-5 py-4 grid-rows-[auto_auto_1fr_auto]">
      <dt className="small font-semibold">{label}</dt>
      <dd className="figure-value figures text-3xl font-bold tracking-tight leading-[1.1]">
        {value}
      </dd>
      <dd className="figures small">{below}</dd>
      {fraction !== undefined && (
        <dd>
          <Bar fraction={fraction} />
        </dd>
      )}
    </div>
  );
}

const parts = ['present', 'notArrived', 'pending', 'cancelled', 'replaced', 'revoked'] as const;

/** All registrations ever made, by current status: the parts add up to the whole. */
function BalanceCard({ summary }: { summary: Summary }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const { registered } = summary;
  return (
    <Section
      title={t('balance.title')}
      aside={
        <span className="small figures">
          {t('balance.registered', { count: registered, number: number(registered) })}
        </span>
      }
    >
      <div
        className="balance-bar overflow-hidden rounded-full gap-0.5 h-3.5 flex"
        aria-hidden="true"
      >
        {parts.map((part) => (
          <span
            className="basis-0 min-w-0"
            key={part}
            data-part={part}
            style={{ flexGrow: summary[part] }}
          />
        ))}
      </div>
      <dl className="narrow-stack grid-cols-3 gap-x-6 gap-y-2 grid text-sm">
        {parts.map((part) => (
          <div className="flex gap-2 justify-between" key={part}>
            <dt className="flex gap-2 items-baseline">
              <span
                className="balance-mark flex-none size-2.5 rounded-[2px]"
                data-part={part}
                aria-hidden="true"
              />
              {t(`balance.${part}`)}
            </dt>
            <dd className="figures font-semibold">{number(summary[part])}</dd>
          </div>
        ))}
      </dl>
      <Gaps summary={summary} />
      {summary.otherDays > 0 && (
        <p className="small figures">
          {t('balance.otherDays', {
            count: summary.otherDays,
            number: number(summary.otherDays),
          })}
        </p>
      )}
    </Section>
  );
}

/** People who are here although their registration says otherwise: why the parts do not add up. */
function Gaps({ summary: { gaps } }: { summary: Summary }): ReactNode {
  const { t, language } = useWords();
  const { number } = useFormats();
  const open = registrationGaps.filter((gap) => gaps[gap] > 0);
  if (open.length === 0) return null;
  return (
    <div className="grid gap-1 p-3 rounded-md bg-look-soft text-look-ink text-sm">
      <p>{t('balance.gaps')}</p>
      <ul className="flex flex-wrap gap-x-4">
        {open.map((gap) => (
          <li key={gap} className="figures">
            {gapWords[language][gap]}
            {' · '}
            <strong>{number(gaps[gap])}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Whether the open lanes suffice for the people expected, from measured service times. */
function LanesCard({ day }: { day: string }): ReactNode {
  const { t } = useWords();
  const lanes = useAnswer('lanes', [{ day }], { renewOn: ['facts', 'stations'] });
  return (
    <Section title={t('lanes.title')}>
      <Answered answer={lanes}>
        {(value) => (
          <>
            <Forecast lanes={value} />
            <LaneList lanes={value} />
          </>
        )}
      </Answered>
    </Section>
  );
}

const looks = {
  enough: { tone: 'go', Icon: CircleCheck },
  'open-more': { tone: 'look', Icon: CirclePlus },
  'close-one': { tone: 'accent', Icon: CircleMinus },
  unknown: { tone: 'quiet', Icon: Hourglass },
} as const satisfies Record<Lanes['forecast']['verdict'], { tone: Tone; Icon: typeof Hourglass }>;

function headline({ verdict, openLanes, neededLanes }: Lanes['forecast'], t: Words): string {
  if (verdict !== 'open-more') return t(`lanes.verdict.${verdict}`);
  const to = neededLanes ?? openLanes + 1;
  return to <= openLanes + 1
    ? t('lanes.openOne', { lane: openLanes + 1 })
    : t('lanes.openMore', { from: openLanes + 1, to });
}

function Forecast({ lanes }: { lanes: Lanes }): ReactNode {
  const { t } = useWords();
  const { number, percent, decimal } = useFormats();
  const { forecast, service, measuredMinutes } = lanes;
  const { tone, Icon } = looks[forecast.verdict];
  return (
    <div className="forecast flex gap-3 p-4 rounded-md text-sm toned" data-tone={tone}>
      <Icon aria-hidden="true" size={28} />
      <div className="grid gap-1 min-w-0">
        <p className="text-xl font-bold tracking-tight leading-[1.25]">{headline(forecast, t)}</p>
        {forecast.verdict === 'unknown' ? (
          <p>{t('lanes.unknownHint')}</p>
        ) : (
          <p>
            {t('lanes.expected', { count: forecast.expected, number: number(forecast.expected) })}{' '}
            {t(`lanes.from.${forecast.expectedFrom}`)}
          </p>
        )}
        {service.median !== null && (
          <p>
            {t('lanes.service', {
              seconds: decimal(service.median),
              samples: number(service.samples),
              minutes: number(measuredMinutes),
            })}
          </p>
        )}
        {forecast.utilisation !== null && (
          <p>
            {t('lanes.busy', {
              percent: percent(forecast.utilisation),
              target: percent(forecast.target),
            })}
          </p>
        )}
      </div>
    </div>
  );
}

function LaneList({ lanes: { lanes } }: { lanes: Lanes }): ReactNode {
  const { t } = useWords();
  const { number, decimal, time } = useFormats();
  if (lanes.length === 0) return null;
  return (
    <ul className="lane-list grid">
      {lanes.map((lane) => (
        <li
          className="grid grid-cols-text-end gap-x-3 items-center py-2 not-last:border-b"
          key={lane.station}
        >
          <bdi className="font-semibold">{lane.name}</bdi>
          <Chip tone={lane.open ? 'go' : 'quiet'}>
            {lane.open
              ? t('lanes.open')
              : t('lanes.quietSince', { time: time(lane.lastAdmission) })}
          </Chip>
          <span className="figures col-span-full small">
            {lane.service.median === null
              ? t('lanes.served', { number: number(lane.admissions) })
              : t('lanes.servedIn', {
                  number: number(lane.admissions),
                  seconds: decimal(lane.service.median),
                })}
          </span>
        </li>
      ))}
    </ul>
  );
}
