import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ScreenLanguage, screenLanguages } from '../../domain/base/language.ts';
import { Select } from '../fields/select.tsx';

/** The language of a report's file, not that of the page. */
export function FileLanguageChoice({
  value,
  onChange,
}: {
  value: ScreenLanguage;
  onChange: (language: ScreenLanguage) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Select
      label={t('reportFile.language')}
      choices={screenLanguages.map((id) => ({ id, label: t(`reportFile.languages.${id}`) }))}
      value={value}
      onChange={onChange}
    />
  );
}
