import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskPerson } from '../../../preload/contract/kiosk.ts';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { useTouchFields } from '../keyboard/use-touch-fields.ts';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import type { Spelling } from '../machine/types.ts';
import { ScreenFrame } from '../screen-frame.tsx';
import { TouchField } from './touch-field.tsx';

type Field = keyof Spelling;
const all: readonly Field[] = ['printedName', 'givenName', 'familyName'];

/** Corrects letters and accents of a name; any other change is up to the desk. */
export function Correct(): ReactNode {
  const { context } = useKiosk();
  return context.visit === null ? null : <Form person={context.visit.person} />;
}

function Form({ person }: { person: KioskPerson }): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, send } = useKiosk();
  // A record without separate parts of a name has only the printed name to correct.
  const [shown] = useState(() => all.filter((field) => person[field] !== ''));
  const { printedName, givenName, familyName } = person;
  const fields = useTouchFields<Field>({ printedName, givenName, familyName }, 'printedName');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const changed = shown.filter(
      (field) =>
        fields.values[field].trim() !== '' && fields.values[field].trim() !== person[field],
    );
    send({
      type: 'SAVE',
      spelling: Object.fromEntries(changed.map((field) => [field, fields.values[field].trim()])),
    });
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
        <KioskButton type="submit" variant="primary">
          {t('correct.save')}
        </KioskButton>
      }
    >
      <div className="kiosk-fields grid gap-4 content-center">
        <h1 data-speak>{t('correct.title')}</h1>
        <p
          className="kiosk-lead"
          data-speak
          data-alert={context.notice === 'too-different' || undefined}
          role={context.notice === 'too-different' ? 'alert' : undefined}
        >
          {context.notice === 'too-different' ? t('correct.tooDifferent') : t('correct.lead')}
        </p>
        {shown.map((field) => (
          <TouchField
            key={field}
            label={t(`correct.${field}`)}
            maxLength={field === 'printedName' ? 200 : 120}
            field={fields.bind(field)}
          />
        ))}
      </div>
      <Keyboard
        language={context.language}
        latinOnly={false}
        hasCase
        onType={fields.type}
        onDelete={fields.erase}
      />
    </ScreenFrame>
  );
}
