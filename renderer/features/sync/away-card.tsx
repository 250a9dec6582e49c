import { CloudOff, Crown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { useIsSupervisor } from '../../client/station.tsx';
import { Button } from '../../ui/button.tsx';
import { useSync } from './sync-provider.tsx';

/** The hub has been away for a while: nothing is lost, and this desk may stand in for it. */
export function AwayCard({ waiting }: { waiting: number }): ReactNode {
  const { t } = useTranslation();
  const { open } = useNavigation();
  const { takeOver } = useSync();
  const isSupervisor = useIsSupervisor();
  const isRunning = takeOver.state.kind === 'running';
  return (
    <div className="away-card">
      <CloudOff aria-hidden="true" size={22} />
      <div className="away-words">
        <h3>{t('away.title')}</h3>
        <p>
          {t('away.hint')} {waiting > 0 && t('away.waiting', { count: waiting })}
        </p>
      </div>
      {isSupervisor ? (
        <Button
          icon={<Crown aria-hidden="true" size={18} />}
          onPress={() => open({ kind: 'take-over' })}
        >
          {t(isRunning ? 'away.running' : 'away.takeOver')}
        </Button>
      ) : (
        <p className="field-hint">{t('away.operator')}</p>
      )}
    </div>
  );
}
