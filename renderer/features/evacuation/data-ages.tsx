import { DoorOpen, Monitor, Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evacuation } from '../../../preload/contract/evacuation.ts';
import { useSeconds } from '../../client/seconds.ts';
import { useStation, useStationAnswer } from '../../client/station.tsx';
import { useMoment } from '../../i18n/use-moment.ts';
import { Chip } from '../../ui/chip.tsx';
import { useAgeWords } from '../sync/use-hub-words.ts';

const icons = { desk: Monitor, kiosk: Smartphone, door: DoorOpen } as const;
const minute = 60_000;

/** How old what each station said is; amber where it is older than the event allows for lists. */
export function DataAges({ list }: { list: Evacuation }): ReactNode {
  const { t } = useTranslation();
  const ageWords = useAgeWords();
  const moment = useMoment();
  const { policies } = useStation().event;
  const { clockOffset } = useStationAnswer();
  const now = useSeconds() + clockOffset;
  const oldFrom = policies.listsOldAfterMinutes * minute;
  return (
    <section className="data-ages" aria-label={t('emergency.evacuation.ages')}>
      <h2>{t('emergency.evacuation.ages')}</h2>
      <ul>
        {list.stations.map(({ id, name, mode, self, heardAt }) => {
          const Icon = icons[mode];
          const age = heardAt === null ? null : Math.max(0, now - heardAt);
          const isOld = !self && (age === null || age > oldFrom);
          return (
            <li key={id}>
              <Chip tone={isOld ? 'look' : 'quiet'} icon={<Icon aria-hidden="true" size={14} />}>
                <bdi>{name}</bdi>{' '}
                <span className="figures">
                  {self
                    ? t('emergency.evacuation.now')
                    : age === null
                      ? t('emergency.evacuation.never')
                      : ageWords(age)}
                </span>
              </Chip>
            </li>
          );
        })}
      </ul>
      <p>
        {list.hub === null
          ? t('emergency.evacuation.alone')
          : list.hub.lastContact === null
            ? t('emergency.evacuation.hubNever')
            : t('emergency.evacuation.hub', { moment: moment(list.hub.lastContact) })}
      </p>
    </section>
  );
}
