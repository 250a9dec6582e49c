import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  minPassPhraseCharacters,
  newPassPhraseSchema,
} from '../../../domain/operators/pass-phrase.ts';
import { CheckLine } from './check-line.tsx';
import { TextField } from './text-field.tsx';

/** Whether a passphrase is one's own and too easy to guess; null: the app makes it. */
export function isEasyPhrase(own: string | null): boolean {
  return own !== null && !newPassPhraseSchema.safeParse(own).success;
}

/** The passphrase of a sealed file: made by the app (null), or one's own. */
export function PassPhraseChoice({
  own,
  onChange,
  wasSent,
}: {
  own: string | null;
  onChange: (own: string | null) => void;
  wasSent: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const limit = { count: minPassPhraseCharacters };
  return (
    <>
      <CheckLine isSelected={own !== null} onChange={(isOwn) => onChange(isOwn ? '' : null)}>
        {t('eventPackage.own')}
      </CheckLine>
      {own === null ? (
        <p className="field-hint">{t('eventPackage.ownHint', limit)}</p>
      ) : (
        <TextField
          label={t('eventPackage.passphrase')}
          maxLength={200}
          autoFocus
          value={own}
          onChange={onChange}
          error={wasSent && isEasyPhrase(own) ? t('eventPackage.easy', limit) : null}
        />
      )}
    </>
  );
}

/** The passphrase of a file that was made, shown here alone; null: the operator's own. */
export function MadePassPhrase({ passphrase }: { passphrase: string | null }): ReactNode {
  const { t } = useTranslation();
  if (passphrase === null) return <p>{t('eventPackage.ownPhrase')}</p>;
  return (
    <div className="grid gap-1 p-4 border border-edge rounded-md">
      <p className="field-label">{t('eventPackage.passphrase')}</p>
      <p className="code text-xl select-text">{passphrase}</p>
      <p className="font-semibold">{t('eventPackage.once')}</p>
    </div>
  );
}
