import { Camera, CameraOff, LockKeyhole, Monitor, ScanBarcode, UserRound } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PackReminder } from '../emergency/pack-reminder.tsx';
import { HubStatus } from '../hub-client/hub-status.tsx';
import { Button } from '../kit/button.tsx';
import { useStation, useStationAnswer } from '../kit/client/station.tsx';
import { StatusItem } from '../kit/status-item.tsx';
import { useFormats } from '../kit/words/format.ts';
import { PrinterStatus } from '../printing/printer-status.tsx';
import { useScans } from '../scanning/index.ts';
import { AlertBell } from '../station/alerts/alert-bell.tsx';
import { WarningStatus } from '../station/warning-status.tsx';
import './status-bar.css';

/** The footer: printers, camera, scanner, hub, warnings, event, station, operator; never modal. */
export function StatusBar({ onLock }: { onLock: () => void }): ReactNode {
  const { t } = useTranslation();
  const { shortDay, language } = useFormats();
  const station = useStation();
  const { operator } = station;
  return (
    <footer className="status-bar flex flex-wrap items-center justify-between gap-x-4 px-3 border-t bg-surface text-xs">
      <div className="status-group gap-x-1 flex items-center flex-wrap min-w-0">
        {operator !== null && <AlertBell />}
        {operator !== null && <PrinterStatus />}
        <CameraStatus />
        <StatusItem tone="quiet" icon={<ScanBarcode />}>
          <span className="status-extra">{t('footer.scanner')}</span>
        </StatusItem>
        <HubStatus canOpen={operator !== null} />
        <WarningStatus warnings={station.warnings} />
        {operator !== null && <PackReminder />}
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

const minute = 60_000;

/** The event's clock, to the minute. */
function EventTime(): ReactNode {
  const { rightOffset } = useStationAnswer();
  const { time } = useFormats();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const wait = minute - ((now + rightOffset) % minute);
    const timer = setTimeout(() => setNow(Date.now()), wait);
    return () => clearTimeout(timer);
  }, [now, rightOffset]);
  return <time>{time(now + rightOffset)}</time>;
}

/** The camera's state in the footer. */
function CameraStatus(): ReactNode {
  const { t } = useTranslation();
  const { camera } = useScans().scanning;
  if (camera.kind === 'problem') {
    return (
      <StatusItem
        tone="look"
        icon={<CameraOff />}
        title={t(`footer.cameraProblem.${camera.problem}.remedy`)}
      >
        {t(`footer.cameraProblem.${camera.problem}.title`)}
      </StatusItem>
    );
  }
  const Icon = camera.kind === 'off' ? CameraOff : Camera;
  return (
    <StatusItem
      tone={camera.kind === 'running' ? 'go' : 'quiet'}
      icon={<Icon aria-hidden="true" size={16} />}
    >
      {t(`footer.camera.${camera.kind}`)}
    </StatusItem>
  );
}
