import { ArrowRightLeft, LogIn, LogOut, MapPin } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoorView } from '../../../preload/contract/door.ts';
import { ask, failureOf } from '../../client/ask.ts';
import { useSeconds } from '../../client/seconds.ts';
import { useStation, useStationAnswer } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { useNotify } from '../../ui/toast.tsx';
import { HoldButton } from './hold-button.tsx';

/** Which door this is, which way people pass, and the time. */
export function DoorHead({ view, onChoose }: { view: DoorView; onChoose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { event, kioskName, training } = useStation();
  const formats = useFormats();
  const checkpoint = event.checkpoints.find(({ id }) => id === view.checkpoint);
  const words = [checkpoint?.room?.[formats.language], kioskName, event.name[formats.language]];
  return (
    <section className="door-head" aria-label={t('door.head')}>
      <div className="door-place">
        <p className="door-place-name">
          {checkpoint?.name[formats.language] ?? t('door.noCheckpoint')}
        </p>
        <p className="door-place-more">
          {training && <strong className="door-training">{t('door.training')}</strong>}
          {words.filter(Boolean).join(' · ')}
        </p>
      </div>
      {view.canChoose && view.checkpoint !== null && (
        <HoldButton icon={<MapPin aria-hidden="true" size={28} />} onHeld={onChoose}>
          {t('door.change')}
        </HoldButton>
      )}
      {view.checkpoint !== null && <Direction view={view} />}
      <Clock />
    </section>
  );
}

function Direction({ view }: { view: DoorView }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { direction, canTurn } = view;
  const Icon = direction === 'in' ? LogIn : LogOut;
  const turn = (): void => {
    ask('turnDoor', { direction: direction === 'in' ? 'out' : 'in' }).catch((error: unknown) =>
      notify(t(`error.${failureOf(error).code}.title`)),
    );
  };
  return (
    <div className="door-direction" data-direction={direction}>
      <p className="door-direction-now" role="status">
        <Icon aria-hidden="true" size={44} className="flips" />
        <strong>{t(`door.direction.${direction}`)}</strong>
      </p>
      {canTurn && (
        <HoldButton icon={<ArrowRightLeft aria-hidden="true" size={28} />} onHeld={turn}>
          {t(direction === 'in' ? 'door.turnOut' : 'door.turnIn')}
        </HoldButton>
      )}
    </div>
  );
}

function Clock(): ReactNode {
  const { rightOffset } = useStationAnswer();
  const formats = useFormats();
  const now = useSeconds() + rightOffset;
  return <time className="door-clock figures">{formats.time(now)}</time>;
}
