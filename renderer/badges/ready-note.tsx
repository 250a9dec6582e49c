import { PackageCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckInAnswer } from '../../preload/contract/check-in.ts';

type State = NonNullable<Extract<CheckInAnswer, { outcome: 'admitted' }>['badge']>['state'];

/** After a check-in with a badge printed ahead: where the badge is and what to do. */
export function ReadyNote({ state }: { state: State | undefined }): ReactNode {
  const { t } = useTranslation();
  if (state === undefined || state === 'new') return null;
  return (
    <div className="gap-x-3 gap-y-0.5 grid grid-cols-sign-text items-center" role="status">
      <PackageCheck className="text-go-ink" size={22} />
      <strong>{t(`badgeReady.${state}.title`)}</strong>
      <p className="col-start-2 small">{t(`badgeReady.${state}.hint`)}</p>
    </div>
  );
}
