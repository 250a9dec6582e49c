import { PackageCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckInAnswer } from '../../preload/contract/check-in.ts';
import './ready-note.css';

type State = NonNullable<Extract<CheckInAnswer, { outcome: 'admitted' }>['badge']>['state'];

/** After a check-in with a badge printed ahead: where the badge is and what to do. */
export function ReadyNote({ state }: { state: State | undefined }): ReactNode {
  const { t } = useTranslation();
  if (state === undefined || state === 'new') return null;
  return (
    <div className="ready-note sign-and-text items-center" role="status">
      <PackageCheck className="ink-go" size={22} />
      <strong>{t(`badgeReady.${state}.title`)}</strong>
      <p className="col-2 small">{t(`badgeReady.${state}.hint`)}</p>
    </div>
  );
}
