import { ArrowRight } from 'lucide-react';
import { type FormEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { useTouchFields } from '../keyboard/use-touch-fields.ts';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { TouchField } from './touch-field.tsx';

/** Code and family name: two factors, and no list of names to browse. */
export function Code(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, send } = useKiosk();
  const form = useId();
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
    <div className="kiosk-screen kiosk-typing">
      <form
        className="kiosk-form grid gap-4 content-center"
        id={form}
        onSubmit={submit}
        autoComplete="off"
      >
        <h1 data-speak>{isScanned ? t('code.nameOnly') : t('code.title')}</h1>
        <TouchField label={t('code.code')} isCode maxLength={80} field={fields.bind('code')} />
        <TouchField
          label={t('code.familyName')}
          maxLength={120}
          field={fields.bind('familyName')}
        />
        <div className="kiosk-actions">
          <KioskButton type="submit" look="primary" icon={<ArrowRight className="kiosk-forward" />}>
            {t('code.submit')}
          </KioskButton>
          <KioskButton look="quiet" onPress={() => send({ type: 'BACK' })}>
            {t('common.back')}
          </KioskButton>
        </div>
      </form>
      <Keyboard
        key={fields.active}
        language={context.language}
        latinOnly={fields.active === 'code'}
        hasCase={false}
        onType={fields.type}
        onDelete={fields.erase}
      />
    </div>
  );
}
