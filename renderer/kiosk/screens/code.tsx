import { ArrowRight } from 'lucide-react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { useTouchFields } from '../keyboard/use-touch-fields.ts';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { ScreenFrame } from '../screen-frame.tsx';
import { TouchField } from './touch-field.tsx';

/** Asks for code and family name: two factors, and no list of names to browse. */
export function Code(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, send } = useKiosk();
  const isScanned = context.scannedCode !== '';
  const fields = useTouchFields(
    { code: context.scannedCode, familyName: '' },
    isScanned ? 'familyName' : 'code',
  );
  const { code, familyName } = fields.values;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (code.trim() === '') fields.focus('code');
    else if (familyName.trim() === '') fields.focus('familyName');
    else send({ type: 'SUBMIT', code: code.trim(), familyName: familyName.trim() });
  };
  return (
    <ScreenFrame
      className="kiosk-typing"
      onSubmit={submit}
      back={
        <KioskButton variant="quiet" onPress={() => send({ type: 'BACK' })}>
          {t('common.back')}
        </KioskButton>
      }
      next={
        <KioskButton
          type="submit"
          variant="primary"
          icon={<ArrowRight className="kiosk-forward" />}
        >
          {t('code.submit')}
        </KioskButton>
      }
    >
      <div className="kiosk-fields grid gap-4 content-center">
        <h1 data-speak>{isScanned ? t('code.nameOnly') : t('code.title')}</h1>
        <TouchField label={t('code.code')} isCode maxLength={80} field={fields.bind('code')} />
        <TouchField
          label={t('code.familyName')}
          maxLength={120}
          field={fields.bind('familyName')}
        />
      </div>
      <Keyboard
        key={fields.active}
        language={context.language}
        latinOnly={fields.active === 'code'}
        hasCase={false}
        onType={fields.type}
        onDelete={fields.erase}
      />
    </ScreenFrame>
  );
}
