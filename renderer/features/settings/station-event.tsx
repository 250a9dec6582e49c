import { CalendarCheck, CalendarCog } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStation } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { EventFiles, useEventChoice } from '../set-up/event-step.tsx';
import '../set-up/set-up.css';

/** The event of this station; another one comes by its file and its secret. */
export function StationEvent(): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { event, preset } = useStation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className="settings-aside" aria-label={t('stationSettings.event')}>
      <h2>{t('stationSettings.event')}</h2>
      <p>
        <bdi>{event.name[language]}</bdi>
      </p>
      <Button
        isDisabled={preset.includes('event')}
        icon={<CalendarCog aria-hidden="true" size={18} />}
        onPress={() => setIsOpen(true)}
      >
        {t('stationSettings.changeEvent')}
      </Button>
      {isOpen && <EventDialog onClose={() => setIsOpen(false)} />}
    </section>
  );
}

function EventDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const use = useEventChoice();
  return (
    <Dialog
      title={t('stationSettings.changeEvent')}
      size="wide"
      closesOutside={false}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button
            look="primary"
            isDisabled={!use.isComplete || use.adopt.busy || use.isLeaving}
            icon={<CalendarCheck aria-hidden="true" size={18} />}
            onPress={() => void use.adopt.run()}
          >
            {t('setUp.event.adopt')}
          </Button>
        </>
      }
    >
      <p>{t('stationSettings.changeEventHint')}</p>
      <EventFiles use={use} />
      <FailureNote
        failure={use.adopt.failure ?? use.chooseFile.failure ?? use.chooseSecret.failure}
      />
    </Dialog>
  );
}
