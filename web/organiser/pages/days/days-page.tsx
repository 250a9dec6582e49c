import { CalendarX, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrganiserDay } from '../../../../domain/organiser/exports.ts';
import { DayStateChip } from '../../../../ui/day-close/day-state-chip.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { VerdictIcon } from '../../../../ui/verdict-chip.tsx';
import { addressOf } from '../../app/route.ts';
import { useAnswer } from '../../client/page-client.ts';
import { Answered } from '../../parts/answered.tsx';
import { AsOf } from '../../parts/as-of.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import './days.css';

/** Each day of the event and the state of its proof, station by station. */
export function DaysPage(): ReactNode {
  const { t } = useWords();
  const days = useAnswer('days', [{}], { renewOn: ['days', 'facts', 'stations'] });
  return (
    <Page title={t('days.title')} lead={<AsOf asOf={days.value?.asOf ?? null} />}>
      <Answered answer={days}>
        {(value) =>
          value.days.length === 0 ? (
            <section className="card">
              <EmptyState
                icon={<CalendarX size={24} />}
                title={t('days.none')}
                hint={t('days.noneHint')}
              />
            </section>
          ) : (
            value.days.map((day) => <DaySection key={day.day} day={day} />)
          )
        }
      </Answered>
    </Page>
  );
}

function DaySection({ day }: { day: OrganiserDay }): ReactNode {
  const { t } = useWords();
  const formats = useFormats();
  const { number, moment } = formats;
  const proven = day.stations.filter(({ verdict }) => verdict === 'proven').length;
  return (
    <Section title={formats.day(day.day)} aside={<DayStateChip state={day.state} />}>
      <p className="figures">
        {t('days.facts', { count: day.facts, number: number(day.facts) })}
        {' · '}
        {t('days.provenOf', { proven: number(proven), count: day.stations.length })}
        {day.closedAt !== null && (
          <>
            {' · '}
            {t('days.closedAt', { time: moment(day.closedAt), revision: day.revision })}
          </>
        )}
      </p>
      {day.stations.length > 0 && (
        <ul className="verdicts grid grid-cols-fill-64 gap-y-2 gap-x-6">
          {day.stations.map(({ station, name, verdict }) => (
            <li
              key={station}
              className="verdict-line flex items-center gap-2 min-w-0"
              data-verdict={verdict}
            >
              <VerdictIcon verdict={verdict} />
              <bdi>{name}</bdi>
              <span className="ms-auto small">{t(`stationVerdict.${verdict}`)}</span>
            </li>
          ))}
        </ul>
      )}
      <a
        className="day-way inline-flex items-center gap-1 justify-self-start min-h-target font-semibold no-underline"
        href={addressOf('days', day.day)}
        aria-label={t('days.lookAt', { day: formats.day(day.day) })}
      >
        {t('days.look')}
        <ChevronRight size={18} />
      </a>
    </Section>
  );
}
