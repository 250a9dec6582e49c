import { CameraOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyLine } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { Switch } from '../../ui/fields/switch.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { useStation } from '../base/station.tsx';
import { CameraCard } from '../check-in/camera-card.tsx';
import { useScans } from '../scanning/index.ts';
import { PlainRows } from './setting-row.tsx';
import { useSaveSettings } from './use-save-settings.ts';

const automatic = 'automatic';

export function CameraSection(): ReactNode {
  const { t } = useTranslation();
  const { cameraEnabled, cameraDeviceId } = useStation();
  const { cameras } = useScans().scanning;
  const { screen } = useNavigation();
  const { run, failure } = useSaveSettings();
  const choices = [
    { id: automatic, label: t('settings.camera.automatic') },
    ...cameras.map(({ deviceId, label }, index) => ({
      id: deviceId,
      label: label === '' ? t('settings.camera.unnamed', { number: index + 1 }) : label,
    })),
  ];
  const isListed = cameras.some(({ deviceId }) => deviceId === cameraDeviceId);
  return (
    <div className="card settings-split">
      <div className="settings-form">
        <FailureNote failure={failure} />
        <Switch isSelected={cameraEnabled} onChange={(isOn) => void run({ cameraEnabled: isOn })}>
          {t('settings.camera.on')}
        </Switch>
        <Select
          label={t('settings.camera.device')}
          choices={choices}
          value={cameraDeviceId !== null && isListed ? cameraDeviceId : automatic}
          isDisabled={!cameraEnabled}
          onChange={(id) => void run({ cameraDeviceId: id === automatic ? null : id })}
        />
        {cameras.length === 0 && (
          <EmptyLine icon={<CameraOff size={18} />} className="field-hint">
            {t('settings.camera.none')}
          </EmptyLine>
        )}
        <PlainRows section="camera" onChange={(change) => void run(change)} />
      </div>
      {screen === 'settings' && <CameraCard />}
    </div>
  );
}
