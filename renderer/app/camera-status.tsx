import { Camera, CameraOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../features/desk/desk-provider.tsx';
import { StatusItem } from './status-item.tsx';

/** The camera's state in the footer. */
export function CameraStatus(): ReactNode {
  const { t } = useTranslation();
  const { camera } = useDesk().scanning;
  if (camera.kind === 'problem') {
    return (
      <StatusItem
        tone="look"
        icon={<CameraOff aria-hidden="true" size={16} />}
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
