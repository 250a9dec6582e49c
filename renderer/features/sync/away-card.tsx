import { CloudOff, Crown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { useIsSupervisor } from '../../client/station.tsx';
import { Button } from '../../ui/button.tsx';
import { NextStep } from './next-step.tsx';
import { useSync } from './sync-provider.tsx';

/** The hub has been away for a while: nothing is lost, and this desk may stand in for it. */
export function AwayCard(): ReactNode {
  const { t } = useTranslation();
  const { open } = useNavigation();
  const { takeOver } = useSync();
  const isSupervisor = useIsSupervisor();
  const isRunning = takeOver.state.kind === 'running';
  return (
    <NextStep
      tone="accent"
      Icon={CloudOff}
      title={t('away.title')}
      action={
        isSupervisor && (
          <Button
            icon={<Crown aria-hidden="true" size={18} />}
            onPress={() => open({ kind: 'take-over' })}
          >
            {t(isRunning ? 'away.running' : 'away.takeOver')}
          </Button>
        )
      }
    >
      <p>
        {t('away.hint')} {!isSupervisor && t('away.operator')}
      </p>
    </NextStep>
  );
}
