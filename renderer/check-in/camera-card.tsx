import { CameraOff, LoaderCircle, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { CameraPreview, type CameraState, useScans } from '../scanning/index.ts';
import './camera-card.css';

/** The frame to aim at while the camera runs; otherwise why there is no picture. */
export function CameraWords({
  camera,
  onRetry,
  frame,
}: {
  camera: CameraState;
  onRetry: () => void;
  frame: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  switch (camera.kind) {
    case 'running':
      return frame;
    case 'starting':
      return (
        <div className="camera-words">
          <LoaderCircle size={24} className="spins" />
          <p>{t('footer.camera.starting')}</p>
        </div>
      );
    case 'off':
      return (
        <div className="camera-words">
          <CameraOff size={24} />
          <p>{t('footer.camera.off')}</p>
        </div>
      );
    case 'problem':
      return (
        <div className="camera-words" role="status">
          <CameraOff size={24} />
          <strong>{t(`footer.cameraProblem.${camera.problem}.title`)}</strong>
          <p>{t(`footer.cameraProblem.${camera.problem}.remedy`)}</p>
          <Button size="small" icon={<RotateCw />} onPress={onRetry}>
            {t('footer.retryCamera')}
          </Button>
        </div>
      );
  }
}

export function CameraCard({ large = false }: { large?: boolean }): ReactNode {
  const { t } = useTranslation();
  const { scanning } = useScans();
  const isSlow = scanning.camera.kind === 'running' && scanning.camera.reader === 'spare';
  return (
    <div
      className="camera-card border rounded-lg relative overflow-hidden"
      data-large={large || undefined}
    >
      <CameraPreview scanning={scanning} mirrored />
      <CameraWords
        camera={scanning.camera}
        onRetry={scanning.retryCamera}
        frame={<div className="camera-frame absolute inset-0" aria-hidden="true" />}
      />
      {isSlow && (
        <p className="camera-slow absolute inset-x-0 bottom-0 px-3 py-1" role="status">
          {t('footer.spareReader')}
        </p>
      )}
    </div>
  );
}
