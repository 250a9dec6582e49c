import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStation } from '../../client/station.tsx';
import { useEventWords } from '../../i18n/event-words.ts';
import { useFormats } from '../../i18n/format.ts';
import { ComboBox } from '../../ui/combo-box.tsx';

/** A delegation of the event's table, in the order of the table; letters of its name or its code narrow it down. */
export function DelegationPicker({
  value,
  onChange,
  error,
}: {
  value: string;
  onChange: (code: string) => void;
  error: string | null;
}): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  const { language } = useFormats();
  const words = useEventWords();
  const choices = useMemo(() => {
    const inOrder = event.delegations.toSorted((a, b) => a.order[language] - b.order[language]);
    const codes = new Set(inOrder.map(({ code }) => code));
    return [...codes].map((code) => ({ id: code, words: words.delegation(code) }));
  }, [event, language, words]);
  return (
    <ComboBox
      label={t('person.delegation')}
      choices={choices}
      value={value}
      onChange={onChange}
      placeholder={t('person.delegationHint')}
      none={t('person.delegationNone')}
      openLabel={t('person.delegationOpen')}
      error={error}
    />
  );
}
