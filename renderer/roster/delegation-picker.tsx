import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { delegationsInOrder } from '../../domain/delegations.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import { useStation } from '../kit/client/station.tsx';
import { ComboBox } from '../kit/fields/combo-box.tsx';
import { useEventWords } from '../kit/words/event-words.ts';
import { useFormats } from '../kit/words/format.ts';

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
      inUse(delegationsInOrder(event, language, day), value).map(({ code }) => ({
        id: code,
        label: words.delegation(code),
      })),
    [day, event, language, words, value],
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
      isRequired
    />
  );
}
