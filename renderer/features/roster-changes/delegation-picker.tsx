import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { delegationsInOrder } from '../../../domain/delegations/delegations.ts';
import { useStation } from '../../client/station.tsx';
import { useEventWords } from '../../i18n/event-words.ts';
import { useFormats } from '../../i18n/format.ts';
import { ComboBox } from '../../ui/combo-box.tsx';

/** A delegation of the event's table, in the table's order; its name or code narrows the list. */
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
  const { event, day } = useStation();
  const { language } = useFormats();
  const words = useEventWords();
  const choices = useMemo(
    () =>
      delegationsInOrder(event, language, day).map(({ code }) => ({
        id: code,
        words: words.delegation(code),
      })),
    [day, event, language, words],
  );
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
