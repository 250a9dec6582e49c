import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsSupervisor } from '../../client/station.tsx';
import { StationAlike } from './station-alike.tsx';
import { StationEvent } from './station-event.tsx';
import { StationForm } from './station-form.tsx';

/** What this station is, its event, and its settings as a file; a supervisor's. */
export function StationSection(): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  if (!isSupervisor) return <p className="card field-hint">{t('settings.supervisorOnly')}</p>;
  return (
    <div className="card settings-split">
      <StationForm />
      <div className="settings-stack">
        <StationAlike />
        <StationEvent />
      </div>
    </div>
  );
}
