import { CircleAlert, ClockAlert, QrCode } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { useIsSupervisor } from '../../client/station.tsx';
import { Button } from '../../ui/button.tsx';
import { asksToJoinAgain, type HubState, hubTone } from './hub-state.ts';
import { NextStep } from './next-step.tsx';

type Trouble = Extract<HubState, { kind: 'trouble' }>;

/** What to do about a trouble with the hub; a new code is read from here where that is what helps. */
export function TroubleCard({ state }: { state: Trouble }): ReactNode {
  const { t } = useTranslation();
  const { open } = useNavigation();
  const isSupervisor = useIsSupervisor();
  const canJoin = isSupervisor && asksToJoinAgain(state.group);
  return (
    <NextStep
      tone={hubTone(state)}
      Icon={CircleAlert}
      action={
        canJoin && (
          <Button
            icon={<QrCode aria-hidden="true" size={18} />}
            onPress={() => open({ kind: 'join' })}
          >
            {t('trouble.joinAgain')}
          </Button>
        )
      }
    >
      <p>{t(`trouble.${state.group}.remedy`)}</p>
    </NextStep>
  );
}

/** This computer's clock is off: nothing stops for it, but somebody sets it. */
export function ClockCard(): ReactNode {
  const { t } = useTranslation();
  return (
    <NextStep tone="look" Icon={ClockAlert} title={t('hub.clockTitle')}>
      <p>{t('hub.clockRemedy')}</p>
    </NextStep>
  );
}
