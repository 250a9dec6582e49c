import { GraduationCap, RotateCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useIsSupervisor, useStation } from '../base/station.tsx';
import './training.css';

/** Switches training on and off: the station restarts with separate data. */
export function TrainingSection(): ReactNode {
  const { t } = useTranslation();
  const { training } = useStation();
  const isSupervisor = useIsSupervisor();
  const [isAsking, setAsking] = useState(false);
  return (
    <div className="card settings-split">
      <div className="settings-form">
        <p>{t(training ? 'emergency.training.onLead' : 'emergency.training.offLead')}</p>
        <div>
          <Button
            variant="primary"
            icon={<GraduationCap />}
            isDisabled={!isSupervisor}
            onPress={() => setAsking(true)}
          >
            {t(training ? 'emergency.training.end' : 'emergency.training.start')}
          </Button>
        </div>
        {!isSupervisor && <p className="field-hint">{t('emergency.training.supervisor')}</p>}
      </div>
      <div className="grid gap-4 content-start">
        <p>{t('emergency.training.people')}</p>
        <p>{t('emergency.training.badges')}</p>
        <p>{t('emergency.training.kept')}</p>
      </div>
      {isAsking && <SwitchDialog on={!training} onClose={() => setAsking(false)} />}
    </div>
  );
}

function SwitchDialog({ on, onClose }: { on: boolean; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { run, busy, failure } = useAction(() => ask('switchTraining', { on }));
  return (
    <ConfirmDialog
      title={t(on ? 'emergency.training.startTitle' : 'emergency.training.endTitle')}
      onClose={onClose}
      onConfirm={() => void run()}
      failure={failure}
      confirm={{
        label: t(on ? 'emergency.training.startNow' : 'emergency.training.endNow'),
        icon: <RotateCw />,
        isDisabled: busy,
      }}
    >
      <p className="small">
        {t(on ? 'emergency.training.startEffect' : 'emergency.training.endEffect')}
      </p>
    </ConfirmDialog>
  );
}
