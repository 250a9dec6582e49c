import { CircleCheck, CircleMinus, CirclePlus, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Lanes } from '../../../../domain/wire/organiser-figures.ts';
import { Chip, type Tone } from '../../../../renderer/ui/chip.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../formats.ts';
import { Answered } from '../../parts/answered.tsx';
import { Section } from '../../parts/page.tsx';
import { useWords, type Words } from '../../words.ts';

/** Whether the open lanes suffice for who is expected, from the service times that were measured. */
export function LanesCard({ day }: { day: string }): ReactNode {
  const { t } = useWords();
  const lanes = useAnswer('lanes', { day }, { on: ['facts', 'stations'] });
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
    <div className="forecast" data-tone={tone}>
      <Icon aria-hidden="true" size={28} />
      <div className="forecast-words">
        <p className="forecast-verdict">{headline(forecast, t)}</p>
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
    <ul className="lane-list">
      {lanes.map((lane) => (
        <li key={lane.kiosk}>
          <bdi className="lane-name">{lane.name}</bdi>
          <Chip tone={lane.open ? 'go' : 'quiet'}>
            {lane.open
              ? t('lanes.open')
              : t('lanes.quietSince', { time: time(lane.lastAdmission) })}
          </Chip>
          <span className="small figures">
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
