import { HandHelping } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { helpReasonOf } from '../screen-of.ts';

/** Always shown: calls a member of staff, with the code that is on the screen. */
export function HelpButton(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, screen, send, shown } = useKiosk();
  return (
    <KioskButton
      data-tool="help"
      icon={<HandHelping />}
      onPress={() => send({ type: 'HELP', reason: helpReasonOf(screen), code: context.code })}
    >
      <span lang={shown}>{t('help.button', { lng: shown })}</span>
    </KioskButton>
  );
}
