import { BellRing, UserRoundCheck } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { play } from '../../../ui/sounds.ts';
import { useStation } from '../../base/station.tsx';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import './help-sign.css';

type Call = 'off' | 'calling' | 'called' | 'local' | 'coming';

/** The sign that calls for help: visible across the hall, with one sound, until help comes. */
export function HelpSign(): ReactNode {
  const { snapshot } = useKiosk();
  const call: Call = snapshot.value.help;
  useHelpSound(call);
  return <div role="status">{call !== 'off' && <Sign call={call} />}</div>;
}

function Sign({ call }: { call: Exclude<Call, 'off'> }): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, send } = useKiosk();
  const Icon = call === 'coming' ? UserRoundCheck : BellRing;
  return (
    <div
      className="help-sign bg-look text-on-look font-semibold flex items-center rounded-lg"
      data-call={call}
    >
      <Icon aria-hidden="true" />
      <p className="flex flex-wrap items-baseline flex-1">
        {t(`help.${call}`)}
        {context.help !== null && call === 'called' && (
          <bdi className="code tracking-wide font-bold">{context.help.code}</bdi>
        )}
      </p>
      {call !== 'calling' && (
        <KioskButton onPress={() => send({ type: 'HELP_CLOSE' })}>{t('help.close')}</KioskButton>
      )}
    </div>
  );
}

function useHelpSound(call: Call): void {
  const { sounds } = useStation();
  const rings = call === 'called' || call === 'local';
  useEffect(() => {
    if (rings && sounds) play('attention');
    if (call === 'coming' && sounds) play('welcome');
  }, [rings, call, sounds]);
}
