import { CircleCheckBig } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';

interface DoneStepProps {
  added: number;
  changed: number;
  onAnother: () => Promise<void>;
}

/** The roster was written. */
export function DoneStep({ added, changed, onAnother }: DoneStepProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { go } = useNavigation();
  return (
    <div className="card roster-choose" role="status">
      <span className="roster-sign" data-tone="go">
        <CircleCheckBig aria-hidden="true" size={34} />
      </span>
      <h2>{t('roster.done.title')}</h2>
      <p className="figures">
        {t('roster.done.added', { count: added, formatted: number(added) })}
      </p>
      <p className="figures">
        {t('roster.done.changed', { count: changed, formatted: number(changed) })}
      </p>
      <div className="roster-done-actions">
        <Button onPress={() => void onAnother()}>{t('roster.done.another')}</Button>
        <Button look="primary" autoFocus onPress={() => go('desk')}>
          {t('roster.done.toDesk')}
        </Button>
      </div>
    </div>
  );
}
