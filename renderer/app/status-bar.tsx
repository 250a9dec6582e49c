import { LockKeyhole, Monitor, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HubStatus } from '../hub-client/hub-status.tsx';
import { Button } from '../kit/button.tsx';
import { useStation } from '../kit/client/station.tsx';
import { useEventMinute } from '../kit/client/use-event-minute.ts';
import { StatusItem } from '../kit/status-item.tsx';
import { useFormats } from '../kit/words/format.ts';
import { PrinterStatus } from '../printing/printer-status.tsx';
import './status-bar.css';

/** The footer: printer and network; then event, station and operator. */
export function StatusBar({ onLock }: { onLock: () => void }): ReactNode {
  const { t } = useTranslation();
  const { shortDay, language } = useFormats();
  const station = useStation();
  const { operator } = station;
  return (
    <footer className="status-bar flex flex-wrap items-center justify-between gap-x-4 px-3 border-t bg-surface text-xs">
      <div className="status-group gap-x-1 flex items-center flex-wrap min-w-0">
        {operator !== null && <PrinterStatus />}
        <HubStatus canOpen={operator !== null} />
      </div>
      <div className="status-group gap-x-1 flex items-center flex-wrap min-w-0">
        {station.training && <StatusItem tone="look">{t('app.training')}</StatusItem>}
        <span className="status-event inline-flex gap-3 min-w-0 px-2 font-semibold">
          <bdi className="truncate">{station.event.name[language]}</bdi>
          <span className="figures flex-none">
            {shortDay(station.day)} <EventTime />
          </span>
        </span>
        <StatusItem tone="quiet" icon={<Monitor />}>
          <bdi>{station.stationName}</bdi>
        </StatusItem>
        {operator !== null && (
          <>
            <StatusItem tone="quiet" icon={<UserRound />}>
              <bdi>{operator.name}</bdi>
            </StatusItem>
            <Button look="quiet" size="small" icon={<LockKeyhole />} onPress={onLock}>
              {t('footer.lock')}
            </Button>
          </>
        )}
      </div>
    </footer>
  );
}

/** The event's clock, to the minute. */
function EventTime(): ReactNode {
  const { time } = useFormats();
  return <time>{time(useEventMinute())}</time>;
}
